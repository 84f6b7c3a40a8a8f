package fault

import "strconv"

// maxQuote bounds what a message repeats of what it is about, in characters.
const maxQuote = 40

// Quote returns text from outside for a message: between quotes, shortened, with
// what cannot be seen as escapes.
func Quote(s string) string { return strconv.Quote(Shorten(s)) }

// Shorten returns the text as far as a message repeats it, with an ellipsis where
// it goes on.
func Shorten(s string) string {
	cut, more := Cut(s)
	if more {
		return cut + "…"
	}
	return cut
}

// Cut returns the text as far as a message repeats it, and whether it goes on.
func Cut(s string) (cut string, more bool) {
	n := 0
	for i := range s {
		if n == maxQuote {
			return s[:i], true
		}
		n++
	}
	return s, false
}
