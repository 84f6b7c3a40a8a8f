package diagnosis_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// TestRealistic has mistakes told that no vector has, most of them in both
// directions: some are made by hand, or by languages that are not at hand.
func TestRealistic(t *testing.T) {
	const (
		pay  = `{"order_id":"17","amount":500,"customer_ip":"18.191.80.10","service":"payment_card_rub_hpp"}`
		out  = `{"order_id":"17","amount":"1000.00","extra":{"card_exp_month":"08","card_exp_year":"29","card_holder":"ANNA"},"number":"4111"}`
		none = `{"order_id":"17","amount":"1000.00","number":"4111"}`
	)
	with := func(text, old, new string) string {
		assert.Equal(t, 1, strings.Count(text, old), "%s in %s", old, text)
		return strings.Replace(text, old, new, 1)
	}
	for _, c := range []struct{ name, sent, signed, causes string }{
		{"inner order", out, with(out, `{"card_exp_month":"08","card_exp_year":"29","card_holder":"ANNA"}`, `{"card_holder":"ANNA","card_exp_month":"08","card_exp_year":"29"}`), "key-order"},
		{"both orders", out, `{"number":"4111","order_id":"17","extra":{"card_holder":"ANNA","card_exp_year":"29","card_exp_month":"08"},"amount":"1000.00"}`, "key-order"},
		{"inner order and newline", out, with(out, `{"card_exp_month":"08","card_exp_year":"29",`, `{"card_exp_year":"29","card_exp_month":"08",`) + "\n", "key-order trailing-newline"},
		{"inner field lost", with(out, `,"card_exp_year":"29"`, ""), out, "missing-fields"},
		{"inner field added", out, with(out, `,"card_holder":"ANNA"`, ""), "added-fields"},
		{"inner null", out, with(out, `"ANNA"}`, `"ANNA","card_country":null}`), "null-fields"},
		{"extra as []", none, with(none, `,"number"`, `,"extra":[],"number"`), "null-fields"},
		{"extra as {}", none, with(none, `"4111"`, `"4111","extra":{}`), "null-fields"},
		{"[] for {}", with(none, `"4111"`, `"4111","extra":{}`), with(none, `"4111"`, `"4111","extra":""`), "value-types"},
		{"put into extra", `{"amount":"1000.00","order_id":"17","number":"4111","card_holder":"ANNA"}`, `{"amount":"1000.00","order_id":"17","extra":{"card_holder":"ANNA"},"number":"4111"}`, "nested-wrapper"},
		{"inner zeros", out, with(with(out, `"08"`, "8"), `"29"`, "29"), "value-types"},
		{"zeros", with(pay, `"17"`, `"00017"`), pay, "number-spelling"},
		{"zeros put in", pay, with(pay, `"17"`, `"00000017"`), "number-spelling"},
		{"apostrophes", with(pay, "500", `"1'500.00"`), with(pay, "500", "1500"), "value-types number-spelling"},
		{"sum of floats", with(pay, "500", "0.3"), with(pay, "500", "0.30000000000000004"), "number-spelling"},
		{"cents", with(pay, "500", "50050"), with(pay, "500", "500.5"), "field-changed"},
		{"a phone is no number", with(pay, `"17"`, `"17","desc":"a b","customer_phone":"7 999 123 45 67"`), with(pay, `"17"`, `"17","desc":"a b","customer_phone":"79991234567"`), "field-changed"},
		{"second of two", with(pay, "}", `,"amount":600}`), `{"order_id":"17","customer_ip":"18.191.80.10","service":"payment_card_rub_hpp","amount":600}`, "added-fields"},
		{"second in the place of the first", with(pay, "}", `,"amount":600}`), with(pay, "500", "600"), "added-fields"},
		{"PascalCase", `{"OrderId":"17","Amount":500}`, `{"order_id":"17","amount":500}`, "field-changed"},
		{"typo", with(pay, "amount", "amuont"), pay, "field-changed"},
		{"alias", pay, with(pay, "amount", "price"), "field-changed"},
		{"name and style", with(pay, `"17"`, `"1/7"`), with(with(pay, `"17"`, `"1\/7"`), "order_id", "orderId"), "other-style field-changed"},
		{"Promise", pay, "[object Promise]", "empty-body"},
		{"null and newline", pay, "null\n", "trailing-newline empty-body"},
		{"digest of nothing", pay, "da39a3ee5e6b4b0d3255bfef95601890afd80709", "hashed-twice empty-body"},
		{"inspected Buffer", pay, "<Buffer 7b 22 6f 72 64 65 72 5f 69 64 22 3a 22 31 37 22 2c 22 61 6d 6f 75 6e 74 22 3a 35 30 30 2c 22 63 75 73 74 6f 6d 65 72 5f 69 70 22 3a 22 31 38 2e 31 39 ... 42 more bytes>", "debug-print"},
		{"two words", pay, "two words", "other-body"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, "rsa-1024")
			d := diagnose(t, diagnosis.Refused{Body: []byte(c.sent), Sign: s.sign(c.signed), PublicKey: s.public}, 400_000)
			assert.Equal(t, c.causes, codes(d))
			if c.causes != "other-body" {
				assert.Equal(t, c.signed, string(d.Signed))
			}
		})
	}
}

// TestHexDigest has a hash in place of a signature told for what it is, though it
// is no base64 of one.
func TestHexDigest(t *testing.T) {
	s := open(t, "rsa-1024")
	for _, sign := range []string{"da39a3ee5e6b4b0d3255bfef95601890afd80709", "d41d8cd98f00b204e9800998ecf8427e"} {
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: sign, PublicKey: s.public}, 500)
		assert.Equal(t, "sign-no-signature", codes(d), sign)
		assert.Equal(t, diagnosis.Explained, d.Verdict)
	}
}

// TestLongList has a body with a long list in it searched without a copy of the
// list for each value in it.
func TestLongList(t *testing.T) {
	s := open(t, "rsa-1024")
	text := `{"order_id":"17","items":[` + strings.TrimSuffix(strings.Repeat("12,", 5_000), ",") + `]}`
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d := diagnose(t, diagnosis.Refused{Body: []byte(text), Sign: s.sign("another"), PublicKey: s.public}, 2_000)
	runtime.ReadMemStats(&after)
	assert.Equal(t, "other-body", codes(d))
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
}
