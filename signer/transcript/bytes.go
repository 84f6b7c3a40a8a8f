package transcript

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

var noteBytes = finding.Finding{
	Code:   "body-from-numbers",
	Title:  "The body stands in the text as numbers, one a byte.",
	Detail: "Go prints a []byte so, Java an array of bytes, Node a Buffer. The body here is those bytes.",
}

// spelled returns a text with each JSON text that stands there as the numbers of
// its bytes put as a string in its place, and whether there was one; cut tells
// that one was not complete.
func spelled(text string) (out string, found, cut bool) {
	var b strings.Builder
	kept := 0 // how much of the text has been gone through for good
	for at := 0; at < len(text); {
		var s spelling
		switch c := text[at]; {
		case c == '[' || c == '{':
			s.numbers(text, at)
		case c == '<' && strings.HasPrefix(text[at:], "<Buffer "):
			s.buffer(text, at)
		case c == '7' && (at == 0 || !isWordByte(text[at-1])):
			s.hex(text, at)
		}
		if len(s.bytes) < shortestSpelling || !s.cut && !isJSONText(string(s.bytes)) || s.cut && s.bytes[0] != '{' {
			at = max(s.end, at+1)
			continue
		}
		begin := at
		for _, kind := range []string{"[]byte", "[]uint8"} {
			if strings.HasSuffix(text[kept:begin], kind) {
				begin -= len(kind)
			}
		}
		if n := typedArray(text[kept:begin]); n > 0 {
			begin -= n
		}
		if begin > 0 && strings.IndexByte(`"'`, text[begin-1]) >= 0 { // it is in a string already
			at = s.end
			continue
		}
		b.WriteString(text[kept:begin])
		writeString(&b, s.bytes)
		at, kept = s.end, s.end
		found, cut = true, cut || s.cut
	}
	if !found {
		return text, false, false
	}
	b.WriteString(text[kept:])
	return b.String(), true, cut
}

// shortestSpelling is how many bytes make a body: {"a":1}.
const shortestSpelling = 7

// typedArray returns the length of Uint8Array(23) with the blank behind it.
func typedArray(front string) int {
	const name = "Uint8Array("
	near := front[max(0, len(front)-30):]
	at := strings.LastIndex(near, name)
	if at < 0 {
		return 0
	}
	if _, end := digitsAt(near, at+len(name), 9, 10); near[end:] != ") " {
		return 0
	}
	return len(near) - at
}

// A spelling is a row of numbers that stand for bytes.
type spelling struct {
	bytes []byte
	end   int  // where it ends, or where it turned out to be none
	cut   bool // it says itself that it is not complete
}

// numbers reads [123 34 97], [123, 34, -48], {0x7b, 0x22}.
func (s *spelling) numbers(text string, at int) {
	closing := byte(']')
	if text[at] == '{' {
		closing = '}'
	}
	at++
	for at < len(text) {
		c := text[at]
		switch {
		case isBlankByte(c) || c == ',':
			at++
			continue
		case c == closing:
			s.end = at + 1
			return
		}
		negative := c == '-'
		if negative {
			at++
		}
		base, most := uint(10), 3
		if strings.HasPrefix(text[at:], "0x") {
			at, base, most = at+2, 16, 2
		} else if closing == '}' {
			break
		}
		value, end := digitsAt(text, at, most, base)
		if end == at || value > 255 || end < len(text) && isWordByte(text[end]) {
			break
		}
		if negative {
			value = 256 - value
		}
		s.bytes = append(s.bytes, byte(value))
		at = end
	}
	s.bytes, s.end = nil, at
}

// buffer reads <Buffer 7b 22 61>; of a long one Node shows fifty bytes.
func (s *spelling) buffer(text string, at int) {
	at += len("<Buffer")
	for strings.HasPrefix(text[at:], " ") {
		value, end := digitsAt(text, at+1, 2, 16)
		if end != at+3 {
			break
		}
		s.bytes = append(s.bytes, byte(value))
		at = end
	}
	const longest = 40
	rest := text[at:min(len(text), at+longest)]
	end := strings.IndexByte(rest, '>')
	if s.cut = strings.HasPrefix(rest, " ... "); end < 0 || end > 0 && !s.cut {
		s.bytes, s.end = nil, at
		return
	}
	s.end = at + end + 1
}

// hex reads 7b2261…, as %x writes it.
func (s *spelling) hex(text string, at int) {
	s.end = at
	for s.end+1 < len(text) {
		value, end := digitsAt(text, s.end, 2, 16)
		if end != s.end+2 {
			break
		}
		s.bytes = append(s.bytes, byte(value))
		s.end = end
	}
	if s.end < len(text) && isWordByte(text[s.end]) {
		s.bytes = nil
	}
}

// writeString writes bytes as a string that JSON, JavaScript, Python and Go read
// alike.
func writeString(b *strings.Builder, bytes []byte) {
	b.WriteByte('"')
	for _, c := range bytes {
		switch c {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
}
