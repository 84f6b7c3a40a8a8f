package request

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

func TestPrepareFillsInWhatIsLeftOpen(t *testing.T) {
	p, err := Prepare(Request{Account: account, JSON: []byte(`{"order_id":"ы/1"}`)})
	require.NoError(t, err)
	assert.Equal(t, "https://api-merchant.alikassa.io/v1/payment", p.URL)
	assert.Equal(t, []Header{
		{"Content-Type", "application/json"},
		{"Account", account},
		{"User-Agent", "AliKassa2.0 API"},
	}, p.Headers)
	assert.Equal(t, `{"order_id":"\u044b\/1"}`, string(p.Body))
	assert.NotEmpty(t, p.Problems, "fields are missing, which does not stop it")
}

func TestPrepareKnowsEveryOperationAndStyle(t *testing.T) {
	for _, op := range operation.All() {
		p, err := Prepare(Request{Operation: op.Name, Account: account, JSON: []byte(`{}`)})
		require.NoError(t, err)
		assert.Equal(t, DefaultBaseURL+op.Path, p.URL)
	}
	for _, style := range body.Styles() {
		p, err := Prepare(Request{Style: style.Name, Account: account, JSON: []byte(paymentJSON)})
		require.NoError(t, err)
		want, err := body.Encode([]byte(paymentJSON), style.Name)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(p.Body), style.Name)
		for _, format := range Formats() {
			text, err := p.As(format, "AA==")
			require.NoError(t, err)
			assert.NotContains(t, text, "{{", "%s: a place that was left empty", format)
		}
	}
}

func TestPrepareFindsNothingWrongWithRealRequests(t *testing.T) {
	for _, b := range bodies {
		p, err := Prepare(Request{Operation: b.operation, Account: account, JSON: []byte(b.json)})
		require.NoError(t, err)
		for _, problem := range p.Problems {
			assert.NotEqual(t, "error", problem.Severity, "%s: %s", b.operation, problem.Message)
		}
	}
}

func TestPrepareRefuses(t *testing.T) {
	tests := map[string]struct {
		request Request
		code    string
	}{
		"an operation that is not known": {Request{Operation: "no-such", Account: account, JSON: []byte(`{}`)}, "unknown-operation"},
		"a style that is not known":      {Request{Style: "cobol", Account: account, JSON: []byte(`{}`)}, "unknown-style"},
		"no account":                     {Request{JSON: []byte(`{}`)}, "bad-account"},
		"a bad URL":                      {Request{Account: account, BaseURL: "api", JSON: []byte(`{}`)}, "bad-url"},
		"no JSON":                        {Request{Account: account}, "not-json"},
		"a name twice":                   {Request{Account: account, JSON: []byte(`{"a":1,"a":2}`)}, "duplicate-name"},
		"what the style cannot write":    {Request{Account: account, JSON: []byte(`{"a":1e999}`)}, "not-encodable"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Prepare(test.request)
			assert.ErrorIs(t, err, fault.New(test.code, ""))
		})
	}
}

func TestAccount(t *testing.T) {
	for _, good := range []string{account, strings.ToUpper(account), "00000000-0000-0000-0000-000000000000"} {
		assert.NoError(t, checkAccount(good))
	}
	tests := map[string]string{
		"":                                        "missing",
		" " + account:                             "blanks or a line break around",
		account + "\n":                            "blanks or a line break around",
		"\u00a0" + account:                        "blanks or a line break around",
		"93d5df06 996c-48c3-9847-348d6b580b80":    "blanks inside",
		"{" + account + "}":                       "brackets",
		`"` + account + `"`:                       "quotes",
		"urn:uuid:" + account:                     "urn:uuid:",
		"shop@example.com":                        "e-mail",
		"100001524":                               "a number",
		strings.ReplaceAll(account, "-", ""):      "lacks its hyphens",
		account[:35]:                              "too short",
		account + "0":                             "too long",
		"93d5df0-6996c-48c3-9847-348d6b580b80":    "hyphens in other places",
		"93d5df06-996c-48c3-98473-48d6b580b80":    "hyphens in other places",
		"93d5df06-996c48c3-9847-348d6b580b800":    "hyphens in other places",
		"g3d5df06-996c-48c3-9847-348d6b580b80":    "a character that no UUID has",
		"93d5df06–996c–48c3–9847–348d6b580b80":    "a character that no UUID has",
		"93d5df06-996c-48c3-9847-348d6b580b8\x00": "a character that no UUID has",
		"93d5df06-996c-48c3-9847-348d6b580b8\xff": "a character that no UUID has",
	}
	for bad, message := range tests {
		err := checkAccount(bad)
		require.ErrorIs(t, err, fault.New("bad-account", ""), "%q", bad)
		assert.ErrorContains(t, err, message, "%q", bad)
		assert.NotEmpty(t, err.(*fault.Error).Hint)
	}
}

