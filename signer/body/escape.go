package body

import (
	"strings"
	"unicode/utf8"
)

// escapes tells which characters of a string a style writes as escapes. All
// styles escape the quote, the backslash and the control characters up to
// U+001F, with the short forms \b \f \n \r \t.
type escapes struct {
	slash          bool   // "/" as "\/"
	nonASCII       bool   // everything beyond U+007F as UTF-16 escapes
	lineSeparators bool   // U+2028 and U+2029 as escapes
	more           string // further ASCII characters as \u00xx
	upper          bool   // hexadecimal digits in capitals

	escaped [utf8.RuneSelf / 64]uint64 // a bit for each ASCII character that has an escape; set by compile
}

// compile returns the rules with their bits.
func (e escapes) compile() *escapes {
	e.escaped[0] = 1<<0x20 - 1
	set := func(c byte) { e.escaped[c/64] |= 1 << (c % 64) }
	set('"')
	set('\\')
	for _, c := range []byte(e.more) {
		set(c)
	}
	if e.slash {
		set('/')
	}
	return &e
}

// append appends s between quotes.
func (e *escapes) append(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0 // what has been appended of s
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if e.escaped[c/64]>>(c%64)&1 != 0 {
				dst = append(dst, s[from:i]...)
				dst = e.appendASCII(dst, c)
				from = i + 1
			}
			i++
			continue
		}
		if !e.nonASCII && !e.lineSeparators {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if e.nonASCII || r == '\u2028' || r == '\u2029' {
			dst = append(dst, s[from:i]...)
			dst = e.appendUnicode(dst, r)
			from = i + size
		}
		i += size
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

// appendASCII appends the escape of an ASCII character that has one.
func (e *escapes) appendASCII(dst []byte, c byte) []byte {
	if strings.IndexByte(e.more, c) < 0 {
		switch c {
		case '"', '\\', '/':
			return append(dst, '\\', c)
		case '\b':
			return append(dst, `\b`...)
		case '\f':
			return append(dst, `\f`...)
		case '\n':
			return append(dst, `\n`...)
		case '\r':
			return append(dst, `\r`...)
		case '\t':
			return append(dst, `\t`...)
		}
	}
	return e.appendUnicode(dst, rune(c))
}

// appendUnicode appends \uxxxx, and a pair of them beyond U+FFFF.
func (e *escapes) appendUnicode(dst []byte, r rune) []byte {
	if r > 0xFFFF {
		r -= 0x10000
		dst = e.appendUnicode(dst, 0xD800+r>>10)
		r = 0xDC00 + r&0x3FF
	}
	digits := "0123456789abcdef"
	if e.upper {
		digits = "0123456789ABCDEF"
	}
	return append(dst, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
