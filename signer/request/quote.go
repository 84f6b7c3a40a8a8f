package request

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plain reports whether a character may stand in a program as it is: printable
// ASCII, the letters of Latin, Greek and Cyrillic, and signs that are common in
// their texts. Everything else is written as an escape: control characters and
// invisible ones, marks that combine and could be recomposed by an editor,
// what reverses the direction of writing, and what few fonts show.
func plain(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ' ' <= r && r <= '~'
	case 0xC0 <= r && r <= 0x24F, 0x370 <= r && r <= 0x482, 0x48A <= r && r <= 0x52F:
		return strconv.IsPrint(r)
	}
	return strings.ContainsRune("«»–—…№€₽", r)
}

func allPlain(text string) bool {
	for _, r := range text {
		if !plain(r) {
			return false
		}
	}
	return true
}

// quoting is how a language spells a string in its source. Everywhere a
// backslash begins an escape, and \n, \r, \t are known.
type quoting struct {
	delimiter byte
	backslash string // the characters that take a backslash
	coded     string // plain characters that are written by their code all the same
	ascii     bool   // so is everything beyond ASCII
	codes     []code // by rising last character
}

// code is how characters up to last are written by their number. Where no code
// reaches far enough, the last one writes both halves of UTF-16's pair.
type code struct {
	last   rune
	before string
	digits int // at least so many
	bits   int // that a digit stands for: 3 in octal, 4 in hexadecimal
	after  string
}

// append appends text as a string of the language.
func (q *quoting) append(dst []byte, text string) []byte {
	dst = append(dst, q.delimiter)
	for _, r := range text {
		switch {
		case strings.ContainsRune(q.backslash, r):
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case !plain(r) || q.ascii && r >= utf8.RuneSelf || strings.ContainsRune(q.coded, r):
			dst = q.appendCode(dst, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, q.delimiter)
}

func (q *quoting) appendCode(dst []byte, r rune) []byte {
	for i := range q.codes {
		if r <= q.codes[i].last {
			return q.codes[i].append(dst, r)
		}
	}
	high, low := utf16.EncodeRune(r)
	return q.appendCode(q.appendCode(dst, high), low)
}

func (c *code) append(dst []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	n := c.digits
	for r>>(n*c.bits) != 0 {
		n++
	}
	dst = append(dst, c.before...)
	for n--; n >= 0; n-- {
		dst = append(dst, digits[r>>(n*c.bits)&(1<<c.bits-1)])
	}
	return append(dst, c.after...)
}

func (q *quoting) quote(text string) string { return string(q.append(nil, text)) }
