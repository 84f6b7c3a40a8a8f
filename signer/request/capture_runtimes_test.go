//go:build runtimes

package request

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/samples"
)

// received is a request as it arrived.
type received struct {
	path   string
	header http.Header
	body   []byte
}

// capture is a server that keeps what arrives, and answers the same each time.
type capture struct {
	*httptest.Server
	requests chan received
	status   int
	answer   string
}

func newCapture(t *testing.T) *capture { return startCapture(t, httptest.NewServer) }

func startCapture(t *testing.T, start func(http.Handler) *httptest.Server) *capture {
	c := &capture{requests: make(chan received, 10), status: 200, answer: `{"payment_status":"wait"}`}
	c.Server = start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost {
			http.Error(w, "refused", http.StatusTeapot)
			return
		}
		c.requests <- received{r.URL.Path, r.Header, text}
		w.WriteHeader(c.status)
		_, _ = io.WriteString(w, c.answer)
	}))
	t.Cleanup(c.Close)
	return c
}

// one returns the one request that has arrived.
func (c *capture) one(t *testing.T) received {
	t.Helper()
	require.Len(t, c.requests, 1, "requests that arrived")
	return <-c.requests
}

// certificates are two keys in every container that openssl writes here.
type certificates struct{ payment, payout *rsa.PrivateKey }

const password = "p4ss $wörd'\"\\"

// containers are arguments for openssl, by the name of the container.
var containers = map[string][]string{
	"pkcs1-aes":    {"rsa", "-traditional", "-aes256", "-passout", "pass:" + password},
	"pkcs1-3des":   {"rsa", "-traditional", "-des3", "-passout", "pass:" + password},
	"pkcs1-plain":  {"rsa", "-traditional"},
	"pkcs8-aes":    {"pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:" + password},
	"pkcs8-sha512": {"pkcs8", "-topk8", "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512", "-passout", "pass:" + password},
	"pkcs8-3des":   {"pkcs8", "-topk8", "-v2", "des3", "-v2prf", "hmacWithSHA1", "-passout", "pass:" + password},
	"pkcs8-scrypt": {"pkcs8", "-topk8", "-scrypt", "-passout", "pass:" + password},
	"pkcs8-pbes1":  {"pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-passout", "pass:" + password},
	"pkcs8-plain":  {"pkcs8", "-topk8", "-nocrypt"},
}

func newCertificates(t *testing.T) *certificates {
	return &certificates{newKey(t), newKey(t)}
}

func newKey(t *testing.T) *rsa.PrivateKey {
	key, err := rsa.GenerateKey(nil, 2048)
	require.NoError(t, err)
	return key
}

// write puts both certificates into a folder, as a merchant unzips them.
func (c *certificates) write(t *testing.T, folder, container, passwordText string) {
	for name, key := range map[string]*rsa.PrivateKey{"payment": c.payment, "payout": c.payout} {
		plain := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
		openssl := exec.Command("openssl", containers[container]...)
		openssl.Stdin = bytes.NewReader(plain)
		text, err := openssl.Output()
		require.NoError(t, err)
		to := filepath.Join(folder, "cert", name)
		require.NoError(t, os.MkdirAll(to, 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(to, "private.pem"), text, 0o600))
		require.NoError(t, os.WriteFile(filepath.Join(to, "password.txt"), []byte(passwordText), 0o600))
	}
}

func (c *certificates) of(certificate string) *rsa.PrivateKey {
	if certificate == "payouts" {
		return c.payout
	}
	return c.payment
}

// runtime runs what As gives for a format.
type runtime struct {
	format, style string
	samples.Program
}

var languages = []runtime{
	{"php", "php", samples.Program{File: "request.php", Run: []string{"php", "request.php"}}},
	{"node", "node", samples.Program{File: "request.mjs", Run: []string{"node", "request.mjs"}}},
	{"python", "python", samples.Program{File: "request.py", Run: []string{"/usr/bin/python3", "request.py"}}},
	{"java", "java", samples.Program{File: "Example.java", Run: append(samples.Java(), "Example.java")}},
	{"go", "go", samples.Program{File: "request.go", Build: []string{"go", "build", "-o", "request", "request.go"}, Run: []string{"./request"}}},
}

// writes reports whether the language's program writes the style.
func (r runtime) writes(style body.Style) bool {
	return slices.ContainsFunc(formats, func(f format) bool { return f.name == r.format && f.program != nil && f.program.writes(style) })
}

func sign(t *testing.T, key *rsa.PrivateKey, text []byte) string {
	value, err := signature.Sign(key, text)
	require.NoError(t, err)
	return base64.StdEncoding.EncodeToString(value)
}

// arrived asserts that a request is the one that was prepared, and signed.
func arrived(t *testing.T, got received, p *Prepared, want []byte, key *rsa.PrivateKey) {
	t.Helper()
	if !assert.Equal(t, string(want), string(got.body)) {
		return
	}
	assert.Equal(t, "/"+p.operation.Path, got.path)
	assert.Equal(t, sign(t, key, want), got.header.Get("Sign"))
	for _, h := range p.Headers {
		assert.Equal(t, h.Value, got.header.Get(h.Name), h.Name)
	}
}
