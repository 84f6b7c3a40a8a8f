package diagnosis

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var formEncoded = Cause{
	Code:   "form-encoded",
	Title:  "A form in place of JSON",
	Looks:  "One of the two is order_id=1&amount=500, as an HTML form sends it; the other is JSON.",
	Why:    "They are the same data in two notations, and the signature covers one of them.",
	Fix:    "Sign the JSON text, and send that text as the body with Content-Type: application/json.",
	Resend: "Send the JSON text that was signed as the body, with Content-Type: application/json.",
	Fixes: []Fix{
		{"PHP", "An array as CURLOPT_POSTFIELDS is sent as a form: give it the string. In Guzzle use 'body', not 'form_params'.", "curl_setopt($ch, CURLOPT_POSTFIELDS, $data); // the string from json_encode"},
		{"JavaScript", "Give the HTTP client the string, not an object or URLSearchParams.", "req.write(dataStr);"},
		{"Python", "data= with a dict is a form: give it bytes.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
	},
	prints: []print{
		form("What was signed is a form, as PHP's http_build_query writes it.", phpForm, "-_.", "+", false),
		form("What was signed is a form, as JavaScript's URLSearchParams writes it.", wordForm("true", "false", "null"), "*-._", "+", false),
		pythonForm("What was signed is a form, as Python's urlencode writes it.", "_.-~", "+"),
		form("What was signed is a form, sorted by name, as Go's url.Values writes it.", wordForm("true", "false", ""), "_.-~", "+", true),
		javaForm("What was signed is a form, as Java's URLEncoder writes its values.", "-_.*", "+"),
		form("What was signed is a form, sorted by name, as PHP writes it.", phpForm, "-_.", "+", true),
	},
	bytes: []step{
		mapped("What was signed is the JSON percent-encoded, as after urlencode.", func(t string) (string, bool) { return string(percentEncode(nil, t, "-_.", "+")), true }),
		mapped("What was signed is the JSON percent-encoded, as after rawurlencode.", func(t string) (string, bool) { return string(percentEncode(nil, t, "-_.~", "%20")), true }),
		mapped("What was signed is the JSON percent-encoded, as after encodeURIComponent.", func(t string) (string, bool) { return string(percentEncode(nil, t, "-_.!~*'()", "%20")), true }),
		suffix("What was signed ends with =, as a form with the JSON for a name.", "="),
	},
	undone: []step{
		mapped("What was sent is the JSON percent-encoded.", func(t string) (string, bool) {
			if !strings.HasPrefix(t, "%7B") && !strings.HasPrefix(t, "%7b") {
				return "", false
			}
			return percentDecode(strings.TrimSuffix(strings.ReplaceAll(t, "+", " "), "=")), true
		}),
		mapped("What was sent ends with =, as a form with the JSON for a name.", func(t string) (string, bool) {
			return strings.CutSuffix(t, "=")
		}),
		mapped("What was sent is a form with the JSON as a value.", func(t string) (string, bool) {
			name, v, found := strings.Cut(t, "=")
			v = percentDecode(strings.ReplaceAll(v, "+", " "))
			return v, found && len(name) < 40 && strings.HasPrefix(v, "{")
		}),
		{what: "You sent multipart/form-data, not the JSON.", fresh: true, apply: keep, read: readMultipart(false)},
		{what: "You sent multipart/form-data, not the JSON, in which numbers were signed as numbers.", fresh: true, apply: keep, read: readMultipart(true)},
		{what: "What was sent is a form, and JSON was signed.", fresh: true, apply: ifForm(false), read: readForm(false)},
		{what: "What was sent is a form, and JSON with numbers was signed.", fresh: true, apply: ifForm(false), read: readForm(true)},
	},
}

var queryString = Cause{
	Code:   "query-string",
	Title:  "A query string in place of JSON",
	Looks:  "One of the two is order_id=1&amount=500 without its special characters encoded, or encoded as in a URL; the other is JSON.",
	Why:    "They are the same data in two notations, and the signature covers one of them.",
	Fix:    "Sign the JSON text that is sent, nothing made of its parts, and send that text.",
	Resend: "Send the JSON text that was signed as the body, nothing made of its parts.",
	Fixes: []Fix{
		{"PHP", "Other gateways sign a sorted query string; AliKassa signs the JSON.", "$data = json_encode($data);\nopenssl_sign($data, $sign, $privateKey);"},
		{"JavaScript", "Sign the string that is sent.", "signer.update(dataStr);"},
	},
	prints: []print{
		form("What was signed is a query string, encoded as RFC 3986 has it.", phpForm, "-_.~", "%20", false),
		form("What was signed is a query string that is not encoded.", phpForm, everything, " ", false),
		form("What was signed is a query string that is not encoded, sorted by name.", phpForm, everything, " ", true),
		form("What was signed is a query string, sorted by name, encoded as RFC 3986 has it.", phpForm, "-_.~", "%20", true),
		form("What was signed is a query string that is not encoded, with true and false by name.", wordForm("true", "false", "null"), everything, " ", false),
		pythonForm("What was signed is a query string that is not encoded, as Python prints its values.", everything, " "),
		javaForm("What was signed is a query string that is not encoded, as Java prints its values.", everything, " "),
		javaForm("What was signed is a query string, as Java's URLEncoder writes its values, with %20 for blanks.", "-_.*", "%20"),
		valueForm("What was signed is a query string that is not encoded, as Go prints its values.", speltForm, goNotation.value, everything, " "),
		form("What was signed is a query string, as encodeURIComponent writes it.", wordForm("true", "false", "null"), "-_.!~*'()", "%20", false),
		joined("What was signed are the values alone, joined by colons.", ":", false),
		joined("What was signed are the values alone, joined without anything between.", "", false),
		joined("What was signed are the values alone, joined by |.", "|", false),
		joined("What was signed are the values alone, sorted by name, joined by colons.", ":", true),
		joined("What was signed are the values alone, sorted by name, joined without anything between.", "", true),
		joined("What was signed are the values alone, joined by semicolons.", ";", false),
	},
	undone: []step{
		{what: "What was sent is a query string, and JSON was signed.", fresh: true, apply: ifForm(true), read: readForm(false)},
		{what: "What was sent is a query string, and JSON with numbers was signed.", fresh: true, apply: ifForm(true), read: readForm(true)},
	},
}

// ifForm keeps a text that is a query string, encoded as in a URL or not at all,
// or else one that is a form.
func ifForm(query bool) func(dst, text []byte) ([]byte, bool) {
	return func(dst, text []byte) ([]byte, bool) {
		raw := bytes.ContainsAny(text, " /:;,!()@") || !isASCII(string(text))
		isQuery := raw || bytes.Contains(text, []byte("%20")) && !bytes.Contains(text, []byte("+"))
		return append(dst, text...), isQuery == query
	}
}

const everything = "\x00"

// A scalar is how a language makes text of a value for a form; false: it is left out.
type scalar func(v *body.Value) (string, bool)

func phpForm(v *body.Value) (string, bool) {
	switch v.Kind() {
	case body.Null:
		return "", false
	case body.Bool:
		if v.Bool() {
			return "1", true
		}
		return "0", true
	case body.Number:
		return shortNumber(v.Text()), true
	}
	return v.Text(), true
}

func wordForm(yes, no, null string) scalar {
	return func(v *body.Value) (string, bool) {
		switch v.Kind() {
		case body.Null:
			return null, true
		case body.Bool:
			if v.Bool() {
				return yes, true
			}
			return no, true
		case body.Number:
			return shortNumber(v.Text()), true
		}
		return v.Text(), true
	}
}

func form(what string, of scalar, safe, blank string, sorts bool) print {
	return print{what: what, between: "&", sorts: sorts, member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
		return appendForm(dst, name, v, of, safe, blank), true
	}}
}

