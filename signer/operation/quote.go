package operation

import (
	"strconv"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// show returns a field's name for a message: bare where it is of the kind that
// AliKassa has, else quoted in ASCII, for a Cyrillic с looks like a Latin c.
func show(name string) string {
	cut, more := fault.Cut(name)
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
