package notification

import (
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// readDump reads what PHP prints of an array: print_r, var_dump, var_export.
func readDump(text string, _ int) (*payload, error) {
	start := strings.Index(text, "=>")
	if start < 0 || strings.ContainsAny(text[:start], "=&") {
		return nil, nil
	}
	head := strings.ToLower(text[:start])
	var p *payload
	switch {
	case strings.Contains(head, "array\n") || strings.Contains(head, "array\r\n"):
		p = readPrintR(text)
	case strings.Contains(head, `["`) && strings.Contains(head, "array("):
		p = readVarDump(text)
	case strings.Contains(head, "'"):
		p = readVarExport(text)
	}
	switch {
	case p == nil:
		return nil, nil
	case len(p.fields) == 0:
		return nil, unreadable()
	case len(p.fields) > maxFields:
		return nil, tooMany()
	}
	return p, nil
}

// readPrintR reads [name] => value, a line each; a value may go on over lines.
func readPrintR(text string) *payload {
	p := new(payload)
	var m member
	var lines []string // of its value
	open := false
	end := func() {
		if open {
			m.kind, m.text = body.String, strings.Join(lines, "\n")
			p.add(m)
		}
		open = false
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		trimmed := strings.TrimLeft(line, " ")
		name, value, found := strings.Cut(trimmed, "] =>")
		switch {
		case found && strings.HasPrefix(name, "["):
			end()
			m, lines, open = member{name: name[1:]}, []string{strings.TrimPrefix(value, " ")}, true
		case trimmed == ")":
			end()
			return p
		case open:
			lines = append(lines, line)
		}
		if len(p.fields) > maxFields {
			return p
		}
	}
	end()
	return p
}

// readVarDump reads ["name"]=> and on the next line string(3) "abc", int(1),
// float(1.5), bool(true) or NULL. The length of a string counts bytes.
func readVarDump(text string) *payload {
	p := new(payload)
	for len(p.fields) <= maxFields {
		_, after, found := strings.Cut(text, `["`)
		if !found {
			return p
		}
		name, after, found := strings.Cut(after, `"]=>`)
		if !found {
			return p
		}
		text = strings.TrimLeft(after, " \r\n")
		kind, rest, _ := strings.Cut(text, "(")
		argument, rest, found := strings.Cut(rest, ")")
		m := member{name: name, kind: body.String}
		switch {
		case strings.HasPrefix(text, "NULL"):
			m.kind, m.json = body.Null, "null"
			p.add(m)
			continue
		case !found:
			return p
		}
		switch kind {
		case "string":
			n, err := strconv.Atoi(argument)
			rest = strings.TrimPrefix(rest, ` "`)
			if err != nil || n < 0 || n > len(rest) {
				return p
			}
			m.text, text = rest[:n], rest[n:]
		case "int", "float":
			if v, err := body.Parse([]byte(argument)); err == nil && v.Kind() == body.Number {
				m.text, m.json, m.kind = argument, argument, body.Number
			}
		case "bool":
			if argument == "true" || argument == "false" {
				m.text, m.json, m.kind = argument, argument, body.Bool
			}
		}
		p.add(m)
	}
	return p
}

// readVarExport reads 'name' => 'value', with \\ and \' in either; a value
// without quotes is a number, true, false or NULL.
func readVarExport(text string) *payload {
	p := new(payload)
	for len(p.fields) <= maxFields {
		i := strings.IndexByte(text, '\'')
		if i < 0 {
			return p
		}
		m := member{kind: body.String}
		m.name, text = singleQuoted(text[i+1:])
		value, found := strings.CutPrefix(strings.TrimLeft(text, " "), "=>")
		if !found {
			continue
		}
		value = strings.TrimLeft(value, " \r\n")
		if quoted, found := strings.CutPrefix(value, "'"); found {
			m.text, text = singleQuoted(quoted)
		} else {
			token, rest, _ := strings.Cut(value, ",")
			token, text = strings.ToLower(strings.Trim(token, " \r\n)];")), rest
			v, err := body.Parse([]byte(token))
			if err != nil || v.Kind() == body.Object || v.Kind() == body.Array {
				continue
			}
			m = jsonMember(m.name, v)
		}
		p.add(m)
	}
	return p
}

// singleQuoted returns the text up to the closing quote, and what follows it.
func singleQuoted(s string) (text, rest string) {
	var b []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\'':
			return string(b), s[i+1:]
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\'' || s[i+1] == '\\'):
			i++
		}
		b = append(b, s[i])
	}
	return string(b), ""
}
