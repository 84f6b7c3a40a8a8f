package operation

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// minimal are bodies with the required fields alone, in which nothing is wrong.
var minimal = map[string]string{
	"payment":        `{"amount":500,"order_id":"1","service":"payment_card_rub_hpp","customer_ip":"18.191.80.10","customer_browser_user_agent":"Mozilla/5.0"}`,
	"payment-status": `{"order_id":"1"}`,
	"payout":         `{"amount":"500.00","number":"4111111111111111","order_id":"1","service":"payout_card_rub"}`,
	"payout-status":  `{"id":"100001524"}`,
	"balance":        `[]`,
}

// with returns the operation's minimal body with a field set to a JSON value.
// A dotted name sets a member of a nested object.
func with(operation, field, value string) string {
	if parent, member := split(field); parent != "" {
		field, value = parent, `{"`+member+`":`+value+`}`
	}
	inner := strings.TrimPrefix(minimal[operation], "{")
	quoted := `"` + field + `":`
	if start := strings.Index(inner, quoted); start >= 0 {
		end := strings.Index(inner[start:], `,"`)
		if end < 0 {
			end = len(inner) - start - 1
		}
		return "{" + inner[:start] + quoted + value + inner[start+end:]
	}
	return `{` + quoted + value + `,` + inner
}

// told returns problems as short lines: "field code", with a question mark for
// a warning.
func told(problems []Problem) []string {
	lines := []string{}
	for _, p := range problems {
		line := p.Field + " " + p.Code
		if p.Severity == Warning {
			line += "?"
		}
		lines = append(lines, line)
	}
	return lines
}

func validate(t *testing.T, text, operation string) []Problem {
	t.Helper()
	problems, err := Validate([]byte(text), operation)
	require.NoError(t, err, text)
	return problems
}

func str(s string) string { return `"` + s + `"` }

