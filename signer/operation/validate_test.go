package operation

import (
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func TestMinimal(t *testing.T) {
	for operation, text := range minimal {
		assert.Empty(t, validate(t, text, operation), text)
	}
}

func TestWholeBody(t *testing.T) {
	for _, c := range []struct {
		operation, text string
		want            []string
	}{
		{"payment", `[]`, []string{" not-object"}},
		{"payment", `[{"amount":500}]`, []string{" not-object"}},
		{"payment", `"{\"amount\":500}"`, []string{" not-object"}},
		{"payment", `null`, []string{" not-object"}},
		{"payment", `5`, []string{" not-object"}},
		{"payment", `true`, []string{" not-object"}},
		{"payment-status", `[]`, []string{" not-object"}},
		{"balance", `{}`, []string{}},
		{"balance", `[ ]`, []string{}},
		{"balance", `[1]`, []string{" not-object"}},
		{"balance", `""`, []string{" not-object"}},
		{"balance", `{"account":1}`, []string{"account unknown-field?"}},
		{"payment", `{}`, []string{"amount required", "order_id required", "service required", "customer_ip required", "customer_browser_user_agent required"}},
		{"payout", `{}`, []string{"amount required", "number required", "order_id required", "service required"}},
		{"payment-status", `{}`, []string{"order_id one-of-required"}},
		{"payment-status", `{"order_id":"1","id":"2"}`, []string{}},
		{"payment-status", `{"order_id":null,"id":""}`, []string{"order_id type?", "order_id one-of-required"}},
		{"payout-status", `{"id":"1","order_id":null}`, []string{"order_id type?"}},
	} {
		assert.Equal(t, c.want, told(validate(t, c.text, c.operation)), "%s %s", c.operation, c.text)
	}
}

// TestOrder: fields in the order of the table, whatever the order of the body,
// then unknown ones in the order of the body.
func TestOrder(t *testing.T) {
	text := `{"zeta":1,"lifetime":1,"alpha":2,"customer_ip":"x","order_id":"1","amount":-1}`
	assert.Equal(t, []string{
		"amount bad-decimal", "service required", "lifetime out-of-range", "customer_ip bad-ip", "customer_browser_user_agent required",
		"zeta unknown-field?", "alpha unknown-field?",
	}, told(validate(t, text, "payment")))
}

// TestDocumentedSamples: the requests of the documentation's own samples pass,
// and the Go sample's integer order_id is but a warning.
func TestDocumentedSamples(t *testing.T) {
	sample := `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",` +
		`"customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`
	assert.Empty(t, validate(t, sample, "payment"))
	inGo := strings.Replace(sample, `"1785153600"`, `1785153600`, 1)
	assert.Equal(t, []string{"order_id type?"}, told(validate(t, inGo, "payment")))
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ operation, text, code string }{
		{"no-such", `{}`, "unknown-operation"},
		{"no-such", `{`, "unknown-operation"},
		{"payment", `{`, "not-json"},
		{"payment", `{"amount":1,"amount":2}`, "duplicate-name"},
	} {
		_, err := Validate([]byte(c.text), c.operation)
		assert.True(t, errors.Is(err, fault.New(c.code, "")), "%s: %v", c.code, err)
	}
}

func TestNestedNames(t *testing.T) {
	// A dot in a name is not nesting, and a member of extra is not one of the body.
	text := `{"amount":"1","number":"1","order_id":"1","service":"s","extra.card_holder":5,"card_country":5,"extra":{"card_holder":"A","extra":{},"customer_phone":"1","a.b":1}}`
	assert.Equal(t, []string{
		"extra.card_holder unknown-field?", "card_country unknown-field?",
		"extra.extra unknown-field?", "extra.customer_phone unknown-field?", "extra.a.b unknown-field?",
	}, told(validate(t, text, "payout")))
}

//go:embed testdata/messages.json
var testdata embed.FS

var update = flag.Bool("update", false, "write the messages of testdata anew")

// message is a request and what is said of it, word for word; the words are
// there to be read. go test ./signer/operation -update writes them.
type message struct {
	Operation string          `json:"operation"`
	Body      json.RawMessage `json:"body"`
	Problems  []string        `json:"problems"`
}

func TestMessages(t *testing.T) {
	setClock(t, "2026-07-27")
	text, err := testdata.ReadFile("testdata/messages.json")
	require.NoError(t, err)
	var cases []message
	require.NoError(t, json.Unmarshal(text, &cases))
	for i, c := range cases {
		got := []string{}
		for _, p := range validate(t, string(c.Body), c.Operation) {
			got = append(got, p.Severity+" "+p.Code+" at "+strconv.Quote(p.Field)+": "+p.Message)
		}
		if !*update {
			assert.Equal(t, c.Problems, got, "%s", c.Body)
		}
		cases[i].Problems = got
	}
	if *update {
		var out strings.Builder
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		require.NoError(t, enc.Encode(cases))
		require.NoError(t, os.WriteFile("testdata/messages.json", []byte(out.String()), 0o644))
	}
}

