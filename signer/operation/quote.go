package operation

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuote bounds what a message repeats of the data, in characters.
const maxQuote = 40

// quote returns text from outside for a message: in quotation marks, shortened,
// with everything that is not plainly visible as an escape.
func quote(s string) string {
	cut, more := shorten(s)
	q := strconv.QuoteToGraphic(cut)
	if more {
		q = q[:len(q)-1] + `…"`
	}
	return q
}

// show returns a field's name for a message: as it is where it is a plain
// word, else quoted.
func show(name string) string {
	plain := func(r rune) bool {
		return r == '_' || r == '-' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	cut, more := shorten(name)
	if cut == "" || more || strings.ContainsFunc(cut, func(r rune) bool { return !plain(r) }) {
		return quote(name)
	}
	return name
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

// count returns the length of s in characters, as MaxLength means it.
func count(s string) int { return utf8.RuneCountInString(s) }

// itoa is short for the decimal spelling of an int.
func itoa[T int | int64](n T) string { return strconv.FormatInt(int64(n), 10) }
