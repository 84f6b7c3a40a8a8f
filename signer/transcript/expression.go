package transcript

import "strings"

// word reads a name, and the call that it begins.
func (p *literalParser) word(index int) {
	start := p.at
	text := p.name()
	for p.dialect != json && (text == "await" || text == "new") {
		p.blanks()
		if !p.isNameByte(p.peek()) {
			break
		}
		text = p.name()
	}
	switch {
	case p.dialect == json:
		if text != "true" && text != "false" && text != "null" {
			p.fail()
		}
	case text == "":
		p.skipExpression(index)
		if p.at == start {
			p.fail()
		}
		return
	}
	if p.failed {
		return
	}
	p.nodes[index].kind = word
	after := p.at
	p.blanks()
	if p.dialect == json || p.peek() != '(' {
		p.at = after
		return
	}
	if p.dialect == php && sameFold(text, "array") {
		p.container(index, object, ')')
		return
	}
	p.container(index, call, ')')
	p.nodes[index].text = text
}

func (p *literalParser) name() string {
	start := p.at
	for p.at < len(p.s) && p.isNameByte(p.s[p.at]) {
		p.at++
	}
	return p.s[start:p.at]
}

func (p *literalParser) isNameByte(c byte) bool {
	return isWordByte(c) || c >= 0x80 || p.dialect != json && (c == '$' || c == '.' || c == '\\' && p.dialect == php) ||
		p.dialect == php && c == ':' && !p.has("::") && p.at+1 < len(p.s) && isLetter(p.s[p.at+1]) && (p.at == 0 || !isWordByte(p.s[p.at-1]))
}

// operators goes past what makes an expression of a value: more operands, a
// method, an index.
func (p *literalParser) operators(index int) {
	for _, encode := range []string{".encode()", ".encode('utf-8')", `.encode("utf-8")`, ".encode('utf8')"} {
		if p.dialect == python && p.has(encode) {
			p.at += len(encode)
		}
	}
	end := p.at
	p.blanks()
	switch c := p.peek(); {
	case strings.IndexByte(",)]}:", c) >= 0, p.dialect == python && c == '=', p.has("=>"), p.at >= len(p.s):
		p.at = end
	default:
		p.skipExpression(index)
	}
}

// skipExpression goes to the bracket or the comma that ends an expression.
func (p *literalParser) skipExpression(index int) {
	p.nodes = p.nodes[:index+1]
	p.nodes[index] = node{kind: expression, size: 1}
	depth, end := 0, p.at
	for p.at < len(p.s) {
		c := p.s[p.at]
		switch c {
		case '"', '\'', '`':
			p.quoted(nil)
			if p.failed {
				return
			}
			end = p.at
			continue
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
		if depth < 0 || depth == 0 && c == ',' {
			break
		}
		p.at++
		if !isBlankByte(c) {
			end = p.at
		}
	}
	if p.at < len(p.s) {
		p.at = end
	}
}

// unwrap makes a value in brackets, with no comma, the value itself.
func (p *literalParser) unwrap(index int) {
	if p.failed || len(p.nodes) == index+1 {
		return
	}
	inner := &p.nodes[index+1]
	if index+1+int(inner.size) == len(p.nodes) && !inner.named && !strings.HasSuffix(strings.TrimRight(p.s[:p.at-1], " \t\r\n"), ",") {
		p.nodes = append(p.nodes[:index], p.nodes[index+1:]...)
	}
}
