package request

import (
	"encoding/json"
	"strings"
)

const account = "93d5df06-996c-48c3-9847-348d6b580b80"

// hostile are texts that some language, shell or template would read as
// something other than data.
var hostile = []string{
	"",
	" ",
	"'",
	`"`,
	"`",
	"''' \"\"\" ```",
	`\`,
	`\\`,
	`ends with a backslash\`,
	`\' \" \n \x41 \101 \u0041 \U00000041 \u{41} \N{BULLET}`,
	`\u000a`, `\u0022; System.exit(1); //`, `\\u000a`, `\\\u000a`, `\é`, `\\é`,
	"$", "$x", "${x}", "{$x}", "$$", "$(id)", "`id`", "$HOME", "${HOME}", "$((1+1))", "!!", "!x", "#{x}", "%{x}",
	"<?php exit(1);", "<?= 1 ?>", "?>", "<% x %>",
	"{{x}}", "{{data}}", "{{url}}", "{{account}}", "{{title}}", "{{note}}\n", "{{{{data}}}}",
	"%", "%s", "%d%n", "%%", "%25", "100%",
	"\n", "a\nb", "a\r\nb", "\r", "\t", "\nEOF\n", "EOF", "\n'\n", "trailing newline\n",
	"\x00", "a\x00b", "\x001", "\x00\x009", "\x01\x02\x1b[31m\x7f", "\x1a", "\b\f\v", "\x01f", "\x7f0",
	"\u0080\u0085\u009f", "\u00a0\u00ad", "a\u00ad9", "\u0100f", "\u00e9f", "\u0378", "\ufffd", "\uffff", "\ufdd0",
	"\u2028", "\u2029", "\ufeff", "\ufeffleading", "\u200b\u200d\u2060",
	"\u202e reversed \u202c", "\u2066\u2069", "\u05d0\u05d1", "\u0627\u0644",
	"😀", "😀f", "👩‍👩‍👧", "\U000e0001", "\U0010ffff", "\U00010000",
	"e\u0301", "é", "Ёж, Ґ, Ї", "Ωμέγα", "Zürich", "日本語", "한국어", "«»–—…№€₽",
	"</script>", "<!--", "-->", "]]>", "<script>", "<SCRIPT", "&lt;&amp;&#39;",
	"*/", "/*", "//", "# x", "-- x", "; rm -rf /", "| id", "&& id", "> x", "<x", "&",
	"@file", "-d", "--data", "-", "=", "~", "~root", "*", "?", "[a-z]", "{a,b}",
	"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",
	"https://shop.example/a?b=c&d=%20#e",
	"0", "00", "1.5", "-1", "1e3", "null", "true", "None", "Infinity", "NaN",
}

// hostileNames are names that are special to some language, beside hostile.
var hostileNames = []string{
	"__proto__", "constructor", "prototype", "toJSON", "toString", "hasOwnProperty", "valueOf", "length", "get", "set", "async",
	"class", "yield", "new", "int", "var", "func", "type", "package", "import", "def", "None", "self", "this", "data", "body", "args", "String", "Map",
	"10", "2", "-0", "-5", "01", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "4294967294", "4294967295", "4294967296",
	"customer_first_name", "customerFirstName", "customer-first-name", "CustomerFirstName", "customer first name", "customer__first__name",
	"omitempty", "a,omitempty", ",omitempty", ",string", ",", "-,", "id", "ID", "Id", "ip", "url", "Ы", "ключ", "_", "__", "1st", "$ref", "@type", "a.b",
}

// numbers are spelled in ways that languages read and write differently.
var numbers = strings.Fields(`
	0 -0 0.0 -0.0 1 -1 12 12.0 12.50 -12.5 500 0.1 0.30000000000000004 1e3 1E+3 1e-7 1.5e-7 1e15 1e16 1e17 1e20 1e21 1e22 1e23 2e-3
	123456789.0 1234567.0 12345678.9 0.001 0.0001 100000000000000000000.0
	2147483647 2147483648 -2147483648 -2147483649 4294967296 9007199254740991 9007199254740993 -9007199254740993
	9223372036854775807 9223372036854775808 -9223372036854775807 -9223372036854775808 -9223372036854775809
	18446744073709551615 18446744073709551616 123456789012345678901 1234567890123456789012345678901234567890
	5e-324 2.2250738585072014E-308 1.7976931348623157e308 -1.7976931348623157e308 1e-400 2.0E-3 9.999999999999999e22
`)

// hostileJSON is one document with all of them: as values, as names, nested and
// at the top.
func hostileJSON() []byte {
	var b strings.Builder
	b.WriteString(`{"strings":[`)
	for i, s := range hostile {
		b.WriteString(comma(i) + jsonText(s))
	}
	b.WriteString(`],"numbers":[` + strings.Join(numbers, ",") + `],"names":{`)
	seen := map[string]bool{}
	for i, s := range append(append([]string(nil), hostileNames...), hostile...) {
		if !seen[s] {
			b.WriteString(comma(i) + jsonText(s) + ":" + jsonText(s+"!"))
			seen[s] = true
		}
	}
	b.WriteString(`},"words":{`)
	i := 0
	for _, s := range hostileNames {
		if !strings.ContainsAny(s, `,"\`+"`") && isASCII(s) {
			b.WriteString(comma(i) + jsonText(s) + `:` + numbers[i%len(numbers)])
			i++
		}
	}
	b.WriteString(`},"numbers by name":{`)
	for i, s := range numbers {
		b.WriteString(comma(i) + jsonText(s) + ":" + s)
	}
	b.WriteString(`},"empty":{},"none":[],"inner":[{},[],[[]],[{}],{"a":{}},{"a":[]},null,true,false,"",{"":""},[null,[null,{"x":null}]]],`)
	b.WriteString(`"yield":{"var":{"record":[1]}},"java":{"String":{"x":1}},"list":{"0":"a","1":{"0":"b"}},"gaps":{"1":"a","0":"b"},"from one":{"1":"a","2":"b"},`)
	b.WriteString(`"same":[{"x":1,"y":"a"},{"x":2,"y":"b"},{"y":"b","x":2}],"null":null,"yes":true,"no":false}`)
	return []byte(b.String())
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > '~' }) < 0
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

func jsonText(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

const paymentJSON = `{
  "order_id": "1700000000",
  "amount": 500,
  "customer_browser_user_agent": "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0",
  "customer_ip": "18.191.80.10",
  "desc": "Оплата «заказа» №1 / 50% & <ok>",
  "success_redirect_id": 1,
  "service": "payment_card_rub_hpp"
}`

const payoutJSON = `{"amount":"12.50","number":"4111111111111111","order_id":"7","service":"card","extra":{"card_exp_year":"30","card_exp_month":"01","card_holder":"O'NEIL \"X\""},"customer_phone":"79001234567"}`

// bodies are realistic requests, one an operation at least.
var bodies = []struct{ operation, json string }{
	{"payment", paymentJSON},
	{"payment-status", `{"order_id":"1700000000"}`},
	{"payout", payoutJSON},
	{"payout-status", `{"id":100001524}`},
	{"balance", `[]`},
	{"balance", `{}`},
}

// deepJSON nests arrays and objects as deep as every language here allows.
func deepJSON(depth int) string {
	return strings.Repeat(`{"a":[`, depth/2) + "1" + strings.Repeat(`]}`, depth/2)
}