// values are the field table, row by row: for each value the code that it
// earns, with a question mark for a warning; "" for a good one.
var values = []struct {
	operation, field, value, want string
}{
	{"payment", "amount", `500`, ""},
	{"payment", "amount", `0.01`, ""},
	{"payment", "amount", `12.50`, ""},
	{"payment", "amount", `12.500`, ""}, // by value: no style writes the last zero but as-is
	{"payment", "amount", `999999999.99`, ""},
	{"payment", "amount", `"500.00"`, "type?"},
	{"payment", "amount", `"500"`, "type?"},
	{"payment", "amount", `1e2`, "bad-decimal?"},
	{"payment", "amount", `1.5E+1`, "bad-decimal?"},
	{"payment", "amount", `1e-3`, "bad-decimal"},
	{"payment", "amount", `1e999999999999999999999`, "bad-decimal"},
	{"payment", "amount", `1e-999999999999999999999`, "bad-decimal"},
	{"payment", "amount", `0e999999999999999999999`, "bad-decimal"},
	{"payment", "amount", `1000000000`, "bad-decimal"},
	{"payment", "amount", `12.345`, "bad-decimal"},
	{"payment", "amount", `0`, "bad-decimal"},
	{"payment", "amount", `0.00`, "bad-decimal"},
	{"payment", "amount", `-0.0`, "bad-decimal"},
	{"payment", "amount", `-5`, "bad-decimal"},
	{"payment", "amount", `"1e2"`, "bad-decimal"},
	{"payment", "amount", `"12.500"`, "bad-decimal"},
	{"payment", "amount", `"+5"`, "bad-decimal"},
	{"payment", "amount", `"-5"`, "bad-decimal"},
	{"payment", "amount", `"05"`, "bad-decimal"},
	{"payment", "amount", `"5."`, "bad-decimal"},
	{"payment", "amount", `".5"`, "bad-decimal"},
	{"payment", "amount", `"1,50"`, "bad-decimal"},
	{"payment", "amount", `"1 000"`, "bad-decimal"},
	{"payment", "amount", `" 5"`, "bad-decimal"},
	{"payment", "amount", `"0x10"`, "bad-decimal"},
	{"payment", "amount", `"NaN"`, "bad-decimal"},
	{"payment", "amount", `"٥"`, "bad-decimal"},
	{"payment", "amount", `"5 RUB"`, "bad-decimal"},
	{"payment", "amount", `""`, "required"},
	{"payment", "amount", `null`, "required"},
	{"payment", "amount", `true`, "type"},
	{"payment", "amount", `[500]`, "type"},
	{"payment", "amount", `{}`, "type"},

	{"payment", "order_id", str(strings.Repeat("я", 128)), ""},
	{"payment", "order_id", str(strings.Repeat("я", 129)), "too-long"},
	{"payment", "order_id", str(strings.Repeat("😀", 128)), ""},
	{"payment", "order_id", `1785153600`, "type?"},
	{"payment", "order_id", strings.Repeat("1", 129), "too-long"},
	{"payment", "order_id", `""`, "required"},
	{"payment", "order_id", `" \t\n"`, "required"},
	{"payment", "order_id", `null`, "required"},
	{"payment", "order_id", `false`, "type"},
	{"payment", "service", str(strings.Repeat("s", 100)), ""},
	{"payment", "service", str(strings.Repeat("s", 101)), "too-long"},
	{"payment", "desc", str(strings.Repeat("d", 128)), ""},
	{"payment", "desc", str(strings.Repeat("d", 129)), "too-long"},
	{"payment", "desc", `""`, ""},
	{"payment", "desc", `null`, "type?"},
	{"payment", "desc", `[]`, "type"},

	{"payment", "lifetime", `900`, ""},
	{"payment", "lifetime", `3600`, ""},
	{"payment", "lifetime", `899`, "out-of-range"},
	{"payment", "lifetime", `3601`, "out-of-range"},
	{"payment", "lifetime", `0`, "out-of-range"},
	{"payment", "lifetime", `-900`, "out-of-range"},
	{"payment", "lifetime", `123456789012345678901234567890`, "out-of-range"},
	{"payment", "lifetime", `1e999999999999`, "out-of-range"},
	{"payment", "lifetime", `900.5`, "type"},
	{"payment", "lifetime", `900.0`, "type?"},
	{"payment", "lifetime", `9e2`, "type?"},
	{"payment", "lifetime", `"900"`, "type?"},
	{"payment", "lifetime", `"899"`, "out-of-range"},
	{"payment", "lifetime", `"9e2"`, "type"},
	{"payment", "lifetime", `"15 min"`, "type"},
	{"payment", "lifetime", `""`, "type?"},

	{"payment", "customer_ip", `"0.0.0.0"`, ""},
	{"payment", "customer_ip", `"255.255.255.255"`, ""},
	{"payment", "customer_ip", `"2001:db8::1"`, ""},
	{"payment", "customer_ip", `"::"`, ""},
	{"payment", "customer_ip", `"::1"`, ""},
	{"payment", "customer_ip", `"1::"`, ""},
	{"payment", "customer_ip", `"::ffff:18.191.80.10"`, ""},
	{"payment", "customer_ip", `"1:2:3:4:5:6:7:8"`, ""},
	{"payment", "customer_ip", `"1:2:3:4:5:6:7::"`, ""},
	{"payment", "customer_ip", `"ABCD:ef01::"`, ""},
	{"payment", "customer_ip", `"18.191.80"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.10.1"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.256"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.010"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.-1"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191..10"`, "bad-ip"},
	{"payment", "customer_ip", `" 18.191.80.10"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.10\n"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.0/24"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.10:443"`, "bad-ip"},
	{"payment", "customer_ip", `"18.191.80.10, 10.0.0.1"`, "bad-ip"},
	{"payment", "customer_ip", `"1:2:3:4:5:6:7"`, "bad-ip"},
	{"payment", "customer_ip", `"1:2:3:4:5:6:7:8:9"`, "bad-ip"},
	{"payment", "customer_ip", `"1:2:3:4::5:6:7:8"`, "bad-ip"},
	{"payment", "customer_ip", `"1::2::3"`, "bad-ip"},
	{"payment", "customer_ip", `"1:::2"`, "bad-ip"},
	{"payment", "customer_ip", `":1"`, "bad-ip"},
	{"payment", "customer_ip", `"12345::"`, "bad-ip"},
	{"payment", "customer_ip", `"g::"`, "bad-ip"},
	{"payment", "customer_ip", `"1.2.3.4::"`, "bad-ip"},
	{"payment", "customer_ip", `"fe80::1%eth0"`, "bad-ip"},
	{"payment", "customer_ip", `"[::1]"`, "bad-ip"},
	{"payment", "customer_ip", `"localhost"`, "bad-ip"},
	{"payment", "customer_ip", `314531850`, "bad-ip"},
	{"payment", "customer_ip", `18.191`, "bad-ip"},
	{"payment", "customer_ip", `""`, "required"},

	{"payment", "customer_account", str(strings.Repeat("a", 51)), "too-long"},
	{"payment", "customer_email", `"payer@example.com"`, ""},
	{"payment", "customer_email", `"first.last+tag@sub.example.co"`, ""},
	{"payment", "customer_email", `"иван@почта.рф"`, ""},
	{"payment", "customer_email", `"\"a b\"@example.com"`, ""},
	{"payment", "customer_email", `"\"a\\\"b\"@example.com"`, ""},
	{"payment", "customer_email", `"\"a\"b\"@example.com"`, "bad-email"},
	{"payment", "customer_email", `"\"ab\\\"@example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer"`, "bad-email"},
	{"payment", "customer_email", `"payer@"`, "bad-email"},
	{"payment", "customer_email", `"@example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer@localhost"`, "bad-email"},
	{"payment", "customer_email", `"payer@example..com"`, "bad-email"},
	{"payment", "customer_email", `"payer@-example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer@exa mple.com"`, "bad-email"},
	{"payment", "customer_email", `"pa yer@example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer@@example.com"`, "bad-email"},
	{"payment", "customer_email", `".payer@example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer.@example.com"`, "bad-email"},
	{"payment", "customer_email", `"pa..yer@example.com"`, "bad-email"},
	{"payment", "customer_email", `"Payer <payer@example.com>"`, "bad-email"},
	{"payment", "customer_email", `"a@example.com,b@example.com"`, "bad-email"},
	{"payment", "customer_email", `"payer@[18.191.80.10]"`, "bad-email"},
	{"payment", "customer_email", `"payer@18.191.80.10"`, "bad-email"},
	{"payment", "customer_email", `"payer@example.com\r\nBcc: x"`, "bad-email"},
	{"payment", "customer_email", str(strings.Repeat("a", 38) + "@example.com"), ""},
	{"payment", "customer_email", str(strings.Repeat("a", 39) + "@example.com"), "too-long"},
	{"payment", "customer_email", `7`, "bad-email"},
	{"payment", "customer_email", `""`, "bad-email?"},
	{"payment", "customer_email", `null`, "type?"},

	{"payment", "customer_first_name", str(strings.Repeat("И", 50)), ""},
	{"payment", "customer_first_name", str(strings.Repeat("И", 51)), "too-long"},
	{"payment", "customer_last_name", str(strings.Repeat("И", 51)), "too-long"},
	{"payment", "customer_address", str(strings.Repeat("x", 51)), "too-long"},
	{"payment", "customer_phone", `"+79991234567"`, ""},
	{"payment", "customer_phone", `"+7 999 123-45-67"`, "too-long"},
	{"payment", "customer_phone", `79991234567`, "type?"},
	{"payment", "customer_post_code", `101000`, ""},
	{"payment", "customer_post_code", `999999999999`, ""},
	{"payment", "customer_post_code", `1000000000000`, "too-long"},
	{"payment", "customer_post_code", `1e12`, "too-long"},
	{"payment", "customer_post_code", `"000000101000"`, "type?"},
	{"payment", "customer_post_code", `"0000000101000"`, "too-long"},
	{"payment", "customer_post_code", `-1`, "out-of-range"},
	{"payment", "customer_post_code", `"SW1A 1AA"`, "type"},
	{"payment", "customer_state", str(strings.Repeat("x", 51)), "too-long"},
	{"payment", "customer_city", str(strings.Repeat("ж", 20)), ""},
	{"payment", "customer_city", str(strings.Repeat("ж", 21)), "too-long"},
	{"payment", "customer_browser_user_agent", str(strings.Repeat("x", 2000)), ""},
	{"payment", "customer_browser_user_agent", str(strings.Repeat("x", 2001)), "too-long"},

	{"payment", "customer_birth_date", `"1992-08-10"`, ""},
	{"payment", "customer_birth_date", `"2000-02-29"`, ""},
	{"payment", "customer_birth_date", `"1996-02-29"`, ""},
	{"payment", "customer_birth_date", `"1900-02-29"`, "bad-date"},
	{"payment", "customer_birth_date", `"1995-02-29"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-04-31"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-12-31"`, ""},
	{"payment", "customer_birth_date", `"1992-12-32"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-13-01"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-00-10"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-08-00"`, "bad-date"},
	{"payment", "customer_birth_date", `"0000-08-10"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-8-10"`, "bad-date"},
	{"payment", "customer_birth_date", `"92-08-10"`, "bad-date"},
	{"payment", "customer_birth_date", `"10.08.1992"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992/08/10"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-08-10T00:00:00Z"`, "bad-date"},
	{"payment", "customer_birth_date", `"1992-08-10 "`, "bad-date"},
	{"payment", "customer_birth_date", `19920810`, "bad-date"},
	{"payment", "customer_birth_date", `"2026-07-28"`, ""},
	{"payment", "customer_birth_date", `"2026-07-29"`, "bad-date?"},
	{"payment", "customer_birth_date", `"9999-12-31"`, "bad-date?"},

	{"payment", "success_redirect_id", `1`, ""},
	{"payment", "success_redirect_id", `0`, "out-of-range"},
	{"payment", "fail_redirect_id", `"1"`, "type?"},
	{"payment", "fail_redirect_id", `1234567890123456789`, "out-of-range"},
	{"payment", "notification_endpoint_id", `"five"`, "type"},
	{"payment", "notification_endpoint_id", `5.5`, "type"},

	{"payment", "success_redirect_url", `"https://shop.example/paid?order=1&a[]=2#top"`, ""},
	{"payment", "success_redirect_url", `"HTTP://SHOP.EXAMPLE"`, ""},
	{"payment", "success_redirect_url", `"http://127.0.0.1:8080/"`, ""},
	{"payment", "success_redirect_url", `"http://[::1]:8080/"`, ""},
	{"payment", "success_redirect_url", `"http://[::1]"`, ""},
	{"payment", "success_redirect_url", `"https://магазин.рф/оплата"`, ""},
	{"payment", "success_redirect_url", `"https://shop.example./%D0%B0"`, ""},
	{"payment", "success_redirect_url", `"https://shop_1.example?x"`, ""},
	{"payment", "success_redirect_url", `"https://localhost/"`, ""},
	{"payment", "success_redirect_url", `"shop.example/paid"`, "bad-url"},
	{"payment", "success_redirect_url", `"//shop.example/paid"`, "bad-url"},
	{"payment", "success_redirect_url", `"/paid"`, "bad-url"},
	{"payment", "success_redirect_url", `"https:/shop.example"`, "bad-url"},
	{"payment", "success_redirect_url", `"ftp://shop.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"javascript://shop.example/%0aalert(1)"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://"`, "bad-url"},
	{"payment", "success_redirect_url", `"https:///paid"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://?x"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/a b"`, "bad-url"},
	{"payment", "success_redirect_url", `" https://shop.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/\n"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/\u00a0"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/\u202e"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop\u200b.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example\\@evil.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://user:password@shop.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop..example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://-shop.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://1.2.3/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://1.2.3.256/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://[::1/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://[v1.x]/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://::1/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example:0/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example:65536/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example:/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example:99999999999999999999/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/%"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/%4"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/%zz"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/{id}"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://` + strings.Repeat("a", 64) + `.example/"`, "bad-url"},
	{"payment", "success_redirect_url", `"https://shop.example/` + strings.Repeat("я", 234) + `"`, ""},
	{"payment", "success_redirect_url", `"https://shop.example/` + strings.Repeat("я", 235) + `"`, "too-long"},
	{"payment", "success_redirect_url", `17`, "bad-url"},
	{"payment", "success_redirect_url", `""`, "bad-url?"},
	{"payment", "fail_redirect_url", `"paid"`, "bad-url"},
	{"payment", "notification_endpoint_url", `"paid"`, "bad-url"},
	{"payment", "project_url", `"https://shop.example/` + strings.Repeat("a", 2000) + `"`, ""},
	{"payment", "project_url", `"shop.example"`, "bad-url"},

	{"payment-status", "order_id", `1785153600`, "type?"},
	{"payment-status", "id", `100001524`, "type?"},
	{"payment-status", "id", str(strings.Repeat("1", 129)), "too-long"},
	{"payout-status", "order_id", `{}`, "type"},

	{"payout", "amount", `500`, "type?"},
	{"payout", "amount", `"500"`, ""},
	{"payout", "amount", `"123456789012345.678"`, ""}, // no digits are documented
	{"payout", "amount", `"0"`, "bad-decimal"},
	{"payout", "amount", `"five"`, "bad-decimal"},
	{"payout", "number", `4111111111111111`, "type?"},
	{"payout", "number", `""`, "required"},
	{"payout", "notification_endpoint_url", `"x"`, "bad-url"},
	{"payout", "extra", `{}`, ""},
	{"payout", "extra", `[]`, ""},
	{"payout", "extra", `null`, "type?"},
	{"payout", "extra", `"{}"`, "type"},
	{"payout", "extra", `5`, "type"},
	{"payout", "extra", `true`, "type"},
	{"payout", "extra", `[1]`, "type"},
	{"payout", "extra.card_exp_year", `"29"`, ""},
	{"payout", "extra.card_exp_year", `"2029"`, "too-long"},
	{"payout", "extra.card_exp_month", `8`, "type?"},
	{"payout", "extra.card_holder", str(strings.Repeat("A", 101)), "too-long"},
	{"payout", "extra.card_country", `"TUR"`, "too-long"},
	{"payout", "extra.card_recipient_birth_date", `"1992-02-30"`, "bad-date"},
	{"payout", "customer_email", `"x"`, "bad-email"},
	{"payout", "customer_country", `{}`, "type"},
}

