package notification

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// readRepr reads what Python prints of a dict, {'type': 'payment', 'id': 1}; of
// one whose values are lists, as parse_qs has it; and of a list of pairs, as
// parse_qsl has it. Something may stand in front, as in a log.
func readRepr(text string, _ int) (*payload, error) {
	start, separator := strings.Index(text, "{'"), ":"
	if pairs := strings.Index(text, "[('"); pairs >= 0 && (start < 0 || pairs < start) {
		start, separator = pairs+1, ","
	}
	if start < 0 || strings.ContainsAny(text[:start], "=&\n{\"") {
		return nil, nil
	}
	start++
	p := new(payload)
	for text = text[start:]; len(p.fields) <= maxFields; {
		name, rest, ok := pythonString(strings.TrimLeft(text, " \r\n,()"))
		if !ok {
			break
		}
		value, ok := strings.CutPrefix(rest, separator)
		if !ok {
			return nil, nil
		}
		m := member{name: name, kind: body.String}
		value = strings.TrimLeft(value, " \r\n[")
		if m.text, rest, ok = pythonString(value); !ok {
			end := strings.IndexAny(value, ",})]\r\n")
			if end < 0 {
				return nil, nil
			}
			m, rest = pythonMember(name, value[:end]), value[end:]
		}
		p.add(m)
		text = strings.TrimPrefix(rest, "]")
	}
	switch {
	case len(p.fields) == 0:
		return nil, nil
	case len(p.fields) > maxFields:
		return nil, tooMany()
	}
	return p, nil
}

// pythonMember takes a value without quotes: a number, True, False or None.
func pythonMember(name, token string) member {
	json := map[string]string{"True": "true", "False": "false", "None": "null"}[token]
	if json == "" {
		json = token
	}
	if v, err := body.Parse([]byte(json)); err == nil && v.Kind() != body.Object && v.Kind() != body.Array {
		return jsonMember(name, v)
	}
	return member{name: name, kind: body.String, text: token}
}

// pythonString reads a string as repr writes it, and returns what follows.
func pythonString(s string) (text, rest string, ok bool) {
	if s == "" || s[0] != '\'' && s[0] != '"' {
		return "", s, false
	}
	var b []byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == s[0]:
			return string(b), s[i+1:], true
		case c != '\\' || i+1 == len(s):
			b = append(b, c)
		default:
			i++
			digits := strings.IndexByte("..x.u...U", s[i])
			code, err := strconv.ParseUint(s[i+1:min(len(s), i+1+max(digits, 0))], 16, 32)
			switch j := strings.IndexByte("n\nr\rt\t", s[i]); {
			case digits > 1 && s[i] != '.' && err == nil:
				b = utf8.AppendRune(b, rune(code))
				i += digits
			case j >= 0 && j%2 == 0:
				b = append(b, "n\nr\rt\t"[j+1])
			default:
				b = append(b, s[i])
			}
		}
	}
	return "", s, false
}
