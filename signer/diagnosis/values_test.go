package diagnosis_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// What OpenJDK 17 prints of the same fields in a HashMap and in a LinkedHashMap.
const (
	javaHashMap = `{"fail_redirect_id":2,"amount":500,"customer_first_name":"A","customer_ip":"1.2.3.4","customer_phone":"79001112233","customer_last_name":"B","service":"x","customer_email":"a@b.ru","success_redirect_id":1,"customer_user_id":"7","order_id":"1","desc":"d","notification_endpoint_id":3}`
	javaLinked  = `{"order_id":"1","amount":500,"service":"x","desc":"d","customer_ip":"1.2.3.4","customer_email":"a@b.ru","customer_phone":"79001112233","customer_user_id":"7","customer_first_name":"A","customer_last_name":"B","success_redirect_id":1,"fail_redirect_id":2,"notification_endpoint_id":3}`
)

// TestMerchants has what merchants really came with: what was signed, what was
// sent, and the causes that are to be told, with a piece of the first sentence.
func TestMerchants(t *testing.T) {
	s := open(t, "rsa-1024")
	for _, c := range []struct{ name, signed, sent, causes, says string }{
		{"money as a string", `{"amount":"500.00","desc":"d"}`, `{"amount":500,"desc":"d"}`, "value-types number-spelling", `amount: It was signed as a string with two decimals, as number_format and toFixed give. Signed: "500.00", sent: 500.`},
		{"money as a number", `{"amount":500,"desc":"d"}`, `{"amount":"500.00","desc":"d"}`, "value-types", ""},
		{"money of a fraction", `{"amount":"12.50","desc":"d"}`, `{"amount":12.5,"desc":"d"}`, "value-types number-spelling", ""},
		{"money of a fraction, back", `{"amount":12.5,"desc":"d"}`, `{"amount":"12.50","desc":"d"}`, "value-types", ""},
		{"money and letters", `{"amount":"500.00","desc":"Ф"}`, `{"amount":500,"desc":"\u0424"}`, "other-style value-types number-spelling", ""},
		{"money and order", `{"amount":"500.00","desc":"d","order_id":"1","service":"x"}`, `{"order_id":"1","amount":500,"service":"x","desc":"d"}`, "other-style value-types number-spelling", ""},
		{"money everywhere", `{"amount":"500.00","fee":"12.50","desc":"d/"}`, `{"amount":500,"fee":12.5,"desc":"d\/"}`, "other-style value-types number-spelling", ""},
		{"money everywhere, back", `{"amount":500,"fee":12.5,"desc":"d/"}`, `{"amount":"500.00","fee":"12.50","desc":"d\/"}`, "other-style value-types", ""},
		{"Gson signed", `{"order_id":"1","url":"https://a.ru/?a\u003db\u0026c\u003dd","desc":"it\u0027s"}`, `{"order_id":"1","url":"https://a.ru/?a=b&c=d","desc":"it's"}`, "escapes", "as Java's Gson writes it"},
		{"Gson sent", `{"order_id":"1","url":"https:\/\/a.ru\/?a=b&c=d"}`, `{"order_id":"1","url":"https://a.ru/?a\u003db\u0026c\u003dd"}`, "other-style", "Signed as PHP's json_encode writes it; sent as Gson writes it."},
		{"Gson signed, amount a string", `{"amount":"5","url":"https://a.ru/?a\u003db\u0026c\u003dd"}`, `{"amount":5,"url":"https:\/\/a.ru\/?a=b&c=d"}`, "escapes value-types", "as Java's Gson writes it"},
		{"C# signed", `{"order_id":"1","desc":"\u041E\u043F \u002B7","ip":"a\u0026b"}`, `{"order_id":"1","desc":"Оп +7","ip":"a&b"}`, "escapes", "as C#'s System.Text.Json writes it"},
		{"C# sent", `{"order_id":"1","desc":"Оп +7","ip":"a&b"}`, `{"order_id":"1","desc":"\u041E\u043F \u002B7","ip":"a\u0026b"}`, "other-style", "sent as C#'s System.Text.Json writes it"},
		{"C# signed, another order", `{"desc":"\u041E\u043F \u002B7","order_id":"1"}`, `{"order_id":"1","desc":"Оп +7"}`, "key-order escapes", ""},
		{"12.50 sent", `{"amount":12.5,"desc":"d/"}`, `{"amount":12.50,"desc":"d/"}`, "other-style", "sent with amount as 12.50 where 12.5 was signed."},
		{"two sums with zeros sent", `{"amount":12.5,"fee":3,"desc":"d"}`, `{"amount":12.50,"fee":3.0,"desc":"d"}`, "other-style", "sent with amount as 12.50 where 12.5 was signed, with fee as 3.0 where 3 was signed."},
		{"indented sent", `{"amount":12.5,"desc":"d"}`, "{\n  \"amount\": 12.5,\n  \"desc\": \"d\"\n}", "other-style", "sent on several lines, with blanks between its tokens."},
		{"indented with 12.50 sent", `{"amount":12.5,"desc":"d"}`, "{\n  \"amount\": 12.50,\n  \"desc\": \"d\"\n}", "other-style", "sent on several lines, with blanks between its tokens, with amount as 12.50 where 12.5 was signed."},
		{"rounded", `{"amount":13,"desc":"d"}`, `{"amount":12.5,"desc":"d"}`, "field-changed", "amount: It was signed with another number. Signed: 13, sent: 12.5."},
		{"a sum one higher, rounded", `{"amount":13.5,"fee":1,"desc":"d"}`, `{"amount":12.50,"fee":1,"desc":"d"}`, "field-changed", "amount: It was signed with another number. Signed: 13.5, sent: 12.50."},
		{"another sum", `{"amount":99.99,"desc":"d"}`, `{"amount":149.5,"desc":"d"}`, "field-changed", "amount: It was signed with another sum. Signed: 99.99, sent: 149.5."},
		{"nested null signed", `{"amount":5,"extra":{"card":"1","holder":null}}`, `{"amount":5,"extra":{"card":"1"}}`, "null-fields", "extra.holder"},
		{"nested null sent", `{"amount":5,"extra":{"card":"1"}}`, `{"amount":5,"extra":{"card":"1","holder":null}}`, "null-fields", "extra"},
		{"nested deeper null sent", `{"amount":5,"extra":{"card":"1","holder":{"name":"x"}}}`, `{"amount":5,"extra":{"card":"1","holder":{"name":"x","birth":null}}}`, "null-fields", "extra.holder"},
		{"nulls on two levels sent", `{"amount":5,"extra":{"card":"1"}}`, `{"amount":5,"desc":null,"extra":{"card":"1","holder":null}}`, "null-fields", "also inside nested objects"},
		{"two orders", `{"b":1,"extra":{"b":"1","a":2,"c":3},"amount":5,"d":1}`, `{"amount":5,"extra":{"a":2,"b":"1","c":3},"d":1,"b":1}`, "key-order", ""},
		{"an empty object signed", `{"amount":5,"extra":{},"x":1}`, `{"amount":5,"x":1}`, "null-fields", "extra: It was signed as an empty field that was not sent. Signed: {}."},
		{"an empty list signed", `{"amount":5,"x":1,"extra":[]}`, `{"amount":5,"x":1}`, "null-fields", "Signed: []."},
		{"a list of names", `{"amount":5,"extra":{},"order_id":"1"}`, `{"order_id":"1","extra":{"holder":"x"},"amount":5}`, "key-order", "JSON.stringify(data, Object.keys(data).sort())"},
		{"a list of names, one inside", `{"amount":5,"extra":{"amount":7},"order_id":"1"}`, `{"order_id":"1","extra":{"holder":"x","amount":7},"amount":5}`, "key-order", "JSON.stringify(data, Object.keys(data).sort())"},
		{"a null sent and blanks", `{"order_id":"1","amount":500,"desc":"x"}`, `{"order_id": "1", "amount": 500, "customer_email": null, "desc": "x"}`, "other-style null-fields", ""},
		{"a null signed and blanks", `{"order_id":"1","amount":500,"customer_email":null,"desc":"x"}`, `{"order_id": "1", "amount": 500, "desc": "x"}`, "other-style null-fields", ""},
		{"latin1", "{\"desc\":\"\x24\x30x\"}", `{"desc":"Фаx"}`, "charset", "Node's 'latin1'"},
		{"HashMap", javaHashMap, javaLinked, "key-order", "Java's HashMap"},
		{"mixed escapes sent", `{"desc":"Ф","url":"a/b"}`, `{"desc":"\u0424","url":"a\/b" }`, "other-style", `sent with other blanks between its tokens, with desc as "\u0424" where "Ф" was signed`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagnose(t, diagnosis.Refused{Body: []byte(c.sent), Sign: s.sign(c.signed), PublicKey: s.public}, 1_500_000)
			assert.Equal(t, c.causes, codes(d), "%+v", d.Findings)
			assert.Equal(t, c.signed, string(d.Signed))
			assert.Contains(t, d.Findings[0].Title, c.says)
		})
	}
}

