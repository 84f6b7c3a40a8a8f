package main

import (
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var built = fstest.MapFS{
	"index.html":               {Data: []byte("<!doctype html>")},
	"index.html.br":            {Data: []byte("brotli")},
	"index.html.gz":            {Data: []byte("gzip")},
	"assets/licences.txt":      {Data: []byte("MIT")},
	"assets/a-composer.js":     {Data: []byte("export {}")},
	"lib/element/licences.txt": {Data: []byte("MIT")},
	// Names as the build gives them.
	"assets/alikassa-sign-BonGGApn.wasm":                        {Data: []byte("\x00asm")},
	"assets/alikassa-sign-worker-CEV_pepv.js":                   {Data: []byte("export {}")},
	"assets/ibm-plex-sans-cyrillic-wght-normal-BAAhND-U.woff2":  {Data: []byte("wOF2")},
	"lib/element/ibm-plex-mono-latin-400-normal-DMJ8VG8y.woff2": {Data: []byte("wOF2")},
	"lib/alikassa-sign.js":                                      {Data: []byte("export {}")},
	"lib/alikassa-sign.js.gz":                                   {Data: []byte("gzip")},
	"lib/alikassa-sign.d.ts":                                    {Data: []byte("export {}")},
	"lib/unheard-of.ending":                                     {Data: []byte("<script>")},
	"portal/index.html":                                         {Data: []byte("<!doctype html><title>Portal</title>")},
	"assets/nested/index.weird":                                 {Data: []byte("x")},
}

func with(addr string) settings {
	return settings{addr: addr, db: ":memory:", page: built}
}

func get(t *testing.T, handler http.Handler, method, target string, header http.Header) *http.Response {
	t.Helper()
	request := httptest.NewRequest(method, target, nil)
	for name, values := range header {
		request.Header[name] = values
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Result()
}

func TestFilesAreServedWithTheirTypeAndCaching(t *testing.T) {
	const forGood, ask = "public, max-age=31536000, immutable", "no-cache"
	for _, test := range []struct{ path, mediaType, caching string }{
		{"/", "text/html; charset=utf-8", ask},
		{"/portal/", "text/html; charset=utf-8", ask},
		{"/assets/alikassa-sign-BonGGApn.wasm", "application/wasm", forGood},
		{"/assets/alikassa-sign-worker-CEV_pepv.js", "text/javascript; charset=utf-8", forGood},
		{"/assets/ibm-plex-sans-cyrillic-wght-normal-BAAhND-U.woff2", "font/woff2", forGood},
		{"/lib/element/ibm-plex-mono-latin-400-normal-DMJ8VG8y.woff2", "font/woff2", forGood},
		{"/assets/licences.txt", "text/plain; charset=utf-8", ask},
		{"/assets/a-composer.js", "text/javascript; charset=utf-8", ask},
		{"/lib/element/licences.txt", "text/plain; charset=utf-8", ask},
		{"/lib/alikassa-sign.js", "text/javascript; charset=utf-8", ask},
		{"/lib/alikassa-sign.d.ts", "text/plain; charset=utf-8", ask},
		{"/lib/unheard-of.ending", "application/octet-stream", ask},
	} {
		t.Run(test.path, func(t *testing.T) {
			answer := get(t, New(built), "GET", test.path, nil)
			assert.Equal(t, http.StatusOK, answer.StatusCode)
			assert.Equal(t, test.mediaType, answer.Header.Get("Content-Type"))
			assert.Equal(t, test.caching, answer.Header.Get("Cache-Control"))
		})
	}
}

func TestTheAcceptedEncodingIsChosen(t *testing.T) {
	for _, test := range []struct{ path, accept, encoding, body string }{
		{"/", "gzip, deflate, br", "br", "brotli"},
		{"/", "gzip;q=1.0, br;q=0", "gzip", "gzip"},
		{"/", "br; q=0.000, gzip; q=0", "", "<!doctype html>"},
		{"/", "BR", "br", "brotli"},
		{"/", "brr, xgzip", "", "<!doctype html>"},
		{"/", "", "", "<!doctype html>"},
		{"/lib/alikassa-sign.js", "br, gzip", "gzip", "gzip"},
		{"/portal/", "br, gzip", "", "<!doctype html><title>Portal</title>"},
	} {
		t.Run(test.path+" "+test.accept, func(t *testing.T) {
			answer := get(t, New(built), "GET", test.path, http.Header{"Accept-Encoding": {test.accept}})
			body, err := io.ReadAll(answer.Body)
			require.NoError(t, err)
			assert.Equal(t, test.encoding, answer.Header.Get("Content-Encoding"))
			assert.Equal(t, test.body, string(body))
			assert.Equal(t, "Accept-Encoding", answer.Header.Get("Vary"))
		})
	}
}

func TestEveryAnswerCarriesTheStrictHeaders(t *testing.T) {
	for _, target := range []string{"/", "/missing", "/assets/alikassa-sign-BonGGApn.wasm"} {
		answer := get(t, New(built), "GET", target, nil)
		assert.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'none'; ")
		assert.NotContains(t, answer.Header.Get("Content-Security-Policy"), "unsafe-inline")
		assert.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
		assert.Equal(t, "no-referrer", answer.Header.Get("Referrer-Policy"))
	}
}

// Elsewhere browsers ignore it, and say so in the console.
func TestTheOpenerPolicyIsSentWhereItIsHonoured(t *testing.T) {
	for _, test := range []struct{ target, proxied, want string }{
		{"http://127.0.0.1:8080/", "", "same-origin"},
		{"http://[::1]:8080/", "", "same-origin"},
		{"http://localhost/", "", "same-origin"},
		{"https://sign.example/", "", "same-origin"},
		{"http://sign.example/", "https", "same-origin"},
		{"http://sign.lan:8080/", "", ""},
		{"http://192.168.1.2:8080/", "http", ""},
	} {
		answer := get(t, New(built), "GET", test.target, http.Header{"X-Forwarded-Proto": {test.proxied}})
		assert.Equal(t, test.want, answer.Header.Get("Cross-Origin-Opener-Policy"), test.target)
	}
}

func TestOtherRequestsAreRefused(t *testing.T) {
	for _, test := range []struct {
		method, path string
		status       int
	}{
		{"POST", "/", http.StatusMethodNotAllowed},
		{"GET", "/missing.js", http.StatusNotFound},
		{"GET", "/lib", http.StatusNotFound},
		{"GET", "/assets/", http.StatusNotFound},
		{"GET", "/../serve_test.go", http.StatusNotFound},
		{"GET", "/%2e%2e/%2e%2e/etc/passwd", http.StatusNotFound},
		{"GET", "//etc/passwd", http.StatusNotFound},
		{"GET", "/index.html%00.js", http.StatusNotFound},
	} {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			assert.Equal(t, test.status, get(t, New(built), test.method, test.path, nil).StatusCode)
		})
	}
}

