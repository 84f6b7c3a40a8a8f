package samples

import (
	"embed"
	"encoding/pem"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

//go:embed sample.* Example.java
var sources embed.FS

// A Sample is one of the documented samples: how it is run, what must be changed
// in it, and what it sends. Its order_id is the time.
type Sample struct {
	Style  string // of the body that it sends
	Source string
	// Data is what it sends, with {id} for the order_id. Empty where the order of
	// the fields changes from run to run.
	Data    string
	program Program
	changes []string // pairs of old and new, beside the host
}

const (
	documentedHost    = "api-merchant.alikassa.io"
	documentedAccount = "93d5df06-996c-48c3-9847-348d6b580b80"
)

const (
	firefox        = `Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0`
	documentedData = `{"order_id": "{id}", "amount": 500, "customer_browser_user_agent": "` + firefox + `", "customer_ip": "18.191.80.10",
		"success_redirect_id": 1, "fail_redirect_id": 1, "notification_endpoint_id": 5, "service": "payment_card_rub_hpp"}`
)

// All are the five samples of AliKassa's page.
var All = []Sample{
	{
		Style: "php", Source: "sample.php", Data: documentedData,
		program: Program{File: "sample.php", Run: []string{"php", "sample.php"}},
		// The page leaves out the opening tag.
		changes: []string{"function requestPayment", "<?php\nfunction requestPayment"},
	},
	{
		Style: "node", Source: "sample.mjs", Data: documentedData,
		program: Program{File: "sample.mjs", Run: []string{"node", "sample.mjs"}, Environment: []string{"NODE_EXTRA_CA_CERTS=ca.pem"}},
		// https.request takes the port and the path apart from the host's name.
		changes: []string{"hostname: '" + documentedHost + "',", "hostname: '{hostname}', port: {port},", "path: `/${method}`", "path: `{base}/${method}`"},
	},
	{
		Style: "python", Source: "sample.py", Data: documentedData,
		program: Program{File: "sample.py", Run: []string{"/usr/bin/python3", "sample.py"}, Environment: []string{"REQUESTS_CA_BUNDLE=ca.pem"}},
	},
	{
		Style: "java", Source: "Example.java", // its Map.of has an order of its own at each run
		program: Program{
			File:  "Example.java",
			Build: []string{"keytool", "-importcert", "-noprompt", "-file", "ca.pem", "-keystore", "ca.p12", "-storetype", "PKCS12", "-storepass", "changeit"},
			Run:   append(Java(), "-Djavax.net.ssl.trustStore=ca.p12", "-Djavax.net.ssl.trustStorePassword=changeit", "Example.java"),
		},
		// As printed it does not compile for want of an import, and does not open
		// the key for want of Bouncy Castle's provider.
		changes: []string{
			"import java.util.Base64;", "import java.util.Base64;\nimport java.util.Map;",
			"ObjectMapper mapper = ", "java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());\n        ObjectMapper mapper = ",
		},
	},
	{
		Style: "go", Source: "sample.go.txt",
		Data: strings.NewReplacer(`"{id}"`, `{id}`, firefox, `Mozilla/5.0 ...`).Replace(documentedData),
		program: Program{
			File: "sample.go", Build: []string{"go", "build", "-o", "sample", "sample.go"},
			Run: []string{"./sample"}, Environment: []string{"SSL_CERT_FILE=ca.pem"},
		},
	},
}

// Start runs the sample in a folder that has the certificate in it, with the
// host replaced by that of a TLS server, whose API begins at base, like /sandbox,
// and the account by another one.
func (s Sample) Start(t testing.TB, folder string, server *httptest.Server, base, account string) (string, error) {
	t.Helper()
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(filepath.Join(folder, "ca.pem"), ca, 0o600))
	source, err := sources.ReadFile(s.Source)
	require.NoError(t, err)
	s.program.Prepare(t, folder, s.changed(t, string(source), server.URL, base, account))
	return s.program.Start(folder)
}

// changed applies the changes, each of which must be needed, and the host.
func (s Sample) changed(t testing.TB, source, address, base, account string) string {
	u, err := url.Parse(address)
	require.NoError(t, err)
	for i := 0; i < len(s.changes); i += 2 {
		require.Contains(t, source, s.changes[i])
		source = strings.Replace(source, s.changes[i], s.changes[i+1], 1)
	}
	require.Contains(t, source, documentedAccount)
	changed := strings.NewReplacer("{hostname}", u.Hostname(), "{port}", u.Port(), "{base}", base, documentedHost, u.Host+base).Replace(source)
	require.NotEqual(t, source, changed)
	return strings.Replace(changed, documentedAccount, account, 1)
}