// TestSentIsNoBody has what is certain told where what was sent is no body at all,
// though nobody can tell what was signed.
func TestSentIsNoBody(t *testing.T) {
	s := open(t, "rsa-1024")
	for _, c := range []struct{ sent, says string }{
		{"[object Object]", "You sent the text [object Object], not the JSON: an object was turned into text without JSON.stringify."},
		{"", "You sent an empty body, not the JSON"},
		{"null", "You sent the text null, not the JSON"},
		{"undefined", "You sent the text undefined"},
		{`"undefined"`, `You sent the text "undefined"`},
		{"@body.json", "You sent the text @body.json, not the JSON: the file of that name was not read."},
		{"Array", "You sent the text Array, not the JSON: an array was turned into text without json_encode."},
		{"NaN", "You sent the text NaN"},
		{"true\n", "You sent the text true"},
	} {
		d := diagnose(t, diagnosis.Refused{Body: []byte(c.sent), Sign: s.sign(sample), PublicKey: s.public}, 50_000)
		assert.Equal(t, "empty-body other-body", codes(d), c.sent)
		assert.Equal(t, diagnosis.Unexplained, d.Verdict)
		assert.Contains(t, d.Findings[0].Title, c.says)
		assert.Contains(t, d.Findings[0].Fix, "send the string that was signed")
	}
	for _, sent := range []string{small, "a=1", "order", `{"a":{}}`, "@", "--x\r\n\r\n"} {
		d := diagnose(t, diagnosis.Refused{Body: []byte(sent), Sign: s.sign("another"), PublicKey: s.public}, 500)
		assert.Equal(t, "other-body", codes(d), sent)
	}
	for _, sent := range []string{"{}", "[]"} { // which is a good body for a balance
		d := diagnose(t, diagnosis.Refused{Body: []byte(sent), Sign: s.sign("another"), PublicKey: s.public}, 500)
		assert.Equal(t, "other-body", codes(d))
		assert.Contains(t, d.Findings[0].Title, "What was sent is "+sent+", JSON without any fields")
	}
	multipart := "--xYz\r\nContent-Disposition: form-data; name=\"order_id\"\r\n\r\n17\r\n--xYz\r\nContent-Disposition: form-data; name=\"amount\"\r\n\r\n500\r\n--xYz--\r\n"
	for _, c := range []struct{ signed, causes, says string }{
		{`{"order_id":"17","amount":"500"}`, "form-encoded", "You sent multipart/form-data, not the JSON."},
		{`{"order_id":"17","amount":500}`, "form-encoded", "You sent multipart/form-data, not the JSON, in which numbers were signed as numbers."},
		{`{"order_id": "17", "amount": 500}`, "form-encoded", "You sent multipart/form-data"},
		{"another", "form-encoded other-body", "You sent multipart/form-data, not the JSON"},
	} {
		for _, sent := range []string{multipart, strings.ReplaceAll(multipart, "\r\n", "\n")} {
			d := diagnose(t, diagnosis.Refused{Body: []byte(sent), Sign: s.sign(c.signed), PublicKey: s.public}, 200_000)
			assert.Equal(t, c.causes, codes(d), c.signed)
			assert.Contains(t, d.Findings[0].Title, c.says)
			assert.Contains(t, d.Findings[0].Fix, "Send the JSON text that was signed")
		}
	}
}

