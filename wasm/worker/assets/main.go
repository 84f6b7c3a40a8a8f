// Command assets puts the built page into a folder as Cloudflare serves it:
// without the compressed forms, which Cloudflare makes itself, and with its
// headers in a file. It is run by `make worker`.
// usage: assets <built page> <folder>
package main

import (
	"fmt"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/web/headers"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: assets <built page> <folder>")
	}
	if err := copyPage(os.DirFS(os.Args[1]), os.Args[2]); err != nil {
		log.Fatalf("assets: %v", err)
	}
}

func copyPage(page fs.FS, folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	var immutable []string
	err := fs.WalkDir(page, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == ".br" || path.Ext(name) == ".gz" {
			return err
		}
		if headers.Hashed(name) {
			immutable = append(immutable, name)
		}
		data, err := fs.ReadFile(page, name)
		if err != nil {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "_headers"), []byte(rules(immutable)), 0o644)
}

// rules writes Cloudflare's _headers: a path, and below it what its answers carry.
func rules(immutable []string) string {
	var text strings.Builder
	text.WriteString("/*\n")
	for _, header := range headers.Strict {
		fmt.Fprintf(&text, "  %s: %s\n", header.Name, header.Value)
	}
	fmt.Fprintf(&text, "  Cross-Origin-Opener-Policy: %s\n", headers.OpenerPolicy)
	for _, name := range immutable {
		fmt.Fprintf(&text, "/%s\n  Cache-Control: %s\n", name, headers.Immutable)
	}
	return text.String()
}