func TestBaseURL(t *testing.T) {
	good := map[string]string{
		"https://api-merchant.alikassa.io":             "https://api-merchant.alikassa.io/",
		"https://api-merchant.alikassa.io/":            "https://api-merchant.alikassa.io/",
		"http://127.0.0.1:8080/sandbox":                "http://127.0.0.1:8080/sandbox/",
		"http://localhost:1/a/b-c_d~e.f//":             "http://localhost:1/a/b-c_d~e.f/",
		"http://[::1]:8080/":                           "http://[::1]:8080/",
		"http://[2001:db8::ffff:1.2.3.4]":              "http://[2001:db8::ffff:1.2.3.4]/",
		"https://xn--80ak6aa92e.xn--p1ai:65535/relay/": "https://xn--80ak6aa92e.xn--p1ai:65535/relay/",
	}
	for given, want := range good {
		base, err := checkBaseURL(given)
		require.NoError(t, err, given)
		assert.Equal(t, want, base)
	}
	bad := map[string]string{
		"":                         "not absolute",
		"api-merchant.alikassa.io": "not absolute",
		"//alikassa.io/":           "not absolute",
		"/v1":                      "not absolute",
		"https:/alikassa.io":       "not absolute",
		" https://alikassa.io":     "blanks",
		"https://alikassa.io\n":    "blanks",
		"ftp://alikassa.io":        "must begin with",
		"HTTPS://alikassa.io":      "must begin with",
		"javascript://alert":       "must begin with",
		"https://u:p@alikassa.io":  "a user name or a password",
		"https://u@alikassa.io/":   "a user name or a password",
		"https://a.io/?x=1":        "a query",
		"https://a.io?x=1":         "a query",
		"https://a.io/#x":          "a fragment",
		"https://a.io#x":           "a fragment",
		"https://":                 "no host",
		"https:///v1":              "no host",
		"https://:80/":             "no host",
		"https://a_b.io":           "host holds a character",
		"https://алиса.рф":         "host holds a character",
		"https://a b.io":           "host holds a character",
		"https://a.io\\@b.io":      "a user name or a password",
		"https://a'$(id)'":         "host holds a character",
		"https://a.io:":            "port",
		"https://a.io:0":           "port",
		"https://a.io:65536":       "port",
		"https://a.io:8a":          "port",
		"https://a.io:+80":         "port",
		"https://[]:80":            "no IPv6 address",
		"https://[fe80::1%25eth0]": "no IPv6 address",
		"https://[::1]80":          "other than a port",
		"https://[::1":             "host holds a character",
		"https://[::1]:x":          "port",
		"https://a.io/../x":        ". or ..",
		"https://a.io/./x":         ". or ..",
		"https://a.io/%2e%2e/":     "path holds a character",
		"https://a.io/'$(id)'":     "path holds a character",
		"https://a.io/a b":         "path holds a character",
		"https://a.io/a\r\nX: y":   "path holds a character",
	}
	for given, message := range bad {
		_, err := checkBaseURL(given)
		require.ErrorIs(t, err, fault.New("bad-url", ""), "%q", given)
		assert.ErrorContains(t, err, message, "%q", given)
	}
}