// TestResend has the fix say what to send, where what was signed is right.
func TestResend(t *testing.T) {
	s := open(t, "rsa-1024")
	for _, c := range []struct{ name, signed, sent, causes, fix string }{
		{"base64 sent", `{"a":1}`, "eyJhIjoxfQ==", "base64-body", "Send the JSON that was signed"},
		{"base64 signed", "eyJhIjoxfQ==", `{"a":1}`, "base64-body", "Sign the JSON itself"},
		{"Go's []byte sent", `{"a":1}`, `"eyJhIjoxfQ=="`, "base64-body", "Send the JSON that was signed"},
		{"Go's []byte signed", `"eyJhIjoxfQ=="`, `{"a":1}`, "base64-body", "Sign the JSON itself"},
		{"hex sent", `{"a":1}`, "7b2261223a317d", "base64-body", "Send the JSON that was signed"},
		{"a string sent", `{"a":"1"}`, `"{\"a\":\"1\"}"`, "double-encoded", "send the string that was signed"},
		{"a wrapper sent", `{"a":"1"}`, `{"data":{"a":"1"}}`, "nested-wrapper", "Send the object that was signed"},
		{"a list sent", `{"a":"1"}`, `[{"a":"1"}]`, "nested-wrapper", "Send the object that was signed"},
		{"a form sent", `{"order_id":"1"}`, `order_id=1`, "form-encoded", "Send the JSON text that was signed"},
		{"a query string sent", `{"url":"http://a/"}`, `url=http://a/`, "query-string", "Send the JSON text that was signed"},
		{"percent-encoded", `{"a":"1"}`, `%7B%22a%22%3A%221%22%7D`, "form-encoded", "Send the JSON text that was signed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagnose(t, diagnosis.Refused{Body: []byte(c.sent), Sign: s.sign(c.signed), PublicKey: s.public}, 200_000)
			assert.Equal(t, c.causes, codes(d))
			assert.Contains(t, d.Findings[0].Fix, c.fix)
		})
	}
}

// TestUnsearched has it said where not every order of the fields was tried.
func TestUnsearched(t *testing.T) {
	s := open(t, "rsa-1024")
	for sent, told := range map[string]bool{javaLinked: true, sample: false} {
		d := diagnose(t, diagnosis.Refused{Body: []byte(sent), Sign: s.sign("another"), PublicKey: s.public}, 20_000)
		assert.Equal(t, "other-body", codes(d))
		assert.Equal(t, told, strings.Contains(d.Findings[0].Title, "Of its 13 fields not every order was tried"), d.Findings[0].Title)
	}
}