func TestFields(t *testing.T) {
	setClock(t, "2026-07-27")
	for _, c := range values {
		want := []string{}
		if c.want != "" {
			want = append(want, c.field+" "+c.want)
		}
		text := with(c.operation, c.field, c.value)
		assert.Equal(t, want, told(validate(t, text, c.operation)), "%s", text)
	}
}

func TestTwoProblemsOfOneField(t *testing.T) {
	text := with("payment", "customer_email", str(strings.Repeat("a", 51)))
	assert.Equal(t, []string{"customer_email bad-email", "customer_email too-long"}, told(validate(t, text, "payment")))
}

func setClock(t *testing.T, date string) {
	at, err := time.Parse(time.DateOnly, date)
	require.NoError(t, err)
	before := now
	now = at.Unix
	t.Cleanup(func() { now = before })
}

// TestCalendar: the check's calendar is time's, from the year 1 on.
func TestCalendar(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Year() < 2401 {
		year, month, day, ok := readDate(at.Format(time.DateOnly))
		require.True(t, ok)
		require.Equal(t, at.Unix()/secondsOfDay, dayNumber(year, month, day))
		if at.AddDate(0, 0, 1).Day() == 1 {
			require.Equal(t, at.Day(), daysIn(year, month))
		}
		at = at.AddDate(0, 0, 1)
	}
}
