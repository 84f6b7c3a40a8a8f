package transcript

import (
	"strings"
	"unicode/utf8"
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
	s        string
	at       int
	values   map[string]psValue
	nesting  int
	expanded int
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
// nothing.
func (p *powerShell) statement() []psValue {
	var values []psValue
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
		values = append(values, v)
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
		if p.at < len(p.s) {
			v.table = append(v.table, name, p.value())
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

// hereString reads what stands on the lines between @' and '@.
func (p *powerShell) hereString() (psValue, bool) {
	start := p.at + 2
	for start < len(p.s) && p.s[start] != '\n' && isBlankByte(p.s[start]) {
		start++
	}
	if start == len(p.s) || p.s[start] != '\n' {
		return psValue{}, false
	}
	start++
	closing := "\n" + p.s[p.at+1:p.at+2] + "@"
	end := strings.Index(p.s[start-1:], closing)
	if end < 0 {
		p.at = len(p.s)
		return psValue{open: closing[1:]}, true
	}
	quote := p.s[p.at+1]
	p.at = start - 1 + end + len(closing)
	text := ""
	if end > 0 {
		text = strings.TrimSuffix(p.s[start:start-1+end], "\r")
	}
	v := psValue{text: text, quoted: true}
	if quote == '"' {
		inner := &powerShell{s: text, values: p.values, nesting: p.nesting, expanded: p.expanded}
		v.text, v.open = inner.expandable(0)
	}
	return v, true
}

// quoted reads '…' or "…", in which the quote itself is doubled.
func (p *powerShell) quoted() psValue {
	quote := p.s[p.at]
	p.at++
	v := psValue{quoted: true}
	if quote == '"' {
		v.text, v.open = p.expandable('"')
		return v
	}
	var out []byte
	for p.at < len(p.s) {
		c := p.s[p.at]
		p.at++
		if c == '\'' {
			if !p.has("'") {
				break
			}
			p.at++
		}
		out = append(out, c)
	}
	v.text = string(out)
	return v
}

// expandable reads up to a quote, or to the end, and puts in what variables hold.
func (p *powerShell) expandable(quote byte) (text, open string) {
	var out []byte
	for p.at < len(p.s) {
		c := p.s[p.at]
		switch {
		case c == quote && quote != 0:
			p.at++
			if p.at >= len(p.s) || p.s[p.at] != quote {
				return string(out), open
			}
			out = append(out, c)
			p.at++
		case c == '`' && p.at+1 < len(p.s):
			out = p.backtick(out)
		case c == '$':
			start := p.at
			v := p.variable()
			written := p.s[start:p.at]
			if p.expanded += len(v.text); v.open != "" || v.table != nil || p.expanded > maxExpanded {
				if open == "" && written != "$" {
					open = written
				}
				out = append(out, written...)
				continue
			}
			out = append(out, v.text...)
		default:
			out = append(out, c)
			p.at++
		}
	}
	return string(out), open
}

func (p *powerShell) backtick(out []byte) []byte {
	const letters = "n\nr\rt\tb\bf\fv\va\ae\x1b0\x00"
	c := p.s[p.at+1]
	p.at += 2
	if i := strings.IndexByte(letters, c); i >= 0 && i%2 == 0 {
		return append(out, letters[i+1])
	}
	if c == 'u' && p.has("{") {
		value, end := digitsAt(p.s, p.at+1, 6, 16)
		p.at = min(end+1, len(p.s))
		return utf8.AppendRune(out, rune(value))
	}
	return append(out, c)
}

// variable reads $name, ${name} or $([char]10).
func (p *powerShell) variable() psValue {
	start := p.at
	p.at++
	switch {
	case p.has("([char]"):
		value, end := digitsAt(p.s, p.at+len("([char]"), 7, 10)
		if end < len(p.s) && p.s[end] == ')' {
			p.at = end + 1
			return psValue{text: string(rune(value))}
		}
	case p.has("("):
		end := strings.IndexByte(p.s[p.at:], ')')
		if end < 0 {
			end = len(p.s) - p.at - 1
		}
		p.at += end + 1
		return psValue{open: p.s[start:p.at]}
	case p.has("{"):
		if end := strings.IndexByte(p.ahead(), '}'); end > 0 {
			name := "$" + p.s[p.at+1:p.at+end]
			p.at += end + 1
			return p.lookup(name)
		}
	}
	for p.at < len(p.s) && (isWordByte(p.s[p.at]) || p.s[p.at] == ':') {
		p.at++
	}
	return p.lookup(p.s[start:p.at])
}

func (p *powerShell) lookup(name string) psValue {
	if v, ok := p.values[lowerText(name)]; ok {
		return v
	}
	if sameFold(name, "$true") || sameFold(name, "$false") || sameFold(name, "$null") {
		return psValue{text: name[1:]}
	}
	return psValue{text: name, open: name}
}

// bare reads an argument without quotes around it.
func (p *powerShell) bare() psValue {
	if p.has("$") {
		return p.variable()
	}
	var out []byte
	start := p.at
	for p.at < len(p.s) && strings.IndexByte(" \t\r\n;|()}", p.s[p.at]) < 0 {
		switch c := p.s[p.at]; {
		case c == '`' && p.at+1 < len(p.s) && p.s[p.at+1] != '\n' && p.s[p.at+1] != '\r':
			out = p.backtick(out)
		case c == '`':
			return psValue{text: string(out)}
		case c == '"' || c == '\'':
			out = append(out, p.quoted().text...)
		default:
			out = append(out, c)
			p.at++
		}
	}
	if p.at == start {
		p.at++
	}
	return psValue{text: string(out)}
}
