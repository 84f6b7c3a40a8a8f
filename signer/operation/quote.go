package operation

import (
	"strconv"
	"unicode/utf8"
)

// maxQuote bounds what a message repeats of the data, in characters.
const maxQuote = 40

// quote returns text from outside for a message: in quotation marks, shortened,
// with everything that is not plainly visible as an escape.
func quote(s string) string {
	cut, more := shorten(s)
	q := strconv.Quote(cut)
	if more {
		q = q[:len(q)-1] + `…"`
	}
	return q
}

// show returns a field's name for a message: bare where it is of the kind that
// AliKassa has, else quoted in ASCII, for a Cyrillic с looks like a Latin c.
func show(name string) string {
	cut, more := shorten(name)
	if cut != "" && !more && isPlain(cut) {
		return name
	}
	q := strconv.QuoteToASCII(cut)
	if more {
		q = q[:len(q)-1] + `…"`
	}
	return q
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && c != '-' && c != '.' && !isAlphanumeric(c) {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// shorten returns the first characters of s, and whether there are more.
func shorten(s string) (cut string, more bool) {
	n := 0
	for i := range s {
		if n == maxQuote {
			return s[:i], true
		}
		n++
	}
	return s, false
}

// lower returns s with its ASCII letters in lower case.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// count returns the length of s in characters, as MaxLength means it.
func count(s string) int { return utf8.RuneCountInString(s) }

// itoa returns the decimal spelling of an integer.
func itoa[T int | int64](n T) string { return strconv.FormatInt(int64(n), 10) }
