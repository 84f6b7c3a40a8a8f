//go:build runtimes

package request

import (
	"bufio"
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
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

func newCapture(t *testing.T) *capture {
	c := &capture{requests: make(chan received, 10), status: 200, answer: `{"payment_status":"wait"}`}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
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

// runtime runs what As gives for a format.
type runtime struct {
	format, style string
	file          string
	build         []string // nil: none; run in the folder of the file
	run           []string
}

const javaClasses = "/usr/share/java/jackson-annotations.jar:/usr/share/java/jackson-core.jar:" +
	"/usr/share/java/jackson-databind.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar"

// lean are options that make a short-lived Java quick to start.
var lean = []string{"java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", javaClasses}

var languages = []runtime{
	{"php", "php", "request.php", nil, []string{"php", "request.php"}},
	{"node", "node", "request.mjs", nil, []string{"node", "request.mjs"}},
	{"python", "python", "request.py", nil, []string{"/usr/bin/python3", "request.py"}},
	{"java", "java", "Example.java", nil, append(lean, "Example.java")},
	{"go", "go", "request.go", []string{"go", "build", "-o", "request", "request.go"}, []string{"./request"}},
}

// prepare writes the program into the folder and builds it.
func (r runtime) prepare(t *testing.T, folder, program string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(folder, r.file), []byte(program), 0o600))
	if r.build != nil {
		output, err := r.command(folder, r.build)
		require.NoError(t, err, "%s", output)
	}
}

func (r runtime) start(folder string) (string, error) { return r.command(folder, r.run) }

// command runs in a bare C locale, in which no program may depend on the
// encoding of its source.
func (r runtime) command(folder string, arguments []string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, arguments[0], arguments[1:]...)
	command.Dir = folder
	command.Env = append(os.Environ(), "LC_ALL=C", "NO_PROXY=*", "no_proxy=*", "GOFLAGS=-mod=mod", "GO111MODULE=off")
	output, err := command.CombinedOutput()
	return string(output), err
}

func sign(t *testing.T, key *rsa.PrivateKey, text []byte) string {
	digest := sha1.Sum(text)
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA1, digest[:])
	require.NoError(t, err)
	return base64.StdEncoding.EncodeToString(signature)
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

// largeJSON has more values than one Java method holds, and a text longer than
// one of its constants, of characters that take one to four bytes.
func largeJSON() string {
	var b strings.Builder
	b.WriteString(`{"text":` + jsonText(strings.Repeat("aЖ\u2028😀\\", 12_000)))
	for _, n := range numbers {
		b.WriteString(`,"n` + n + `":` + n)
	}
	b.WriteString(`,"items":[0`)
	for range 1500 {
		b.WriteString(`,"x"`)
	}
	b.WriteString(`]}`)
	return b.String()
}

func TestProgramsSendWhatWasPrepared(t *testing.T) {
	certs := newCertificates(t)
	long := jsonText(strings.Repeat("aЖ\u2028😀\\", 12_000))
	cases := []struct{ name, operation, json string }{
		{"hostile", "payment", string(hostileJSON())},
		{"deep", "payment", deepJSON(500)},
		{"large", "payout", largeJSON()},
		{"long text", "payment", `{"a":` + long + `}`},
		{"text alone", "payment", `"a$b"`},
		{"null alone", "payment", `null`},
		{"number alone", "payment", `-0.0`},
		{"list", "payment", `[1,[2],{"a":3}]`},
	}
	for _, b := range bodies {
		cases = append(cases, struct{ name, operation, json string }{b.operation, b.operation, b.json})
	}
	for _, language := range languages {
		t.Run(language.format, func(t *testing.T) {
			t.Parallel()
			server := newCapture(t)
			folder := t.TempDir()
			certs.write(t, folder, "pkcs1-aes", password+"\n")
			for _, style := range body.Styles() {
				if languageOf(style.Name) != languageOf(language.style) {
					continue
				}
				for _, c := range cases {
					if style.Name != language.style && c.name != "hostile" && c.name != "payout" && (c.name != "deep" || language.format != "go") {
						continue
					}
					t.Run(style.Name+"/"+c.name, func(t *testing.T) {
						p, err := Prepare(Request{Operation: c.operation, Style: style.Name, Account: account, BaseURL: server.URL, JSON: []byte(c.json)})
						require.NoError(t, err)
						program, err := p.As(language.format, "")
						require.NoError(t, err)
						language.prepare(t, folder, program)
						output, err := language.start(folder)
						require.NoError(t, err, "%s", output)
						assert.Contains(t, output, "wait")
						arrived(t, server.one(t), p, p.Body, certs.of(p.operation.Certificate))
					})
				}
			}
		})
	}
}

func (c *certificates) of(certificate string) *rsa.PrivateKey {
	if certificate == "payouts" {
		return c.payout
	}
	return c.payment
}

// TestProgramsKeepToTheirLanguage: where the request was prepared in another
// language's style, a program sends its own documented one.
func TestProgramsKeepToTheirLanguage(t *testing.T) {
	certs := newCertificates(t)
	folder := t.TempDir()
	certs.write(t, folder, "pkcs8-aes", password)
	server := newCapture(t)
	for _, language := range languages {
		t.Run(language.format, func(t *testing.T) {
			p, err := Prepare(Request{Style: "as-is", Account: account, BaseURL: server.URL, JSON: []byte(paymentJSON)})
			require.NoError(t, err)
			program, err := p.As(language.format, "")
			require.NoError(t, err)
			language.prepare(t, folder, program)
			output, err := language.start(folder)
			require.NoError(t, err, "%s", output)
			want, err := body.Encode([]byte(paymentJSON), language.style)
			require.NoError(t, err)
			arrived(t, server.one(t), p, want, certs.payment)
		})
	}
}

