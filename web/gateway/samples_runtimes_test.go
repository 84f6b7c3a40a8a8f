//go:build runtimes

package gateway_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

const (
	documentedHost    = "api-merchant.alikassa.io"
	documentedAccount = "93d5df06-996c-48c3-9847-348d6b580b80"
	javaClasses       = "/usr/share/java/jackson-annotations.jar:/usr/share/java/jackson-core.jar:" +
		"/usr/share/java/jackson-databind.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar"
)

// A sample is how a documented sample is run, and what is mended in it beside
// host and account: what does not compile or start as printed.
type sample struct {
	source, file string
	host         string // what the host becomes; {host} and {port} are the server's
	mended       []string
	environment  []string
	commands     [][]string
}

var samples = []sample{
	{"sample.php", "sample.php", "{host}:{port}/sandbox", []string{"function requestPayment", "<?php\nfunction requestPayment"}, nil, [][]string{{"php", "sample.php"}}},
	// Its https.request takes the port of the host apart from its name.
	{"sample.mjs", "sample.mjs", "{host}', port: '{port}", nil, []string{"NODE_EXTRA_CA_CERTS=ca.pem"}, [][]string{{"node", "sample.mjs"}}},
	{"sample.py", "sample.py", "{host}:{port}/sandbox", nil, []string{"REQUESTS_CA_BUNDLE=ca.pem"}, [][]string{{"/usr/bin/python3", "sample.py"}}},
	{"Example.java", "Example.java", "{host}:{port}/sandbox", []string{
		"import java.util.Base64;", "import java.util.Base64;\nimport java.util.Map;",
		"ObjectMapper mapper = ", "java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());\n        ObjectMapper mapper = ",
	}, nil, [][]string{
		{"keytool", "-importcert", "-noprompt", "-file", "ca.pem", "-keystore", "ca.p12", "-storetype", "PKCS12", "-storepass", "changeit"},
		{"java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", javaClasses, "-Djavax.net.ssl.trustStore=ca.p12", "-Djavax.net.ssl.trustStorePassword=changeit", "Example.java"},
	}},
	{"sample.go.txt", "sample.go", "{host}:{port}/sandbox", nil, []string{"SSL_CERT_FILE=ca.pem"}, [][]string{{"go", "build", "-o", "sample", "sample.go"}, {"./sample"}}},
}

// TestDocumentedSamplesSucceedRuntimes: AliKassa's own samples are accepted by
// the sandbox when nothing but host, account and certificate is changed.
func TestDocumentedSamplesSucceedRuntimes(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	gate := gateway.New(gateway.Options{DB: db, Log: log.New(io.Discard, "", 0)})
	defer gate.Close()
	server := httptest.NewTLSServer(gate)
	defer server.Close()
	plain := httptest.NewServer(gate) // for the tests' own requests
	defer plain.Close()
	address, err := url.Parse(server.URL)
	require.NoError(t, err)

	for _, sample := range samples {
		t.Run(sample.source, func(t *testing.T) {
			s := (&target{URL: plain.URL}).open(t) // each its own: their order_id is the time in seconds
			folder := t.TempDir()
			writeCertificate(t, filepath.Join(folder, "cert", "payment"))
			ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
			require.NoError(t, os.WriteFile(filepath.Join(folder, "ca.pem"), ca, 0o600))
			source, err := os.ReadFile(filepath.Join("..", "..", "signer", "testdata", "samples", sample.source))
			require.NoError(t, err)
			host := strings.NewReplacer("{host}", address.Hostname(), "{port}", address.Port()).Replace(sample.host)
			changes := append([]string{documentedHost, host, documentedAccount, s.Account}, sample.mended...)
			text := string(source)
			for i := 0; i < len(changes); i += 2 {
				require.Contains(t, text, changes[i])
				text = strings.ReplaceAll(text, changes[i], changes[i+1])
			}
			require.NoError(t, os.WriteFile(filepath.Join(folder, sample.file), []byte(text), 0o600))
			var output []byte
			for _, words := range sample.commands {
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
				defer cancel()
				command := exec.CommandContext(ctx, words[0], words[1:]...)
				command.Dir = folder
				command.Env = append(append(os.Environ(), "NO_PROXY=*", "no_proxy=*", "GO111MODULE=off"), sample.environment...)
				output, err = command.CombinedOutput()
				require.NoError(t, err, "%s", output)
			}
			assert.Contains(t, string(output), "wait")
			assert.Contains(t, string(output), "/sandbox/pay/")
		})
	}
}

func writeCertificate(t *testing.T, folder string) {
	require.NoError(t, os.MkdirAll(folder, 0o700))
	openssl := exec.Command("openssl", "rsa", "-traditional", "-aes256", "-passout", "pass:secret")
	openssl.Stdin = bytes.NewReader(pem.EncodeToMemory(&pem.Block{Type: "RSA " + "PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(paymentsKey())}))
	private, err := openssl.Output()
	require.NoError(t, err)
	for name, text := range map[string]string{"private.pem": string(private), "password.txt": "secret", "public.pem": publicPEM(paymentsKey())} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
}
