//go:build runtimes

package request

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/samples"
)

// TestDocumentedSamplesAgreeRuntimes: what AliKassa's own samples send is what
// is written and signed here for the same data.
func TestDocumentedSamplesAgreeRuntimes(t *testing.T) {
	certs := newCertificates(t)
	for _, s := range samples.All {
		t.Run(s.Source, func(t *testing.T) {
			server := startCapture(t, httptest.NewTLSServer)
			folder := t.TempDir()
			certs.write(t, folder, "pkcs1-aes", password)
			output, err := s.Start(t, folder, server.Server, "", account)
			require.NoError(t, err, "%s", output)
			assert.Contains(t, output, "wait")

			got := server.one(t)
			data := s.Data
			if data == "" {
				data = string(got.body)
			}
			sent, err := body.Parse(got.body)
			require.NoError(t, err)
			data = strings.Replace(data, "{id}", sent.Get("order_id").Text(), 1)
			p, err := Prepare(Request{Style: s.Style, Account: account, BaseURL: server.URL, JSON: []byte(data)})
			require.NoError(t, err)
			arrived(t, got, p, p.Body, certs.payment)
			reason, ok := signature.Verify(&certs.payment.PublicKey, got.body, got.header.Get("Sign"))
			assert.True(t, ok, reason)
		})
	}
}