func TestAsRefuses(t *testing.T) {
	p, err := Prepare(Request{Style: "as-is", Account: account, JSON: []byte(`{"a":1e999}`)})
	require.NoError(t, err)
	_, err = p.As("cobol", "AA==")
	assert.ErrorIs(t, err, fault.New("unknown-format", ""))
	for _, sign := range []string{"", " AA==", "AA==\n", "'$(id)'", "\x00", "AA==\r\nX: y", "ы"} {
		for _, format := range []string{"curl", "http", "fetch"} {
			_, err := p.As(format, sign)
			assert.ErrorIs(t, err, fault.New("bad-sign", ""), "%s %q", format, sign)
		}
	}
	for _, format := range []string{"php", "python", "go"} {
		_, err := p.As(format, "")
		assert.ErrorIs(t, err, fault.New("not-encodable", ""), "%s cannot hold the number", format)
	}
}

// TestProgramsWriteEveryStyleOfTheirLanguage: with the arguments of its title,
// or else under a note that it is another style's body.
func TestProgramsWriteEveryStyleOfTheirLanguage(t *testing.T) {
	const note = " It writes JSON in the style "
	for _, f := range formats {
		if f.program == nil {
			continue
		}
		documented := styleOf(f.program.style)
		require.NotEmpty(t, documented.Language, f.name)
		seen := map[string]string{}
		for _, style := range body.Styles() {
			where := f.name + " in the style " + style.Name
			p, err := Prepare(Request{Style: style.Name, Account: account, JSON: []byte(paymentJSON)})
			require.NoError(t, err)
			text, err := p.As(f.name, "")
			require.NoError(t, err)
			if !f.program.writes(style) {
				assert.NotEqual(t, documented, style)
				assert.Contains(t, text, note, where)
				continue
			}
			assert.Equal(t, documented.Language, style.Language, where)
			assert.NotContains(t, text, note, where)
			assert.NotContains(t, seen, text, "%s is the program of %s", where, seen[text])
			seen[text] = style.Name
			_, arguments := style.Call()
			for _, argument := range strings.FieldsFunc(strings.ReplaceAll(arguments, " and ", "|"), func(r rune) bool { return r == '|' }) {
				assert.Contains(t, text, strings.TrimSpace(argument), where)
			}
		}
	}
}

// TestProgramsLeaveStylesThatTheyCannotWrite: a new row of a language is not
// taken for one that its program knows.
func TestProgramsLeaveStylesThatTheyCannotWrite(t *testing.T) {
	tests := []struct {
		program *program
		style   body.Style
		writes  bool
	}{
		{&phpProgram, body.Style{Name: "new", Title: "json_encode with JSON_PRETTY_PRINT", Language: "PHP"}, true},
		{&phpProgram, body.Style{Name: "new", Title: "Symfony's JsonEncoder", Language: "PHP"}, false},
		{&phpProgram, body.Style{Name: "new", Title: "Symfony's JsonEncoder with JSON_PRETTY_PRINT", Language: "PHP"}, false},
		{&phpProgram, body.Style{Name: "new", Title: "json_encode", Language: "PHP"}, false},
		{&pythonProgram, body.Style{Name: "new", Title: "json.dumps with sort_keys=True", Language: "Python"}, true},
		{&pythonProgram, body.Style{Name: "new", Title: "orjson.dumps", Language: "Python"}, false},
		{&nodeProgram, body.Style{Name: "new", Title: "JSON.stringify with a space of 2", Language: "JavaScript"}, false},
		{&javaProgram, body.Style{Name: "new", Title: "Gson's toJson", Language: "Java"}, false},
		{&goProgram, body.Style{Name: "new", Title: "json.Encoder with SetEscapeHTML(false)", Language: "Go"}, false},
		{&goProgram, body.Style{Name: "new", Title: "json.Marshal of a struct", Language: "Ruby"}, false},
	}
	for _, test := range tests {
		assert.Equal(t, test.writes, test.program.writes(test.style), "%+v", test.style)
	}
}

func BenchmarkPrepare(b *testing.B) {
	for b.Loop() {
		if _, err := Prepare(Request{Account: account, JSON: []byte(paymentJSON)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAs(b *testing.B) {
	p, err := Prepare(Request{Account: account, JSON: []byte(paymentJSON)})
	require.NoError(b, err)
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if _, err := p.As(format, "AA=="); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
