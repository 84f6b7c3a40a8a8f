//go:build runtimes

package request

import (
	"encoding/pem"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// sample is one of the documented samples: how it is run, what must be changed
// in it, and what it sends. Its order_id, the time, is taken from what arrives.
type sample struct {
	runtime
	source  string
	changes []string // pairs of old and new, beside the host
	data    string
}

const documentedHost = "api-merchant.alikassa.io"

const (
	firefox        = `Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0`
	documentedData = `{"order_id": "{id}", "amount": 500, "customer_browser_user_agent": "` + firefox + `", "customer_ip": "18.191.80.10",
		"success_redirect_id": 1, "fail_redirect_id": 1, "notification_endpoint_id": 5, "service": "payment_card_rub_hpp"}`
)

var samples = []sample{
	{
		runtime: runtime{style: "php", file: "sample.php", run: []string{"php", "sample.php"}},
		source:  "sample.php",
		// The page leaves out the opening tag.
		changes: []string{"function requestPayment", "<?php\nfunction requestPayment"},
		data:    documentedData,
	},
	{
		runtime: runtime{style: "node", file: "sample.mjs", run: []string{"node", "sample.mjs"}, environment: []string{"NODE_EXTRA_CA_CERTS=ca.pem"}},
		source:  "sample.mjs",
		// https.request takes the port of the host apart from its name.
		changes: []string{"hostname: '" + documentedHost + "',", "hostname: '{hostname}', port: {port},"},
		data:    documentedData,
	},
	{
		runtime: runtime{style: "python", file: "sample.py", run: []string{"/usr/bin/python3", "sample.py"}, environment: []string{"REQUESTS_CA_BUNDLE=ca.pem"}},
		source:  "sample.py",
		data:    documentedData,
	},
	{
		runtime: runtime{
			style: "java", file: "Example.java",
			build: []string{"keytool", "-importcert", "-noprompt", "-file", "ca.pem", "-keystore", "ca.p12", "-storetype", "PKCS12", "-storepass", "changeit"},
			run:   append(lean, "-Djavax.net.ssl.trustStore=ca.p12", "-Djavax.net.ssl.trustStorePassword=changeit", "Example.java"),
		},
		source: "Example.java",
		// As printed it does not compile for want of an import, and does not open
		// the key for want of Bouncy Castle's provider.
		changes: []string{
			"import java.util.Base64;", "import java.util.Base64;\nimport java.util.Map;",
			"ObjectMapper mapper = ", "java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());\n        ObjectMapper mapper = ",
		},
		// The order of Map.of changes from run to run: what arrives is the data.
		data: "",
	},
	{
		runtime: runtime{
			style: "go", file: "sample.go", build: []string{"go", "build", "-o", "sample", "sample.go"},
			run: []string{"./sample"}, environment: []string{"SSL_CERT_FILE=ca.pem"},
		},
		source: "sample.go.txt",
		data:   strings.NewReplacer(`"{id}"`, `{id}`, firefox, `Mozilla/5.0 ...`).Replace(documentedData),
	},
}

// TestDocumentedSamplesAgreeRuntimes: what AliKassa's own samples send is what
// is written and signed here for the same data.
func TestDocumentedSamplesAgreeRuntimes(t *testing.T) {
	certs := newCertificates(t)
	for _, s := range samples {
		t.Run(s.source, func(t *testing.T) {
			server := startCapture(t, httptest.NewTLSServer)
			folder := t.TempDir()
			certs.write(t, folder, "pkcs1-aes", password)
			ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
			require.NoError(t, os.WriteFile(filepath.Join(folder, "ca.pem"), ca, 0o600))
			source, err := os.ReadFile(filepath.Join("..", "testdata", "samples", s.source))
			require.NoError(t, err)

			s.prepare(t, folder, s.changed(t, string(source), server.URL))
			output, err := s.start(folder)
			require.NoError(t, err, "%s", output)
			assert.Contains(t, output, "wait")

			got := server.one(t)
			data := s.data
			if data == "" {
				data = string(got.body)
			}
			sent, err := body.Parse(got.body)
			require.NoError(t, err)
			data = strings.Replace(data, "{id}", sent.Get("order_id").Text(), 1)
			p, err := Prepare(Request{Style: s.style, Account: account, BaseURL: server.URL, JSON: []byte(data)})
			require.NoError(t, err)
			arrived(t, got, p, p.Body, certs.payment)
			reason, ok := signature.Verify(&certs.payment.PublicKey, got.body, got.header.Get("Sign"))
			assert.True(t, ok, reason)
		})
	}
}

// changed applies the changes, each of which must be needed, and the host.
func (s sample) changed(t *testing.T, source, address string) string {
	u, err := url.Parse(address)
	require.NoError(t, err)
	for i := 0; i < len(s.changes); i += 2 {
		require.Contains(t, source, s.changes[i])
		source = strings.Replace(source, s.changes[i], s.changes[i+1], 1)
	}
	require.NotEqual(t, source, strings.NewReplacer(documentedHost, u.Host, "{port}", u.Port()).Replace(source))
	return strings.NewReplacer(documentedHost, u.Host, "{hostname}", u.Hostname(), "{port}", u.Port()).Replace(source)
}