// TestHostile: however much is wrong, what is said of it stays short.
func TestHostile(t *testing.T) {
	var many strings.Builder
	many.WriteString(`{"amount":1`)
	for i := range 10_000 {
		many.WriteString(`,"field_` + strconv.Itoa(i) + `":1`)
	}
	many.WriteString(`}`)
	long := strings.Repeat("x", 1<<20-1000)
	for name, text := range map[string]string{
		"many fields": many.String(),
		"long name":   `{"` + long + `":1}`,
		"long string": with("payment", "customer_ip", str(long)),
		"long number": with("payment", "amount", "1"+strings.Repeat("0", 1<<20-1000)),
		"long email":  with("payment", "customer_email", str(strings.Repeat("a.", 1<<19-500)+"@"+"b")),
		"long url":    with("payment", "project_url", str("https://"+strings.Repeat("a.", 1<<19-500))),
		"long ipv6":   with("payment", "customer_ip", str(strings.Repeat("1:", 1<<19-500))),
		"controls":    with("payment", `\u0000\u001b[31m\u202e`, `"\u0007"`),
	} {
		problems := validate(t, text, "payment")
		assert.NotEmpty(t, problems, name)
		assert.LessOrEqual(t, len(problems), maxUnknown+10, name)
		for _, p := range problems {
			assert.Less(t, len(p.Message), 500, name)
			assert.True(t, isPrintable(p.Message), "%s: %q", name, p.Message)
		}
	}
}

func isPrintable(s string) bool {
	for _, r := range s {
		if !strconv.IsPrint(r) {
			return false
		}
	}
	return true
}

// FuzzValidate: whatever the text, there is a fault of the parser's or there
// are problems that each say what, how grave and where, and the same each time.
func FuzzValidate(f *testing.F) {
	for _, text := range minimal {
		f.Add([]byte(text), "payment")
		f.Add([]byte(text), "payout")
	}
	for _, c := range values {
		f.Add([]byte(with(c.operation, c.field, c.value)), c.operation)
	}
	codes := map[string]bool{required: true, wrongType: true, tooLong: true, outOfRange: true, badIP: true, badDate: true,
		badURL: true, badEmail: true, badDecimal: true, unknownField: true, oneOfRequired: true, notObject: true}
	f.Fuzz(func(t *testing.T, text []byte, operation string) {
		problems, err := Validate(text, operation)
		if err != nil {
			var fe *fault.Error
			require.ErrorAs(t, err, &fe)
			require.Empty(t, problems)
			return
		}
		again, err := Validate(text, operation)
		require.NoError(t, err)
		require.Equal(t, problems, again)
		v, err := body.Parse(text)
		require.NoError(t, err)
		for _, p := range problems {
			require.True(t, codes[p.Code], p.Code)
			require.Contains(t, []string{Error, Warning}, p.Severity)
			require.True(t, isPrintable(p.Message), p.Message)
			require.True(t, strings.HasSuffix(p.Message, ".") || strings.HasSuffix(p.Message, "?"), p.Message)
			require.Less(t, len(p.Message), 1000)
			switch {
			case p.Code == notObject:
				require.Empty(t, p.Field)
			case p.Field == "":
				require.Greater(t, v.Len(), maxUnknown)
			default:
				require.Contains(t, p.Message, show(p.Field))
			}
		}
	})
}

func BenchmarkValidate(b *testing.B) {
	text := []byte(`{"order_id":"1785153600","amount":500.25,"customer_browser_user_agent":"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",` +
		`"customer_ip":"18.191.80.10","success_redirect_url":"https://shop.example/paid?order=1785153600","fail_redirect_url":"https://shop.example/not-paid",` +
		`"notification_endpoint_id":5,"service":"payment_card_rub_hpp","customer_email":"payer@example.com","customer_birth_date":"1992-08-10","lifetime":3600,` +
		`"customer_first_name":"Анна","desc":"Заказ 17"}`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if problems, err := Validate(text, "payment"); err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
	}
}

func BenchmarkUnknownFields(b *testing.B) {
	var many strings.Builder
	many.WriteString(`{"amount":1`)
	for i := range 10_000 {
		many.WriteString(`,"customer_field_` + strconv.Itoa(i) + `":1`)
	}
	text := []byte(many.String() + `}`)
	for b.Loop() {
		if _, err := Validate(text, "payment"); err != nil {
			b.Fatal(err)
		}
	}
}
