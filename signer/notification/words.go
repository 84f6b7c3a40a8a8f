package notification

import (
	"strconv"
	"strings"
)

// maxQuote bounds what a finding repeats of the data, in characters.
const maxQuote = 40

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

// quote returns text from outside for a sentence: in quotation marks,
// shortened, with what cannot be seen as escapes.
func quote(s string) string { return strconv.Quote(shorten(s)) }

// show returns a field's name for a sentence: bare where it is of the kind that
// AliKassa has.
func show(name string) string {
	if name == "" || len(name) > maxQuote {
		return quote(name)
	}
	for i := range len(name) {
		if c := name[i]; c != '_' && !isDigit(c) && !isLetter(c) {
			return quote(name)
		}
	}
	return name
}

// join returns names as a sentence has them: "a, b and c", and no more than a
// few.
func join(names []string) string {
	shown := make([]string, 0, maxNamed+1)
	for i, name := range names {
		if i == maxNamed && len(names) > maxNamed+1 {
			shown = append(shown, strconv.Itoa(len(names)-i)+" more")
			break
		}
		shown = append(shown, show(name))
	}
	last := len(shown) - 1
	if last < 1 {
		return strings.Join(shown, "")
	}
	return strings.Join(shown[:last], ", ") + " and " + shown[last]
}
