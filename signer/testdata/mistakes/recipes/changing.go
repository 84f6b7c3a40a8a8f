package recipes

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// changing are the mistakes in the data.
func changing() []single {
	var list []single
	// each repeats a mistake in languages whose steps have that name.
	each := func(languages string, s single) {
		for language := range strings.FieldsSeq(languages) {
			s.language = language
			list = append(list, s)
		}
	}
	const all = "php node python java go ruby"

	list = append(list, []single{
		{causes: "value-types", language: "php", fault: "strval", signed: "decode | strval | json", both: true, on: "documented wide-9 cyrillic floats"},
		{causes: "value-types", language: "php", fault: "strval-flags", signed: "decode | strval | json", on: "flags", note: `true is "1" and false is ""`},
		{causes: "value-types", language: "php", fault: "numeric-check", signed: "decode | json-numeric", on: "text-amount documented tidy", note: "JSON_NUMERIC_CHECK"},
		{causes: "value-types", language: "php", fault: "bool-int", signed: "decode | bool-int | json", both: true, on: "flags"},
		{causes: "value-types", language: "php", fault: "bool-string", signed: "decode | bool-string | json", on: "flags"},
		{causes: "value-types", language: "php", fault: "amount-string", signed: "decode | string:amount | json", both: true, on: "documented floats cyrillic"},
		{causes: "value-types", language: "php", fault: "order-id-int", signed: "decode | int:order_id | json", both: true, on: "documented status text-amount"},
		{causes: "value-types", language: "node", fault: "string-all", signed: "decode | String | json", on: "documented wide-9 wide-10"},
		{causes: "value-types", language: "node", fault: "number", signed: "decode | number:order_id | json", both: true, on: "documented status text-amount"},
		{causes: "value-types", language: "node", fault: "amount-string", signed: "decode | string:amount | json", on: "documented cyrillic wide-9"},
		{causes: "value-types", language: "node", fault: "numeric-all", signed: "decode | numeric | json", on: "documented status tidy"},
		{causes: "value-types", language: "node", fault: "bool-int", signed: "decode | bool-int | json", on: "flags"},
		{causes: "value-types", language: "python", fault: "str-all", signed: "decode | str | json", both: true, on: "documented wide-9 whole"},
		{causes: "value-types", language: "python", fault: "int", signed: "decode | int:order_id | json", on: "documented status text-amount"},
		{causes: "value-types", language: "python", fault: "amount-string", signed: "decode | string:amount | json", both: true, on: "documented cyrillic floats"},
		{causes: "value-types", language: "python", fault: "numeric-all", signed: "decode | numeric | json", on: "tidy status"},
		{causes: "value-types", language: "java", fault: "value-of-all", signed: "decode | valueOf | json", on: "documented wide-9 floats"},
		{causes: "value-types", language: "java", fault: "numbers-as-strings", signed: "decode | json-numbers-as-strings", both: true, on: "documented wide-10 cyrillic", note: "WRITE_NUMBERS_AS_STRINGS"},
		{causes: "value-types", language: "java", fault: "long", signed: "decode | int:order_id | json", on: "documented status"},
		{causes: "value-types", language: "java", fault: "bool-int", signed: "decode | bool-int | json", on: "flags"},
		{causes: "value-types", language: "go", fault: "sprint-all", signed: "decode | sprint | json", both: true, on: "documented wide-9 wide-10", note: "map[string]string filled by fmt.Sprint"},
		{causes: "value-types", language: "go", fault: "unix-int", signed: "decode | atoi:order_id | json", both: true, on: "documented status text-amount", note: "the documented Go sample sends time.Now().Unix() as an integer"},
		{causes: "value-types", language: "go", fault: "amount-string", signed: "decode | string:amount | json", on: "documented floats wide-9"},
		{causes: "value-types", language: "ruby", fault: "to-s-all", signed: "decode | to_s | json", on: "documented wide-9 whole"},
		{causes: "value-types", language: "ruby", fault: "to-i", signed: "decode | to_i:order_id | json", both: true, on: "documented status"},
		{causes: "value-types", language: "ruby", fault: "amount-string", signed: "decode | string:amount | json", on: "documented cyrillic floats"},

		{causes: "number-spelling", language: "php", fault: "preserve-fraction", signed: "decode | json-fraction", on: "whole large", note: "JSON_PRESERVE_ZERO_FRACTION"},
		{causes: "number-spelling", language: "php", fault: "precision-17", signed: "decode | json-precision-17", both: true, on: "tenth wide-10", note: "serialize_precision = 17"},
		{causes: "number-spelling", language: "php", fault: "number-format", signed: "decode | number-format:amount | json", on: "tidy", note: `"500" became "500.00"`},
		{causes: "number-spelling", language: "php", fault: "number-format-of-sent", signed: "decode | json", sent: "decode | number-format:amount | json", on: "tidy one-null"},
		{causes: "number-spelling", language: "node", fault: "to-fixed", signed: "decode | to-fixed:amount | json", on: "tidy one-null"},
		{causes: "number-spelling", language: "node", fault: "parse-float", signed: "decode | parse-float:amount | json", on: "text-amount payout", note: `"12.50" became "12.5"`},
		{causes: "number-spelling", language: "python", fault: "float", signed: "decode | float:amount | json", on: "documented cyrillic wide-9", note: "500 became 500.0"},
		{causes: "number-spelling", language: "python", fault: "float-of-sent", signed: "decode | json", sent: "decode | float:amount | json", on: "documented"},
		{causes: "number-spelling", language: "python", fault: "two-decimals", signed: "decode | two-decimals:amount | json", both: true, on: "tidy one-null"},
		{causes: "number-spelling", language: "java", fault: "set-scale", signed: "decode | set-scale:amount | json", on: "documented floats whole", note: "a BigDecimal of two decimals: 12.50"},
		{causes: "number-spelling", language: "java", fault: "decimal", signed: "decode-decimal | json", on: "floats"},
		{causes: "number-spelling", language: "java", fault: "double", signed: "decode | double:amount | json", on: "documented wide-9 cyrillic"},
		{causes: "number-spelling", language: "java", fault: "exponent", signed: "decode | json", sent: "go: decode | json", on: "large", note: "1.2345678E7, which is Jackson's style where the number was sent with a point"},
		{causes: "number-spelling", language: "java", fault: "format", signed: "decode | format:amount | json", on: "tidy one-null"},
		{causes: "number-spelling", language: "go", fault: "two-decimals", signed: "decode | two-decimals:amount | json", on: "documented floats wide-9", note: `a json.Number of "%.2f"`},
		{causes: "number-spelling", language: "go", fault: "exponent", signed: "decode | exponent:amount | json", on: "documented large cyrillic", note: "5e+02"},
		{causes: "number-spelling", language: "ruby", fault: "to-f", signed: "decode | to_f:amount | json", on: "documented cyrillic wide-9"},
		{causes: "number-spelling", language: "ruby", fault: "two-decimals", signed: "decode | two-decimals:amount | json", on: "tidy one-null"},
		{causes: "number-spelling value-types", language: "php", fault: "number-format", signed: "decode | number-format:amount | json", on: "documented floats", note: "500 became \"500.00\": a string, and spelled otherwise"},

		{causes: "null-fields", language: "php", fault: "array-filter", signed: "decode | array-filter | json", on: "sparse one-null one-blank"},
		{causes: "null-fields", language: "php", fault: "filter-null", signed: "decode | filter-null | json", on: "sparse one-null"},
		{causes: "null-fields", language: "php", fault: "filter-blank", signed: "decode | filter-blank | json", on: "sparse one-blank"},
		{causes: "null-fields", language: "node", fault: "skip-null", signed: "decode | skip-null | json", on: "sparse one-null"},
		{causes: "null-fields", language: "node", fault: "skip-falsy", signed: "decode | skip-falsy | json", on: "sparse one-blank one-null"},
		{causes: "null-fields", language: "python", fault: "skip-none", signed: "decode | skip-none | json", on: "sparse one-null"},
		{causes: "null-fields", language: "python", fault: "skip-empty", signed: "decode | skip-empty | json", on: "sparse one-blank"},
		{causes: "null-fields", language: "java", fault: "non-null", signed: "decode | json-non-null", on: "sparse one-null", note: "Include.NON_NULL"},
		{causes: "null-fields", language: "java", fault: "non-empty", signed: "decode | json-non-empty", on: "sparse one-blank one-null"},
		{causes: "null-fields", language: "go", fault: "omitempty", signed: "decode | omitempty | json", on: "sparse one-null"},
		{causes: "null-fields", language: "ruby", fault: "compact", signed: "decode | compact | json", on: "sparse one-null"},
		{causes: "null-fields", language: "ruby", fault: "compact-blank", signed: "decode | compact_blank | json", on: "sparse one-blank"},

		{causes: "null-fields", language: "php", fault: "filtered-when-sent", signed: "decode | json", sent: "decode | array-filter | json", on: "one-null one-blank"},
		{causes: "null-fields", language: "node", fault: "skipped-when-sent", signed: "decode | json", sent: "decode | skip-null | json", on: "one-null"},
		{causes: "null-fields", language: "python", fault: "skipped-when-sent", signed: "decode | json", sent: "decode | skip-none | json", on: "one-null"},
		{causes: "null-fields", language: "java", fault: "non-null-when-sent", signed: "decode | json", sent: "decode | json-non-null", on: "one-null"},
		{causes: "null-fields", language: "go", fault: "omitempty-when-sent", signed: "decode | json", sent: "decode | omitempty | json", on: "one-null"},
		{causes: "null-fields", language: "ruby", fault: "compact-when-sent", signed: "decode | json", sent: "decode | compact | json", on: "one-null"},

		{causes: "other-body", language: "php", fault: "other-text", signed: "text:the quick brown fox", verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body", language: "php", fault: "serialize", signed: "decode | serialize", verdict: mistakes.Unexplained, unknown: true, on: "documented payout"},
		{causes: "other-body", language: "node", fault: "other-text", signed: "text:Zm9vYmFyIHF1eA-7781", verdict: mistakes.Unexplained, unknown: true, key: "rsa-1024"},
		{causes: "other-body", language: "node", fault: "other-request", signed: `text:{"order_id":"9c1d77","amount":71.3,"currency":"TRY","method":"transfer"}`, verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body", language: "python", fault: "other-text", signed: "text:POST /v1/payment 93d5df06-996c-48c3-9847-348d6b580b80 nonce 40277", verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body", language: "java", fault: "other-text", signed: "text:ключ-подписи-20261124-773", verdict: mistakes.Unexplained, unknown: true, key: "rsa-3072"},
		{causes: "other-body", language: "go", fault: "other-request", signed: `text:{"invoice":{"number":88123,"lines":[{"sku":"B-7","price":"18.40"}]}}`, verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body", language: "ruby", fault: "other-text", signed: "text:account=93d5df06;nonce=8812377;when=2026-11-24T21:29:08", verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body", language: "shell", fault: "other-file", signed: "text:total 136 drwxr-xr-x 6 root root 4096", verdict: mistakes.Unexplained, unknown: true},
		{causes: "other-body wrong-hash", language: "python", fault: "other-text-sha256", signed: "text:nothing of this was sent, 51234", sign: "sign:sha256 | base64", verdict: mistakes.Unexplained, unknown: true, most: 2},
	}...)

	// Inside extra, and extra itself.
	list = append(list, []single{
		{causes: "key-order", language: "php", fault: "inner-ksort", signed: "decode | inside:extra/ksort | json", both: true, on: "nested nested-nulls", most: 2},
		{causes: "key-order", language: "php", fault: "inner-shuffle", signed: "decode | inside:extra/shuffle:3 | json", on: "nested nested-nulls payout"},
		{causes: "key-order", language: "php", fault: "ksort-inner-shuffle", signed: "decode | inside:extra/shuffle:3 | ksort | json", on: "nested nested-nulls payout"},
		{causes: "key-order", language: "node", fault: "inner-reverse", signed: "decode | inside:extra/reverse | json", both: true, on: "nested payout", most: 2},
		{causes: "key-order", language: "python", fault: "inner-sort", signed: "decode | inside:extra/sort | json", on: "nested nested-nulls"},
		{causes: "key-order", language: "java", fault: "inner-hash-map", signed: "decode | inner-hash-map:extra | json", on: "nested payout nested-nulls"},
		{causes: "key-order", language: "java", fault: "inner-tree-map", signed: "decode | inner-tree-map:extra | json", on: "nested nested-nulls"},
		{causes: "key-order", language: "go", fault: "inner-map", signed: "decode | inner-map:extra | json", on: "nested nested-nulls", note: "a struct with a map in it"},
		{causes: "key-order", language: "go", fault: "inner-reverse", signed: "decode | inner-reverse:extra | json", on: "nested payout", most: 2},
		{causes: "key-order", language: "ruby", fault: "inner-sort", signed: "decode | inside:extra/sort | json", on: "nested nested-nulls", most: 2},
		{causes: "added-fields", language: "php", fault: "inner-field", signed: "decode | inside:extra/unset:card_holder | json", on: "nested payout", most: 2},
		{causes: "added-fields", language: "python", fault: "inner-field", signed: "decode | inside:extra/pop:card_exp_year | json", on: "nested payout", most: 2},
		{causes: "missing-fields", language: "node", fault: "inner-field", signed: "decode | json", sent: "decode | inside:extra/delete:card_exp_year | json", on: "payout nested", most: 2, note: "its value is the documentation's"},
		{causes: "null-fields", language: "node", fault: "inner-skip-null", signed: "decode | inside:extra/skip-null | json", both: true, on: "nested-nulls"},
		{causes: "null-fields", language: "python", fault: "inner-skip-none", signed: "decode | json", sent: "decode | skip-none | json", on: "nested-nulls"},
		{causes: "null-fields", language: "php", fault: "empty-extra-unset", signed: "decode | unset:extra | json", both: true, on: "nested-empty"},
		{causes: "value-types", language: "php", fault: "empty-extra-null", signed: "decode | set:extra=null | json", on: "nested-empty"},
		{causes: "value-types", language: "php", fault: "empty-extra-string", signed: "decode | set:extra=\"\" | json", on: "nested-empty"},
		{causes: "value-types", language: "node", fault: "empty-extra-object", signed: "decode | set:extra={} | json", both: true, on: "nested-empty"},
		{causes: "value-types", language: "php", fault: "inner-int", signed: "decode | inside:extra/int:card_exp_month | json", both: true, on: "nested payout", most: 2, note: "08 became 8"},
		{causes: "double-encoded", language: "php", fault: "inner", signed: "decode | encode-field:extra | json", both: true, on: "nested payout", most: 2, note: "extra is a string of JSON"},
		{causes: "double-encoded", language: "node", fault: "inner", signed: "decode | encode-field:extra | json", on: "nested payout", most: 2},
		{causes: "double-encoded", language: "python", fault: "inner", signed: "decode | encode-field:extra | json", on: "nested payout", most: 2},
		{causes: "double-encoded", language: "go", fault: "inner", signed: "decode | marshal-field:extra | json", on: "nested payout", most: 2},
		{causes: "nested-wrapper", language: "php", fault: "flattened", signed: "decode | flatten:extra | json", both: true, on: "nested payout", most: 2, note: "array_merge of the data and their extra"},
		{causes: "nested-wrapper", language: "node", fault: "spread", signed: "decode | spread:extra | json", both: true, on: "payout nested", most: 2},
		{causes: "nested-wrapper", language: "python", fault: "flattened", signed: "decode | flatten:extra | json", on: "payout nested-nulls"},
		{causes: "nested-wrapper", language: "go", fault: "embedded", signed: "decode | embed:extra | json", on: "payout nested", most: 2},
		{causes: "nested-wrapper", language: "ruby", fault: "merged", signed: "decode | flatten:extra | json", on: "payout nested", most: 2},

		// Numbers as people write them.
		{causes: "number-spelling", language: "php", fault: "comma", signed: "decode | comma:amount | json", both: true, on: "text-amount payout nested"},
		{causes: "number-spelling", language: "php", fault: "thousands", signed: "decode | thousands:amount | json", both: true, on: "nested"},
		{causes: "number-spelling", language: "node", fault: "comma", signed: "decode | comma:amount | json", on: "text-amount payout"},
		{causes: "number-spelling", language: "python", fault: "comma", signed: "decode | comma:amount | json", on: "text-amount payout"},
		{causes: "number-spelling", language: "java", fault: "german-locale", signed: "decode | german:amount | json", on: "text-amount nested"},
		{causes: "number-spelling", language: "ruby", fault: "comma", signed: "decode | comma:amount | json", on: "text-amount nested"},
		{causes: "number-spelling value-types", language: "php", fault: "comma-of-number", signed: "decode | comma:amount | json", both: true, on: "wide-9 floats nested-nulls"},
		{causes: "number-spelling value-types", language: "php", fault: "thousands-of-number", signed: "decode | thousands-ru:amount | json", on: "cyrillic wide-9 nested-nulls"},
		{causes: "number-spelling value-types", language: "node", fault: "locale-of-number", signed: "decode | locale:amount | json", on: "cyrillic wide-9 nested-nulls"},
		{causes: "number-spelling value-types", language: "python", fault: "thousands-of-number", signed: "decode | thousands:amount | json", on: "cyrillic wide-9"},
		{causes: "number-spelling value-types", language: "java", fault: "german-locale-of-number", signed: "decode | german:amount | json", on: "cyrillic wide-9"},

		// Names, and fields that come twice.
		{causes: "field-changed", language: "php", fault: "camel-names", signed: "decode | camel | json", both: true, on: "documented wide-9 status"},
		{causes: "field-changed", language: "node", fault: "camel-names", signed: "decode | camel | json", both: true, on: "documented cyrillic"},
		{causes: "field-changed", language: "python", fault: "camel-names", signed: "decode | camel | json", on: "documented wide-9"},
		{causes: "field-changed", language: "java", fault: "camel-names", signed: "decode | camel | json", on: "documented wide-9", note: "a bean without @JsonProperty"},
		{causes: "field-changed", language: "go", fault: "untagged", signed: "decode | untagged | json", on: "documented floats", note: "a struct without tags"},
		{causes: "field-changed", language: "ruby", fault: "camelize", signed: "decode | camelize | json", on: "documented wide-9"},
		{causes: "field-changed", language: "php", fault: "renamed", signed: "decode | rename:order_id=orderId | json", both: true, on: "documented status", most: 2},
		{causes: "field-changed", language: "node", fault: "renamed", signed: "decode | rename:amount=sum | json", on: "documented floats", most: 2},
		{causes: "field-changed", language: "python", fault: "misspelt", signed: "decode | rename:customer_ip=custmer_ip | json", both: true, on: "documented floats", most: 2},
		{causes: "added-fields", language: "php", fault: "twice", signed: "decode | json", sent: "decode | json | field-again:\"amount\":600", on: "documented floats", note: "the name comes twice, the first was signed"},
		{causes: "null-fields", language: "php", fault: "empty-sign", signed: "decode | add:sign=\"\" | json", on: "documented status", note: "a field for the signature, as other gateways have it"},
		{causes: "null-fields", language: "node", fault: "null-sign", signed: "decode | add:signature=null | json", on: "documented payout"},
	}...)

	// A field that is in one of the two only: with the values of the documented samples.
	remove := map[string]string{"php": "unset", "node": "delete", "python": "pop", "java": "remove", "go": "delete", "ruby": "except"}
	for _, language := range strings.Fields(all) {
		for _, name := range []string{"notification_endpoint_id", "customer_browser_user_agent", "desc", "service", "order_id"} {
			list = append(list, single{
				causes: "added-fields", language: language, fault: "after-signing-" + name, signed: "decode | " + remove[language] + ":" + name + " | json",
				on: "documented cyrillic wide-9 payout status untidy", most: 1, note: "a field was added after signing",
			})
		}
		for _, f := range [][2]string{{"notification_endpoint_id", "5"}, {"success_redirect_id", "1"}, {"service", `"payment_card_rub_hpp"`}, {"customer_ip", `"18.191.80.10"`}} {
			name, value := f[0], f[1]
			list = append(list, single{
				causes: "missing-fields", language: language, fault: "after-signing-" + name, signed: "decode | " + remove[language] + ":" + name + " | add:" + name + "=" + value + " | json",
				sent: "decode | " + remove[language] + ":" + name + " | json", on: "documented tidy status wide-9 text-amount", most: 1, note: "a field was lost after signing",
			})
		}
	}
	each("php node", single{causes: "missing-fields", fault: "at-the-front", signed: "decode | add-first:notification_endpoint_id=5 | json", on: "floats status", note: "lost from the front"})
	for _, language := range strings.Fields(all) {
		step := remove[language]
		list = append(list, single{causes: "missing-fields", language: language, fault: "from-the-middle", signed: "decode | json", sent: "decode | " + step + ":success_redirect_id | json", on: "documented", note: "lost from the middle; its value is the documented sample's"})
	}

	// One value that is another. What was lower-cased or unescaped cannot be told
	// from what was sent, so that these go one way.
	for _, c := range []struct{ languages, fault, before, after, on, note string }{
		{"php python ruby", "clock", "time:order_id", "time-later:order_id", "documented floats wide-10", "time() was called once for signing and once for sending"},
		{"node java", "clock-milliseconds", "now:order_id", "now-later:order_id", "documented floats wide-9", "the clock in milliseconds was read twice"},
		{"go", "clock", "now:order_id", "now:order_id | now:order_id", "documented floats wide-10", "time.Now() was called twice"},
	} {
		each(c.languages, single{causes: "field-changed", fault: c.fault, signed: "decode | " + c.before + " | json", sent: "decode | " + c.after + " | json", on: c.on, note: c.note, most: 2})
	}
	for _, c := range []struct{ language, fault, step, on string }{
		{"php", "trim", "trim:order_id", "untidy"}, {"node", "trim", "trim:order_id", "untidy"}, {"python", "strip", "strip:order_id", "untidy"}, {"java", "trim", "trim:order_id", "untidy"}, {"go", "trim-space", "trim-space:order_id", "untidy"}, {"ruby", "strip", "strip:order_id", "untidy"},
		{"php", "lower", "lower:customer_email", "untidy"}, {"node", "lower", "lower:customer_email", "untidy"}, {"python", "upper", "upper:order_id", "tidy"}, {"java", "upper", "upper:service", "documented cyrillic"}, {"go", "lower", "lower:customer_email", "untidy"}, {"ruby", "upcase", "upcase:order_id", "tidy"},
		{"php", "phone-digits", "phone-digits:customer_phone", "untidy"}, {"php", "phone-plus", "phone-plus:customer_phone", "tidy wide-9"}, {"node", "phone-digits", "phone-digits:customer_phone", "untidy"}, {"python", "phone-plus", "phone-plus:customer_phone", "tidy wide-9"}, {"java", "phone-digits", "phone-digits:customer_phone", "untidy"}, {"go", "phone-plus", "phone-plus:customer_phone", "tidy"}, {"ruby", "phone-digits", "phone-digits:customer_phone", "untidy"},
		{"php", "url-rtrim", "url-rtrim:success_redirect_url", "untidy"}, {"php", "url-slash", "url-slash:success_redirect_url", "tidy"}, {"node", "url-strip", "url-strip:success_redirect_url", "untidy"}, {"python", "url-slash", "url-slash:success_redirect_url", "tidy"}, {"java", "url-strip", "url-strip:success_redirect_url", "untidy"}, {"go", "url-slash", "url-slash:success_redirect_url", "tidy"}, {"ruby", "url-chomp", "url-chomp:success_redirect_url", "untidy"},
		{"php", "htmlspecialchars", "html:desc", "untidy marks"}, {"node", "escape-html", "escape-html:desc", "untidy marks"}, {"python", "html-escape", "html-escape:desc", "untidy marks"}, {"java", "escape-html", "escape-html:desc", "untidy marks"}, {"go", "escape-html", "escape-html:desc", "untidy marks"}, {"ruby", "escape-html", "html:desc", "untidy marks"},
	} {
		list = append(list, single{causes: "field-changed", language: c.language, fault: c.fault, signed: "decode | " + c.step + " | json", both: !strings.Contains(c.fault, "html") && c.fault != "lower", on: c.on, most: 2})
	}

	// Wrapped.
	for _, name := range []string{"data", "request", "params"} {
		each(all, single{causes: "nested-wrapper", fault: "in-" + name, signed: "decode | json", sent: "decode | wrap:" + name + " | json", both: true, most: 1, on: "documented payout wide-9 status"})
	}
	each("php node python java go ruby", single{causes: "nested-wrapper", fault: "in-a-list", signed: "decode | wrap-list | json", both: true, most: 1, on: "documented status"})
	each("php node python java go ruby", single{causes: "nested-wrapper", fault: "inside", signed: "decode | unwrap:data | json", most: 1, on: "wrapped"})

	// Unresolved.
	const resolved = " was resolved after signing"
	each("node", single{causes: "placeholder", fault: "postman-order-id", signed: "decode | template:order_id | json", note: "Postman's {{order_id}}" + resolved, on: "documented cyrillic status"})
	each("node", single{causes: "placeholder", fault: "postman-amount", signed: "decode | template:amount | json", on: "documented payout wide-9"})
	each("node", single{causes: "placeholder", fault: "postman-blanks", signed: "decode | template-blanks:order_id | json", on: "documented wide-10", note: "{{ order_id }}"})
	each("node", single{causes: "placeholder", fault: "dollar", signed: "decode | template-dollar:order_id | json", on: "documented floats", note: "${order_id} in ordinary quotes"})
	each("python", single{causes: "placeholder", fault: "template", signed: "decode | format-forgotten:order_id | json", on: "documented wide-9 payout"})
	each("python", single{causes: "placeholder", fault: "dollar", signed: "decode | format-dollar:amount | json", on: "documented text-amount"})
	each("java", single{causes: "placeholder", fault: "template", signed: "decode | template:order_id | json", on: "documented cyrillic"})
	each("java", single{causes: "placeholder", fault: "dollar", signed: "decode | template-dollar:customer_ip | json", on: "documented wide-9"})
	each("go", single{causes: "placeholder", fault: "template", signed: "decode | template:order_id | json", on: "documented status"})
	each("shell", single{causes: "placeholder", fault: "single-quotes", signed: "node: decode | json >> shell: unexpanded:order_id", on: "documented status wide-9", note: "the shell expands nothing in single quotes"})
	each("shell", single{causes: "placeholder", fault: "postman", signed: "node: decode | json >> shell: unexpanded-postman:amount", on: "documented payout"})
	each("shell", single{causes: "placeholder", fault: "sent", signed: "node: decode | json", sent: "node: decode | json >> shell: unexpanded:order_id", on: "documented status", note: "sent as it stood; the signed value is the documented sample's"})
	return list
}