// valueForm prints nested values as the language prints them, not field by field.
func valueForm(what string, of scalar, nested func(dst []byte, v *body.Value) []byte, safe, blank string) print {
	return print{what: what, between: "&", member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
		text, _ := of(v)
		if v.Kind() >= body.Array {
			text = string(nested(nil, v))
		}
		dst = append(percentEncode(dst, name, safe, blank), '=')
		return percentEncode(dst, text, safe, blank), true
	}}
}

func pythonForm(what, safe, blank string) print {
	return valueForm(what, wordForm("True", "False", "None"), appendPython, safe, blank)
}

func javaForm(what, safe, blank string) print {
	return valueForm(what, speltForm, javaNotation.value, safe, blank)
}

// speltForm leaves numbers as they are spelt.
func speltForm(v *body.Value) (string, bool) {
	if v.Kind() == body.Null {
		return "null", true
	}
	return v.Text(), true
}

// appendForm appends name=value, and for nested values name[inner]=value and so on.
func appendForm(dst []byte, name string, v *body.Value, of scalar, safe, blank string) []byte {
	if v.Kind() == body.Object || v.Kind() == body.Array {
		for i := range v.Len() {
			inner := strconv.Itoa(i)
			if v.Kind() == body.Object {
				inner = v.Name(i)
			}
			before := len(dst)
			if before > 0 {
				dst = append(dst, '&')
			}
			grown := appendForm(nil, name+"["+inner+"]", v.Item(i), of, safe, blank)
			if len(grown) == 0 {
				dst = dst[:before]
				continue
			}
			dst = append(dst, grown...)
		}
		return dst
	}
	text, ok := of(v)
	if !ok {
		return dst
	}
	dst = percentEncode(dst, name, safe, blank)
	dst = append(dst, '=')
	return percentEncode(dst, text, safe, blank)
}