func TestProgramsOpenEveryContainer(t *testing.T) {
	certs := newCertificates(t)
	passwords := map[string]string{"as it is": password, "line break": password + "\r\n", "byte order mark": "\ufeff" + password + "\n"}
	for _, language := range languages {
		t.Run(language.format, func(t *testing.T) {
			t.Parallel()
			server := newCapture(t)
			p, err := Prepare(Request{Style: language.style, Account: account, BaseURL: server.URL, JSON: []byte(paymentJSON)})
			require.NoError(t, err)
			program, err := p.As(language.format, "")
			require.NoError(t, err)
			folder := t.TempDir()
			language.prepare(t, folder, program)
			try := func(container, passwordText string, opens bool) {
				t.Run(container, func(t *testing.T) {
					certs.write(t, folder, container, passwordText)
					output, err := language.start(folder)
					if !opens {
						assert.Error(t, err)
						assert.Contains(t, output, "openssl pkcs8 -topk8 -v2 aes-256-cbc")
						return
					}
					require.NoError(t, err, "%s", output)
					arrived(t, server.one(t), p, p.Body, certs.payment)
				})
			}
			for container := range containers {
				opens := language.format != "go" || container != "pkcs8-scrypt" && container != "pkcs8-pbes1"
				try(container, password+"\n", opens)
			}
			for _, text := range passwords {
				try("pkcs1-aes", text, true)
			}
		})
	}
}

// TestProgramsReportRefusals: a status that is not 200, an answer that is not
// JSON, no answer, a wrong password, a missing certificate.
func TestProgramsReportRefusals(t *testing.T) {
	certs := newCertificates(t)
	for _, language := range languages {
		t.Run(language.format, func(t *testing.T) {
			t.Parallel()
			server := newCapture(t)
			p, err := Prepare(Request{Style: language.style, Account: account, BaseURL: server.URL, JSON: []byte(paymentJSON)})
			require.NoError(t, err)
			program, err := p.As(language.format, "")
			require.NoError(t, err)
			folder := t.TempDir()
			language.prepare(t, folder, program)

			output, err := language.start(folder)
			assert.Error(t, err, "without a certificate: %s", output)
			certs.write(t, folder, "pkcs1-aes", "wrong")
			output, err = language.start(folder)
			assert.Error(t, err, "with a wrong password: %s", output)
			assert.Empty(t, server.requests)

			certs.write(t, folder, "pkcs1-aes", password)
			server.status, server.answer = 400, `{"message":"order_id exists"}`
			output, err = language.start(folder)
			assert.Error(t, err)
			assert.Contains(t, output, `HTTP 400: {"message":"order_id exists"}`)
			server.status, server.answer = 200, "<html>maintenance</html>"
			output, err = language.start(folder)
			assert.Error(t, err)
			assert.Contains(t, output, "HTTP 200: <html>maintenance</html>")
			server.Close()
			output, err = language.start(folder)
			assert.Error(t, err, "without a server: %s", output)
		})
	}
}

var carriers = []runtime{
	{"curl", "", "request.sh", nil, []string{"sh", "request.sh"}},
	{"curl", "", "request.sh", nil, []string{"bash", "request.sh"}},
	{"fetch", "", "request.js", nil, []string{"node", "request.js"}},
	{"fetch", "", "request.mjs", nil, []string{"node", "request.mjs"}},
}

func TestCarriersSendTheSignedBody(t *testing.T) {
	certs := newCertificates(t)
	folder := t.TempDir()
	server := newCapture(t)
	cases := []struct{ name, style, json string }{
		{"hostile as Node writes it", "node", string(hostileJSON())},
		{"hostile as PHP writes it", "php", string(hostileJSON())},
		{"large", "node", largeJSON()},
		{"payment", "php-unescaped", paymentJSON},
		{"pretty", "as-is", paymentJSON + "\n\n"},
		{"tabs and CRLF", "as-is", "\r\n{\r\n\t\"a\": \"%d \\\\ '\"\r\n}\r\n"},
		{"minus", "as-is", "-5"},
		{"octal follows", "as-is", "\"\u20281\u00a07\""},
	}
	for _, b := range bodies {
		cases = append(cases, struct{ name, style, json string }{b.operation, "php", b.json})
	}
	for _, c := range cases {
		p, err := Prepare(Request{Style: c.style, Account: account, BaseURL: server.URL, JSON: []byte(c.json)})
		require.NoError(t, err)
		signature := sign(t, certs.payment, p.Body)
		for _, carrier := range carriers {
			t.Run(c.name+"/"+strings.Join(carrier.run, " "), func(t *testing.T) {
				text, err := p.As(carrier.format, signature)
				require.NoError(t, err)
				carrier.prepare(t, folder, text)
				output, err := carrier.start(folder)
				require.NoError(t, err, "%s", output)
				assert.Contains(t, output, "wait")
				arrived(t, server.one(t), p, p.Body, certs.payment)
			})
		}
		t.Run(c.name+"/http", func(t *testing.T) {
			text, err := p.As("http", signature)
			require.NoError(t, err)
			connection, err := net.Dial("tcp", strings.TrimPrefix(server.URL, "http://"))
			require.NoError(t, err)
			defer connection.Close()
			_, err = io.WriteString(connection, text)
			require.NoError(t, err)
			response, err := http.ReadResponse(bufio.NewReader(connection), nil)
			require.NoError(t, err)
			defer response.Body.Close()
			assert.Equal(t, 200, response.StatusCode)
			arrived(t, server.one(t), p, p.Body, certs.payment)
		})
	}
}
