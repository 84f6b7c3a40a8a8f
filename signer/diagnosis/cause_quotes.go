package diagnosis

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var singleQuotes = Cause{
	Code:  "single-quotes",
	Title: "Data printed in place of JSON",
	Looks: "One of the two has single quotes, like {'order_id': '1'}: the data was turned into text by str() or var_export.",
	Why:   "What a language prints of its data is not JSON, and not the bytes that were sent.",
	Fix:   "Write JSON with the language's JSON function, and sign and send that string.",
	Fixes: []Fix{
		{"Python", "str(data) and f'{data}' are Python's notation.", "data_bytes = json.dumps(data).encode('utf-8')"},
		{"PHP", "var_export is PHP's notation.", "$data = json_encode($data);"},
		{"JavaScript", "util.inspect and console.log print JavaScript's notation.", "const dataStr = JSON.stringify(data);"},
	},
	prints: []print{
		{what: "What was signed is str(data) of Python.", open: "{", between: ", ", closing: "}", empty: "{}",
			member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
				dst = append(appendRepr(dst, name), ": "...)
				return appendPython(dst, v), true
			}},
		{what: "What was signed is var_export($data) of PHP.", open: "array (\n  ", between: ",\n  ", closing: ",\n)", empty: "array (\n)",
			member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
				return appendExport(dst, name, v, "  "), true
			}},
		{what: "What was signed is what Node prints of data, on lines.", open: "{\n  ", between: ",\n  ", closing: "\n}", empty: "{}", member: inspected},
		{what: "What was signed is what Node prints of data.", open: "{ ", between: ", ", closing: " }", empty: "{}", member: inspected},
		{what: "What was signed is what Ruby prints of data with single quotes.", open: "{", between: ", ", closing: "}", empty: "{}",
			member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
				dst = append(append(append(dst, '\''), name...), "' => "...)
				return appendPython(dst, v), true
			}},
	},
	bytes: []step{
		swapped("What was signed has single quotes for double ones.", `"`, `'`),
		mapped("What was signed stands between single quotes, as in a shell.", func(t string) (string, bool) { return "'" + t + "'", true }),
		mapped("What was signed is str() of Python's bytes, b'…'.", func(t string) (string, bool) { return bytesRepr(t), true }),
	},
	undone: []step{
		swapped("What was sent has single quotes for double ones.", `'`, `"`),
		{what: "What was sent is str(data) of Python, and JSON was signed.", fresh: true, apply: keep, read: readPython},
		mapped("What was sent is str() of Python's bytes, b'…'.", func(t string) (string, bool) {
			inner, ok := strings.CutPrefix(t, "b'")
			inner, also := strings.CutSuffix(inner, "'")
			if !ok || !also {
				return "", false
			}
			if text, escaped := stripCSlashes(inner); escaped {
				return text, true
			}
			return inner, true
		}),
		mapped("What was sent stands between single quotes.", func(t string) (string, bool) {
			inner, ok := strings.CutPrefix(t, "'")
			inner, also := strings.CutSuffix(inner, "'")
			return inner, ok && also
		}),
	},
}

