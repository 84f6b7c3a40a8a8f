package transcript

import (
	"strings"
)

// A psValue is an argument, or what a variable holds.
type psValue struct {
	text   string
	open   string    // what in it the text does not tell, as written
	table  []psValue // of a hash table: names and values in turn
	quoted bool
	bytes  bool // it was turned into UTF-8 by the script
}

// A powerShell goes through a script once.
type powerShell struct {
	s       string
	at      int
	values  map[string]psValue
	nesting int
	effort  *effort
	read    []psValue // the statement's, for the next to use again
}

func (p *powerShell) has(prefix string) bool { return strings.HasPrefix(p.s[p.at:], prefix) }

// ahead is where the bracket of a name or a type is looked for.
func (p *powerShell) ahead() string { return p.s[p.at:min(p.at+60, len(p.s))] }

// blanks goes past blanks, comments and backticks at the ends of lines; past
// line breaks only where they mean nothing.
func (p *powerShell) blanks(lines bool) {
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' && lines:
			p.at++
		case p.has("`\n"):
			p.at += 2
		case p.has("`\r\n"):
			p.at += 3
		case p.has("`\r") || p.s[p.at:] == "`":
			p.at = min(p.at+2, len(p.s))
		case c == '#':
			for p.at < len(p.s) && p.s[p.at] != '\n' {
				p.at++
			}
		default:
			return
		}
	}
}

// statement reads one command with its arguments, or an assignment, which gives
// nothing. What it returns is good until the next call.
func (p *powerShell) statement() []psValue {
	values := p.read[:0]
	defer func() { p.read = values }()
	for {
		p.blanks(false)
		if p.at >= len(p.s) {
			return values
		}
		switch c := p.s[p.at]; {
		case c == '\n' || c == ';' || c == '|' || c == '}' || c == ')':
			p.at++
			return values
		case c == '&' || c == '=' && len(values) == 0:
			p.at++
			continue
		}
		start := p.at
		v := p.value()
		if len(values) == 0 && strings.HasPrefix(p.s[start:], "$") {
			if name := p.s[start:p.at]; p.assign(name) {
				return nil
			}
			continue // $response = Invoke-RestMethod …
		}
		if v.open != "" && isCurl(v.text) {
			v.open = ""
		}
		if len(values) < maxWords {
			values = append(values, v)
		}
	}
}

// assign takes $name = value, where the value is plain.
func (p *powerShell) assign(name string) bool {
	p.blanks(false)
	if p.at >= len(p.s) || p.s[p.at] != '=' {
		return false
	}
	p.at++
	p.blanks(true)
	if p.at >= len(p.s) || strings.IndexByte(`'"@([$`, p.s[p.at]) < 0 {
		return false
	}
	v := p.value()
	p.blanks(false)
	if p.has("|") { // ConvertTo-Json writes it in a way of its own
		end := strings.IndexByte(p.s[p.at:], '\n')
		if end < 0 {
			end = len(p.s) - p.at
		}
		v = psValue{open: strings.TrimSpace(p.s[p.at : p.at+end])}
		p.at += end
	}
	p.values[lowerText(name)] = v
	return true
}

// value reads one argument.
func (p *powerShell) value() psValue {
	switch {
	case p.has("@'") || p.has(`@"`):
		if v, ok := p.hereString(); ok {
			return v
		}
	case p.has("@{"):
		return p.table()
	case p.has("'") || p.has(`"`):
		return p.quoted()
	case p.has("("):
		return p.brackets()
	case p.has("["): // a type in front of a value, or a call
		if end := strings.IndexByte(p.ahead(), ']'); end > 0 {
			p.at += end + 1
			return p.call()
		}
	}
	return p.bare()
}

// call reads what stands behind a type: a value of it, or a function's argument.
func (p *powerShell) call() psValue {
	if !p.has("::") {
		if p.at >= len(p.s) || isBlankByte(p.s[p.at]) {
			p.blanks(false)
		}
		if p.at >= len(p.s) || p.nest(1) {
			return psValue{}
		}
		defer p.nest(-1)
		return p.value()
	}
	start := p.at
	for p.at < len(p.s) && p.s[p.at] != '(' && !isBlankByte(p.s[p.at]) {
		p.at++
	}
	name := p.s[start:p.at]
	if !p.has("(") {
		return psValue{open: name}
	}
	v := p.brackets()
	switch {
	case hasSuffix(lowerText(name), "utf8.getbytes"):
		v.bytes = true
	default:
		v.open = name
	}
	return v
}

// nest counts values inside one another, and tells whether they are too many.
func (p *powerShell) nest(by int) bool {
	p.nesting += by
	if p.nesting > maxBrackets {
		p.at = len(p.s)
		return true
	}
	return false
}

// brackets reads (value). What follows the value makes an expression of it.
func (p *powerShell) brackets() psValue {
	p.at++
	if p.nest(1) {
		return psValue{}
	}
	defer p.nest(-1)
	p.blanks(true)
	if p.at >= len(p.s) {
		return psValue{}
	}
	v := p.value()
	v.quoted = true
	p.blanks(true)
	start := p.at
	for depth := 0; p.at < len(p.s); p.at++ {
		if c := p.s[p.at]; c == '(' {
			depth++
		} else if c == ')' {
			if depth--; depth < 0 {
				break
			}
		}
	}
	if rest := strings.TrimSpace(p.s[start:p.at]); rest != "" {
		v.open, v.text, v.table = rest, "", nil
	}
	p.at = min(p.at+1, len(p.s))
	return v
}

// table reads @{ name = value; … }.
func (p *powerShell) table() psValue {
	p.at += 2
	v := psValue{table: []psValue{}}
	if p.nest(1) {
		return v
	}
	defer p.nest(-1)
	for {
		p.blanks(true)
		switch {
		case p.at >= len(p.s):
			return v
		case p.s[p.at] == '}':
			p.at++
			return v
		case p.s[p.at] == ';' || p.s[p.at] == ',':
			p.at++
			continue
		}
		name := p.name()
		p.blanks(false)
		if !p.has("=") {
			p.at = min(p.at+1, len(p.s))
			continue
		}
		p.at++
		p.blanks(true)
		if p.at >= len(p.s) {
			return v
		}
		if value := p.value(); len(v.table) < maxWords {
			v.table = append(v.table, name, value)
		}
	}
}

func (p *powerShell) name() psValue {
	if p.has("'") || p.has(`"`) {
		return p.quoted()
	}
	start := p.at
	for p.at < len(p.s) && strings.IndexByte(" \t\r\n=;}", p.s[p.at]) < 0 {
		p.at++
	}
	return psValue{text: p.s[start:p.at]}
}
