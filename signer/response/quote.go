package response

import "strconv"

// maxQuote bounds what is repeated of the server's words, in characters.
const maxQuote = 160

// quote returns text from outside for a sentence: in quotation marks,
// shortened, with what cannot be seen as escapes.
func quote(s string) string { return strconv.Quote(shorten(s)) }

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
