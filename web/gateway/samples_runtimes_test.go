//go:build runtimes

package gateway_test

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/samples"
)

// TestDocumentedSamplesRuntimes: AliKassa's own samples get the documented
// answer when their host, account and certificate are changed, natively and in
// the Worker.
func TestDocumentedSamplesRuntimes(t *testing.T) {
	for _, server := range []struct {
		name  string
		start func(t *testing.T) *target
		base  string // where the API begins; at the root for who changes the host alone
	}{
		{"native", func(t *testing.T) *target { return native(t) }, ""},
		{"worker", func(t *testing.T) *target { return worker(t) }, "/sandbox"},
	} {
		t.Run(server.name, func(t *testing.T) {
			g := server.start(t)
			address, err := url.Parse(g.URL)
			require.NoError(t, err)
			// The samples speak https alone: TLS ends in front of the server, as it
			// does where a server is reached from elsewhere.
			front := httptest.NewTLSServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(address) }})
			t.Cleanup(front.Close)
			for _, sample := range samples.All {
				t.Run(sample.Source, func(t *testing.T) {
					shop := g.open(t)
					folder := t.TempDir()
					writeCertificate(t, folder)
					output, err := sample.Start(t, folder, front, server.base, shop.Account)
					require.NoError(t, err, "%s", output)
					assert.Contains(t, output, "wait")
					var kept struct{ Requests []struct{ Status int } }
					list := shop.ask("GET", "/requests", "")
					require.NoError(t, json.Unmarshal(list.body, &kept), "%s", list.body)
					require.Len(t, kept.Requests, 1)
					assert.Equal(t, http.StatusOK, kept.Requests[0].Status)
				})
			}
		})
	}
}

// writeCertificate puts the payments certificate where the samples look for it.
func writeCertificate(t *testing.T, folder string) {
	t.Helper()
	const password = "p4ssword"
	openssl := exec.Command("openssl", "rsa", "-traditional", "-aes256", "-passout", "pass:"+password)
	plain := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(paymentsKey())})
	openssl.Stdin = strings.NewReader(string(plain))
	private, err := openssl.Output()
	require.NoError(t, err)
	to := filepath.Join(folder, "cert", "payment")
	require.NoError(t, os.MkdirAll(to, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(to, "private.pem"), private, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(to, "password.txt"), []byte(password), 0o600))
}