// appendRepr appends a string as Python's repr.
func appendRepr(dst []byte, s string) []byte {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	dst = append(dst, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < ' ' || r >= 0x7F && r < 0xA1 || r == 0xAD:
			dst = append(dst, `\x`...)
			dst = append(dst, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		case r == '\u2028' || r == '\u2029' || r == '\uFEFF':
			dst = append(dst, `\u`...)
			dst = append(dst, strconv.FormatInt(int64(r), 16)...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, quote)
}

// bytesRepr is Python's repr of bytes.
func bytesRepr(text string) string {
	const digits = "0123456789abcdef"
	quote := byte('\'')
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		quote = '"'
	}
	out := []byte{'b', quote}
	for _, c := range []byte(text) {
		switch {
		case c == quote || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c == '\t':
			out = append(out, `\t`...)
		case c < ' ' || c >= 0x7F:
			out = append(out, '\\', 'x', digits[c>>4], digits[c&15])
		default:
			out = append(out, c)
		}
	}
	return string(append(out, quote))
}

func appendPython(dst []byte, v *body.Value) []byte {
	switch v.Kind() {
	case body.Null:
		return append(dst, "None"...)
	case body.Bool:
		return append(dst, titled(v.Text())...)
	case body.String:
		return appendRepr(dst, v.Text())
	case body.Number:
		out, err := body.Append(dst, v, "python")
		if err != nil {
			return append(dst, v.Text()...)
		}
		return out
	case body.Array:
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendPython(dst, v.Item(i))
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(appendRepr(dst, v.Name(i)), ": "...)
		dst = appendPython(dst, v.Item(i))
	}
	return append(dst, '}')
}

func appendExport(dst []byte, name string, v *body.Value, indent string) []byte {
	dst = append(appendPHPString(dst, name), " => "...)
	switch v.Kind() {
	case body.Null:
		return append(dst, "NULL"...)
	case body.Bool:
		return append(dst, v.Text()...)
	case body.String:
		return appendPHPString(dst, v.Text())
	case body.Number:
		f, err := strconv.ParseFloat(v.Text(), 64)
		if !strings.ContainsAny(v.Text(), ".eE") || err != nil {
			return append(dst, v.Text()...)
		}
		s := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return append(dst, s...)
	}
	dst = append(append(append(dst, '\n'), indent...), "array (\n"...)
	for i := range v.Len() {
		dst = append(append(dst, indent...), "  "...)
		if v.Kind() == body.Object {
			dst = appendExport(dst, v.Name(i), v.Item(i), indent+"  ")
		} else {
			item := appendExport(nil, "", v.Item(i), indent+"  ")
			dst = append(strconv.AppendInt(dst, int64(i), 10), bytes.TrimPrefix(item, []byte("''"))...)
		}
		dst = append(dst, ",\n"...)
	}
	return append(append(dst, indent...), ')')
}

var phpQuoter = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

func appendPHPString(dst []byte, s string) []byte {
	dst = append(dst, '\'')
	dst = append(dst, phpQuoter.Replace(s)...)
	return append(dst, '\'')
}

// inspected prints a member as Node's util.inspect.
func inspected(dst []byte, name string, v *body.Value) ([]byte, bool) {
	if isIdentifier(name) {
		dst = append(dst, name...)
	} else {
		dst = appendJSQuoted(dst, name)
	}
	return appendInspect(append(dst, ": "...), v), true
}

func appendInspect(dst []byte, v *body.Value) []byte {
	switch v.Kind() {
	case body.String:
		return appendJSQuoted(dst, v.Text())
	case body.Array:
		if v.Len() == 0 {
			return append(dst, "[]"...)
		}
		dst = append(dst, "[ "...)
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendInspect(dst, v.Item(i))
		}
		return append(dst, " ]"...)
	case body.Object:
		if v.Len() == 0 {
			return append(dst, "{}"...)
		}
		dst = append(dst, "{ "...)
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst, _ = inspected(dst, v.Name(i), v.Item(i))
		}
		return append(dst, " }"...)
	}
	out, err := body.Append(dst, v, "node")
	if err != nil {
		return append(dst, v.Text()...)
	}
	return out
}

func appendJSQuoted(dst []byte, s string) []byte {
	quote := `'`
	if strings.Contains(s, `'`) {
		quote = `"`
		if strings.Contains(s, `"`) {
			quote = "`"
		}
	}
	s = inspectEscaper.Replace(s)
	return append(append(append(dst, quote...), s...), quote...)
}

var inspectEscaper = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && r != '$' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// readPython reads what str() makes of a dict of strings, numbers and names.
func readPython(text []byte) (*body.Value, bool) {
	t := string(text)
	if !strings.HasPrefix(strings.TrimSpace(t), "{'") {
		return nil, false
	}
	out := make([]byte, 0, len(t)+16)
	for i := 0; i < len(t); {
		c := t[i]
		if c == '\'' || c == '"' {
			end := i + 1
			var s []byte
			for end < len(t) && t[end] != c {
				if t[end] == '\\' && end+1 < len(t) {
					end++
					switch t[end] {
					case 'n':
						s = append(s, '\n')
					case 'r':
						s = append(s, '\r')
					case 't':
						s = append(s, '\t')
					default:
						s = append(s, t[end])
					}
				} else {
					s = append(s, t[end])
				}
				end++
			}
			quoted, err := body.Append(nil, body.NewString(string(s)), "node")
			if err != nil {
				return nil, false
			}
			out = append(out, quoted...)
			i = end + 1
			continue
		}
		replaced := false
		for _, word := range [][2]string{{"True", "true"}, {"False", "false"}, {"None", "null"}} {
			if strings.HasPrefix(t[i:], word[0]) {
				out = append(out, word[1]...)
				i += len(word[0])
				replaced = true
				break
			}
		}
		if !replaced {
			out = append(out, c)
			i++
		}
	}
	v, err := body.Parse(bytes.TrimSpace(out))
	return v, err == nil
}
