package body

import "unicode/utf8"

// escapes tells which characters of a string a style writes as escapes. All
// styles escape the quote, the backslash and the control characters up to
// U+001F, with the short forms \b \f \n \r \t.
type escapes struct {
	slash          bool   // "/" as "\/"
	nonASCII       bool   // everything beyond U+007F as UTF-16 escapes
	lineSeparators bool   // U+2028 and U+2029 as escapes
	more           string // further ASCII characters as \u00xx
	upper          bool   // hexadecimal digits in capitals

	ascii [utf8.RuneSelf]string // the escape of each character that has one; made by compile
}

// compile returns the rules with their table.
func (e escapes) compile() *escapes {
	for c := range byte(0x20) {
		e.ascii[c] = string(e.appendUnicode(nil, rune(c)))
	}
	for c, escape := range map[byte]string{
		'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`,
	} {
		e.ascii[c] = escape
	}
	for _, c := range []byte(e.more) {
		e.ascii[c] = string(e.appendUnicode(nil, rune(c)))
	}
	if e.slash {
		e.ascii['/'] = `\/`
	}
	return &e
}

// append appends s between quotes.
func (e *escapes) append(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0 // what has been appended of s
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if escape := e.ascii[c]; escape != "" {
				dst = append(dst, s[from:i]...)
				dst = append(dst, escape...)
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