func TestAnUnchangedFileIsNotSentAgain(t *testing.T) {
	first := get(t, New(built), "GET", "/", nil)
	again := get(t, New(built), "GET", "/", http.Header{"If-None-Match": {first.Header.Get("ETag")}})
	assert.Equal(t, http.StatusNotModified, again.StatusCode)
	compressed := get(t, New(built), "GET", "/", http.Header{"Accept-Encoding": {"br"}})
	assert.NotEqual(t, first.Header.Get("ETag"), compressed.Header.Get("ETag"))
}

func TestTheLogHasMethodPathAndStatusOnly(t *testing.T) {
	var written bytes.Buffer
	handler := logged(log.New(&written, "", 0), New(built))
	get(t, handler, "GET", "/missing%0aforged?password=secret", http.Header{"User-Agent": {"agent"}, "Cookie": {"c=1"}})
	assert.Equal(t, `GET "/missing\nforged" 404`+"\n", written.String())
}

func TestATakenAddressIsNamed(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	err = run(context.Background(), with(taken.Addr().String()))
	require.Error(t, err)
	assert.Contains(t, err.Error(), taken.Addr().String()+" is taken")
	assert.Contains(t, err.Error(), "ADDR=")
}

func TestAMissingPageSaysHowToBuildIt(t *testing.T) {
	err := run(context.Background(), settings{addr: "127.0.0.1:0", db: ":memory:", page: fstest.MapFS{}})
	require.Error(t, err)
	assert.Contains(t, err.Error(), "make build")
}

func TestTheServerStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	assert.NoError(t, run(ctx, with("127.0.0.1:0")))
}

func TestAnAddressThatIsNoneIsExplained(t *testing.T) {
	err := run(context.Background(), with("eighty"))
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), `"eighty" is not an address`), err.Error())
}