// percentEncode appends text with all but letters, digits and what is safe as %XX.
func percentEncode(dst []byte, text, safe, blank string) []byte {
	if safe == everything {
		return append(dst, text...)
	}
	const digits = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(safe, c) >= 0:
			dst = append(dst, c)
		case c == ' ':
			dst = append(dst, blank...)
		default:
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// percentDecode returns the text with its %XX as bytes; what is no such escape stays.
func percentDecode(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if n, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}

// readForm reads a form or a query string as an object of strings, or of
// numbers where the documentation has numbers.
func readForm(numbers bool) func(text []byte) (*body.Value, bool) {
	return func(text []byte) (*body.Value, bool) { return formValue(string(text), numbers) }
}

func formValue(text string, numbers bool) (*body.Value, bool) {
	text = strings.TrimRight(text, around)
	if len(text) > maxSearched || strings.ContainsAny(text, "{\"\n") || !strings.Contains(text, "=") {
		return nil, false
	}
	var fields formFields
	for pair := range strings.SplitSeq(text, "&") {
		name, v, ok := strings.Cut(pair, "=")
		name = percentDecode(strings.ReplaceAll(name, "+", " "))
		v = percentDecode(strings.ReplaceAll(v, "+", " "))
		if !ok || name == "" {
			return nil, false
		}
		last := len(fields.values) - 1
		if last >= 0 && fields.values[last].Kind() == body.String && strings.Contains(fields.values[last].Text(), "?") && !isField(name) {
			// &lang=ru of a URL that was not encoded.
			fields.values[last] = body.NewString(fields.values[last].Text() + "&" + pair)
			continue
		}
		if !fields.add(name, v, numbers) {
			return nil, false
		}
	}
	return fields.object(), true
}

// formFields are the fields of a form, in their order.
type formFields struct {
	names  []string
	values []*body.Value
}

func (f *formFields) object() *body.Value { return body.NewObject(f.names, f.values) }

// add adds a field; false where it cannot be one of an object.
func (f *formFields) add(name, v string, numbers bool) bool {
	if name == "" || len(f.names) > 200 || !utf8.ValidString(name+v) {
		return false
	}
	made := body.NewString(v)
	if n, isNumber := numberOf(v); numbers && isNumber && n == v && isNumeric(name) {
		made = body.NewNumber(n)
	}
	// extra[card_exp_year]=25
	outer, inner, nested := strings.Cut(strings.TrimSuffix(name, "]"), "[")
	last := len(f.values) - 1
	if nested && last >= 0 && f.names[last] == outer && f.values[last].Kind() == body.Object {
		f.values[last] = withMember(f.values[last], inner, made)
		return true
	}
	if nested {
		name, made = outer, body.NewObject([]string{inner}, []*body.Value{made})
	}
	if slices.Contains(f.names, name) {
		return false
	}
	f.names, f.values = append(f.names, name), append(f.values, made)
	return true
}

func readMultipart(numbers bool) func(text []byte) (*body.Value, bool) {
	return func(text []byte) (*body.Value, bool) {
		parts := multipartForm(string(text))
		var fields formFields
		for _, part := range parts {
			if !fields.add(part[0], part[1], numbers) {
				return nil, false
			}
		}
		return fields.object(), len(parts) > 0
	}
}

// multipartForm takes multipart/form-data apart (RFC 7578): names and values;
// nil where a text is none. Line breaks may have become LF in a log.
func multipartForm(text string) [][2]string {
	text = strings.TrimLeft(text, "\r\n")
	if !strings.HasPrefix(text, "--") || len(text) > maxSearched {
		return nil
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	boundary, rest, found := strings.Cut(text, "\n")
	if boundary = strings.TrimRight(boundary, " "); !found || len(boundary) < 3 || len(boundary) > 80 {
		return nil
	}
	var parts [][2]string
	for part := range strings.SplitSeq("\n"+rest, "\n"+boundary) {
		if strings.HasPrefix(part, "--") {
			break // the last boundary
		}
		head, v, found := strings.Cut(strings.TrimPrefix(part, "\n"), "\n\n")
		_, name, named := strings.Cut(head, `name="`)
		name, _, closed := strings.Cut(name, `"`)
		if !found || !named || !closed || !strings.Contains(strings.ToLower(head), "content-disposition:") {
			return nil
		}
		parts = append(parts, [2]string{name, v})
	}
	return parts
}

func withMember(object *body.Value, name string, v *body.Value) *body.Value {
	var names []string
	var values []*body.Value
	for n, m := range object.Members() {
		names, values = append(names, n), append(values, m)
	}
	return body.NewObject(append(names, name), append(values, v))
}

// joined prints the values without their names.
func joined(what, between string, sorts bool) print {
	return print{what: what, between: between, sorts: sorts, member: func(dst []byte, _ string, v *body.Value) ([]byte, bool) {
		text, ok := phpForm(v)
		return append(dst, text...), ok && v.Kind() < body.Array
	}}
}
