//go:build runtimes

package request

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

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

// randomNumbers returns a list of numbers of all sizes, differently spelled.
func randomNumbers(t *testing.T) string {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	var list []string
	for len(list) < 800 {
		float := math.Float64frombits(random.Uint64())
		if math.IsNaN(float) || math.IsInf(float, 0) {
			continue
		}
		integer := int64(random.Uint64()) >> random.IntN(64)
		list = append(list,
			strconv.FormatFloat(float, 'e', -1, 64),
			strconv.FormatInt(integer, 10),
			strconv.FormatFloat(float64(integer)/1e4, 'f', -1, 64),
			strconv.FormatUint(random.Uint64()|1, 10)+strconv.FormatUint(random.Uint64(), 10))
	}
	return "[" + strings.Join(list, ",") + "]"
}

func TestProgramsSendWhatWasPreparedRuntimes(t *testing.T) {
	certs := newCertificates(t)
	long := jsonText(strings.Repeat("aЖ\u2028😀\\", 12_000))
	cases := []struct{ name, operation, json string }{
		{"hostile", "payment", string(hostileJSON())},
		{"deep", "payment", deepJSON(500)},
		{"numbers", "payment", randomNumbers(t)},
		{"large", "payout", largeJSON()},
		{"long text", "payment", `{"a":` + long + `}`},
		{"text alone", "payment", `"a$b"`},
		{"null alone", "payment", `null`},
		{"number alone", "payment", `-0.0`},
		{"list", "payment", `[1,[2],{"a":3}]`},
		{"infinite", "payment", `[1e400,-1e400]`},
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
				if !language.writes(style) {
					continue
				}
				for _, c := range cases {
					if style.Name != language.style && c.name != "hostile" && c.name != "payout" && (c.name != "deep" || language.format != "go") {
						continue
					}
					t.Run(style.Name+"/"+c.name, func(t *testing.T) {
						p, err := Prepare(Request{Operation: c.operation, Style: style.Name, Account: account, BaseURL: server.URL, JSON: []byte(c.json)})
						if c.name == "infinite" && errors.Is(err, fault.New("not-encodable", "")) {
							t.Skip("the language itself cannot write it")
						}
						require.NoError(t, err)
						program, err := p.As(language.format, "")
						require.NoError(t, err)
						language.Prepare(t, folder, program)
						output, err := language.Start(folder)
						require.NoError(t, err, "%s", output)
						assert.Contains(t, output, "wait")
						assert.NotContains(t, strings.ToLower(output), "warning")
						assert.NotContains(t, strings.ToLower(output), "deprecated")
						arrived(t, server.one(t), p, p.Body, certs.of(p.operation.Certificate))
					})
				}
			}
		})
	}
}

// TestProgramsKeepToTheirLanguageRuntimes: where the request was prepared in another
// language's style, a program sends its own documented one.
func TestProgramsKeepToTheirLanguageRuntimes(t *testing.T) {
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
			language.Prepare(t, folder, program)
			output, err := language.Start(folder)
			require.NoError(t, err, "%s", output)
			want, err := body.Encode([]byte(paymentJSON), language.style)
			require.NoError(t, err)
			arrived(t, server.one(t), p, want, certs.payment)
		})
	}
}

func TestProgramsOpenEveryContainerRuntimes(t *testing.T) {
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
			language.Prepare(t, folder, program)
			try := func(container, passwordText string, opens bool) {
				t.Run(container, func(t *testing.T) {
					certs.write(t, folder, container, passwordText)
					output, err := language.Start(folder)
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

// TestProgramsReportRefusalsRuntimes: a status that is not 200, an answer that is not
// JSON, no answer, a wrong password, a missing certificate.
func TestProgramsReportRefusalsRuntimes(t *testing.T) {
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
			language.Prepare(t, folder, program)

			output, err := language.Start(folder)
			assert.Error(t, err, "without a certificate: %s", output)
			certs.write(t, folder, "pkcs1-aes", "wrong")
			output, err = language.Start(folder)
			assert.Error(t, err, "with a wrong password: %s", output)
			assert.Empty(t, server.requests)

			certs.write(t, folder, "pkcs1-aes", password)
			server.status, server.answer = 400, `{"message":"order_id exists"}`
			output, err = language.Start(folder)
			assert.Error(t, err)
			assert.Contains(t, output, `HTTP 400: {"message":"order_id exists"}`)
			server.status, server.answer = 200, "<html>maintenance</html>"
			output, err = language.Start(folder)
			assert.Error(t, err)
			assert.Contains(t, output, "HTTP 200: <html>maintenance</html>")
			server.Close()
			output, err = language.Start(folder)
			assert.Error(t, err, "without a server: %s", output)
		})
	}
}
