package transcript

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// startsString tells whether a string of the language begins here.
func (p *literalParser) startsString() bool {
	switch p.peek() {
	case '"':
		return true
	case '\'':
		return p.dialect != json
	case '`':
		return p.dialect == javascript
	}
	return p.dialect == python && p.prefix() > 0
}

// prefix returns the length of Python's letters in front of a string: b, r, u, f.
func (p *literalParser) prefix() int {
	for n := range 3 {
		if p.at+n >= len(p.s) {
			return 0
		}
		c := p.s[p.at+n]
		if c == '\'' || c == '"' {
			return n
		}
		if strings.IndexByte("bruf", lower(c)) < 0 {
			return 0
		}
	}
	return 0
}

// strings reads a string and what is joined to it: by +, by a point, or by
// standing next to it, as the language has it.
func (p *literalParser) strings(index int) {
	n := &p.nodes[index]
	n.kind = str
	p.quoted(n)
	if p.dialect == json || p.failed {
		return
	}
	var joined []byte // of more than one part
	for {
		end := p.at
		p.blanks()
		operator := 0
		switch {
		case p.dialect == javascript && p.peek() == '+', p.dialect == python && p.peek() == '+', p.dialect == php && p.peek() == '.':
			operator = 1
		case p.dialect == python && p.depth > 0 && p.startsString():
		default:
			p.at = end
			n.text = joinedText(n.text, joined)
			return
		}
		p.at += operator
		p.blanks()
		if !p.startsString() {
			p.at = end // an expression: left to operators
			n.open = true
			n.text = joinedText(n.text, joined)
			return
		}
		if joined == nil {
			joined = append(joined, n.text...)
		}
		p.quoted(n)
		if p.failed {
			return
		}
		joined = append(joined, n.text...)
	}
}

func joinedText(text string, joined []byte) string {
	if joined == nil {
		return text
	}
	return string(joined)
}

// quoted reads one string; its characters go to n, which may be nil.
func (p *literalParser) quoted(n *node) {
	flags := ""
	if p.dialect == python {
		length := p.prefix()
		flags = lowerText(p.s[p.at : p.at+length])
		p.at += length
	}
	quote := p.s[p.at : p.at+1]
	if triple := strings.Repeat(quote, 3); p.dialect == python && p.has(triple) {
		quote = triple
	}
	p.at += len(quote)
	start := p.at
	for {
		if p.at >= len(p.s) {
			p.fail()
			return
		}
		switch c := p.s[p.at]; {
		case c == '\\':
			p.at += 2
			continue
		case c == quote[0] && p.has(quote):
			inner := p.s[start:p.at]
			p.at += len(quote)
			if n != nil {
				e := escapes{dialect: p.dialect, quote: quote[0], bytes: strings.Contains(flags, "b")}
				if strings.Contains(flags, "r") {
					n.text = inner
				} else {
					n.text = e.decode(inner)
				}
				n.open = n.open || e.open || strings.Contains(flags, "f") && strings.Contains(inner, "{")
			}
			return
		}
		p.at++
	}
}

// escapes reads the characters between two quotes.
type escapes struct {
	dialect dialect
	quote   byte
	bytes   bool // Python's b'…': \x is a byte
	open    bool // something in it is not told by the text
}

// simple are the escapes of one letter, and what they stand for.
const simple = "n\nr\rt\tb\bf\fv\va\ae\x1b"

// known tells which of them a language has.
var known = [...]string{json: "nrtbf", javascript: "nrtbfv", python: "nrtbfva", php: "nrtfve", ruby: "nrtbfvae"}

func (e *escapes) decode(s string) string {
	e.open = e.dialect == javascript && e.quote == '`' && strings.Contains(s, "${")
	if e.dialect == php && e.quote == '"' {
		e.open = hasVariable(s)
	}
	if strings.IndexByte(s, '\\') < 0 && (e.quote != '`' || strings.IndexByte(s, '\r') < 0) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\r' && e.quote == '`': // a template knows LF alone
			if i++; i >= len(s) || s[i] != '\n' {
				out = append(out, '\n')
			}
		case s[i] != '\\' || i+1 == len(s):
			out = append(out, s[i])
			i++
		default:
			out, i = e.escape(out, s, i)
		}
	}
	return string(out)
}

// escape appends what the escape at a place stands for, and returns where it ends.
func (e *escapes) escape(out []byte, s string, at int) ([]byte, int) {
	c := s[at+1]
	next := at + 2
	if e.dialect == php && e.quote == '\'' {
		if c == '\\' || c == '\'' {
			return append(out, c), next
		}
		return append(out, '\\', c), next
	}
	if i := strings.IndexByte(simple, c); i >= 0 && i%2 == 0 && strings.IndexByte(known[e.dialect], c) >= 0 {
		return append(out, simple[i+1]), next
	}
	switch {
	case c == 'u' && e.dialect != python && !(e.dialect == php && (next >= len(s) || s[next] != '{')):
		return e.unicode(out, s, next)
	case (c == 'u' || c == 'U') && e.dialect == python && !e.bytes:
		digits := 4
		if c == 'U' {
			digits = 8
		}
		value, end := digitsAt(s, next, digits, 16)
		return utf8.AppendRune(out, rune(value)), end
	case c == 'x' && e.dialect != json:
		value, end := digitsAt(s, next, 2, 16)
		return e.char(out, value), end
	case '0' <= c && c <= '7' && e.dialect != json:
		value, end := digitsAt(s, at+1, 3, 8)
		return e.char(out, value), end
	case c == '\n' && (e.dialect == javascript || e.dialect == python):
		return out, next
	case e.dialect == python && strings.IndexByte(`\'"`, c) < 0, e.dialect == php && strings.IndexByte(`\$"`, c) < 0:
		return append(out, '\\', c), next
	}
	return append(out, c), next
}

// char appends what a number of two hexadecimal or three octal digits stands
// for: a byte in PHP and in Python's bytes, else a character.
func (e *escapes) char(out []byte, value uint32) []byte {
	if e.dialect == php || e.dialect == ruby || e.bytes {
		return append(out, byte(value))
	}
	return utf8.AppendRune(out, rune(value))
}

// unicode appends the character of \uXXXX, of a pair of them, or of \u{X}.
func (e *escapes) unicode(out []byte, s string, at int) ([]byte, int) {
	if at < len(s) && s[at] == '{' && e.dialect != json {
		value, end := digitsAt(s, at+1, 6, 16)
		if end < len(s) && s[end] == '}' {
			end++
		}
		return utf8.AppendRune(out, rune(value)), end
	}
	value, end := digitsAt(s, at, 4, 16)
	if utf16.IsSurrogate(rune(value)) && strings.HasPrefix(s[end:], `\u`) {
		low, after := digitsAt(s, end+2, 4, 16)
		if r := utf16.DecodeRune(rune(value), rune(low)); r != utf8.RuneError {
			return utf8.AppendRune(out, r), after
		}
	}
	return utf8.AppendRune(out, rune(value)), end
}

// hasVariable tells whether PHP would put a variable's value into a string.
func hasVariable(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == '$' && (isLetter(s[i+1]) || s[i+1] == '_' || s[i+1] == '{') || s[i] == '{' && s[i+1] == '$' {
			return true
		}
	}
	return false
}
