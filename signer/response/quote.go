package response

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuote bounds what is repeated of the server's words, in characters.
const maxQuote = 160

// quote returns text from outside for a sentence: in quotation marks,
// shortened, with what cannot be seen as escapes.
func quote(s string) string { return strconv.Quote(shorten(s)) }

// closed ends a sentence with what was quoted, whose own end is enough.
func closed(quoted string) string {
	if s := strings.TrimSuffix(quoted, `"`); s != quoted && strings.ContainsRune(".!?…", last(s)) {
		return quoted
	}
	return quoted + "."
}

func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func shorten(s string) string {
	n := 0
	for i := range s {
		if n == maxQuote {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// lower returns s with its ASCII letters in lower case, at the same places.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
