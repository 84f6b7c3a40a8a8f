package main

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/web/headers"
)

// mediaTypes names what each ending is, whatever the machine's own table says.
// A file with another ending is sent as bytes to download.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".md":    "text/markdown; charset=utf-8",
	".mjs":   "text/javascript; charset=utf-8",
	".pem":   "application/x-pem-file",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".ts":    "text/plain; charset=utf-8", // the library's type declarations
	".txt":   "text/plain; charset=utf-8",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}

// encodings are the forms that the build writes beside a file, the smallest first.
var encodings = []struct{ name, ending string }{
	{"br", ".br"},
	{"gzip", ".gz"},
}

// New returns the handler that serves the built page: right types, the
// compressed form that the client accepts, hashed files cached for good, and
// strict headers on every answer.
func New(page fs.FS) http.Handler {
	return strict(&files{page})
}

type files struct{ page fs.FS }

func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	mediaType, known := mediaTypes[path.Ext(name)]
	if !known {
		mediaType = "application/octet-stream"
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Vary", "Accept-Encoding")
	accepted := r.Header.Get("Accept-Encoding")
	for _, encoding := range encodings {
		if accepts(accepted, encoding.name) && f.serve(w, r, name+encoding.ending, name, encoding.name) {
			return
		}
	}
	if !f.serve(w, r, name, name, "") {
		http.NotFound(w, r)
	}
}

// serve answers with a file, and reports whether there is one.
func (f *files) serve(w http.ResponseWriter, r *http.Request, file, name, encoding string) bool {
	opened, err := f.page.Open(file)
	if err != nil {
		return false
	}
	defer opened.Close()
	info, err := opened.Stat()
	content, seekable := opened.(io.ReadSeeker)
	if err != nil || info.IsDir() || !seekable {
		return false
	}
	header := w.Header()
	header.Set("Cache-Control", "no-cache")
	if headers.Hashed(name) {
		header.Set("Cache-Control", headers.Immutable)
	}
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
	}
	header.Set("ETag", fmt.Sprintf(`"%x-%x%s"`, info.ModTime().UnixNano(), info.Size(), encoding))
	http.ServeContent(w, r, name, info.ModTime(), content)
	return true
}

// accepts reports whether an Accept-Encoding header allows a coding (RFC 9110, 12.5.3).
func accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(item, ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			quality, given := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(parameters), " ", ""), "q=")
			return !given || strings.Trim(quality, "0.") != ""
		}
	}
	return false
}
