package transcript

import "strings"

// braces looks for what bash expands before anything else: an unquoted pair of
// braces around a comma, {a,b}, or a sequence, {1..3}. What is quoted or is an
// expansion of its own does not pass through here, so that it never counts.
type braces struct {
	levels []level
	last   int // behind the last opening brace
}

// A level has the opening braces at the same depth, by what bash has seen behind
// them: a closing brace ends none that has neither a comma nor .. yet. Of those
// alike the first is kept. Each is the place behind the brace; 0 is none.
type level struct {
	bare, dots, comma int
}

// see takes an unquoted character of a word that begins at start. It returns
// where an expansion begins that ends here, or -1.
func (b *braces) see(s string, start, at int) int {
	if s[at] == '{' {
		if empty := at == start && at+1 < len(s) && s[at+1] == '}'; !empty {
			b.levels = append(b.levels, level{bare: at + 1})
			b.last = at + 1
		}
		return -1
	}
	if len(b.levels) == 0 {
		return -1
	}
	top := &b.levels[len(b.levels)-1]
	switch {
	case s[at] == ',':
		*top = level{comma: first(top.comma, first(top.dots, top.bare))}
	case s[at] == '.' && at+2 < len(s) && s[at+1] == '.' && s[at+2] != '}':
		*top = level{comma: top.comma, dots: first(top.dots, top.bare)}
	case s[at] == '}':
		ended := *top
		if len(b.levels) > 1 {
			b.levels = b.levels[:len(b.levels)-1]
			below := &b.levels[len(b.levels)-1]
			below.bare = first(below.bare, ended.bare)
		} else {
			*top = level{bare: ended.bare}
		}
		switch {
		case ended.comma > 0:
			return ended.comma - 1
		case isSequence(s[b.last:at]):
			return b.last - 1
		case ended.dots > 0 && hasComma(s[ended.dots:at]):
			return ended.dots - 1
		}
	}
	return -1
}

func first(a, b int) int {
	if a > 0 && (b == 0 || a < b) {
		return a
	}
	return b
}

// hasComma tells whether a comma stands in a text, in quotes too: with one, bash
// takes off even braces around a single piece.
func hasComma(s string) bool {
	const most = 4096
	for at := range min(len(s), most) {
		if s[at] == ',' && (at == 0 || s[at-1] != '\\') {
			return true
		}
	}
	return false
}

// isSequence tells whether braces around a text count: 1..3, a..e, 1..9..2.
func isSequence(s string) bool {
	const most = 80 // of three numbers of 64 bits
	if len(s) > most {
		return false
	}
	parts := strings.Split(s, "..")
	if len(parts) < 2 || len(parts) > 3 || len(parts) == 3 && !isInteger(parts[2]) {
		return false
	}
	from, to := parts[0], parts[1]
	return isInteger(from) && isInteger(to) || len(from) == 1 && len(to) == 1 && isLetter(from[0]) && isLetter(to[0])
}

func isInteger(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || len(s) > len(digits)+1 {
		return false
	}
	for i := range len(digits) {
		if !isDigit(digits[i]) {
			return false
		}
	}
	return true
}

// tilde returns what bash takes for a folder in a word as it is written: ~,
// ~name, also behind the = and : of what looks like an assignment.
func tilde(word string) string {
	if found := tildeAt(word); found != "" {
		return found
	}
	name, value, found := strings.Cut(word, "=")
	if !found || name == "" || isDigit(name[0]) {
		return ""
	}
	for i := range len(name) {
		if !isWordByte(name[i]) {
			return ""
		}
	}
	for value != "" {
		if found := tildeAt(value); found != "" {
			return found
		}
		end := strings.IndexAny(value, ":'\"`$\\")
		if end < 0 || value[end] != ':' {
			return ""
		}
		value = value[end+1:]
	}
	return ""
}

// tildeAt returns the ~ or ~name with which a text begins, up to / or :.
func tildeAt(s string) string {
	if !strings.HasPrefix(s, "~") {
		return ""
	}
	n := 1
	for n < len(s) && (isWordByte(s[n]) || strings.IndexByte("+-.", s[n]) >= 0) {
		n++
	}
	if n < len(s) && s[n] != '/' && s[n] != ':' {
		return ""
	}
	return s[:n]
}
