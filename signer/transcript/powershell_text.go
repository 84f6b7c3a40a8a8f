package transcript

import (
	"strings"
	"unicode/utf8"
)

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
		inner := &powerShell{s: text, values: p.values, nesting: p.nesting, effort: p.effort}
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
			if v.open != "" || v.table != nil {
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
	if v, ok := p.values[lowerText(name)]; ok && p.effort.expand(len(v.text)+len(v.table)) {
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
