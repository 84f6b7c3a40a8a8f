package request

import (
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// syntax is how a language spells data that is built in place.
type syntax struct {
	object, array [2]string // what opens and closes them
	separator     string    // between a name and its value
	null, yes, no string
	indent        string
	aligned       bool // values of consecutive lines stand under one another, as gofmt has them
	name, text    func(dst []byte, s string) []byte
	number        func(dst []byte, spelling, written string) []byte
}

// literal writes v so that the program holds what the language's own JSON
// decoder makes of it. The style is the one in which the program will write
// it: numbers take its spelling, which gives the same number when read again.
func (s *syntax) literal(v *body.Value, style string, depth int) (string, error) {
	w := literalWriter{syntax: s, style: style}
	w.value(v, depth)
	return string(w.dst), w.err
}

type literalWriter struct {
	*syntax
	style string
	dst   []byte
	err   error
}

func (w *literalWriter) value(v *body.Value, depth int) {
	switch v.Kind() {
	case body.Object:
		w.members(v, depth)
	case body.Array:
		w.items(v, depth)
	case body.String:
		w.dst = w.text(w.dst, v.Text())
	case body.Number:
		written, err := body.Write(v, w.style)
		if err != nil {
			w.err = err
		}
		w.dst = w.number(w.dst, v.Text(), string(written))
	case body.Bool:
		w.dst = append(w.dst, choose(v.Bool(), w.yes, w.no)...)
	default:
		w.dst = append(w.dst, w.null...)
	}
}

func (w *literalWriter) members(v *body.Value, depth int) {
	w.dst = append(w.dst, w.object[0]...)
	names := make([][]byte, v.Len())
	for i := range names {
		names[i] = w.name(nil, v.Name(i))
	}
	width := 0
	for i, name := range names {
		if w.aligned && (i == 0 || !oneLine(v.Item(i)) || !oneLine(v.Item(i-1))) {
			width = widest(names[i:], v, i)
		}
		w.line(depth + 1)
		w.dst = append(append(w.dst, name...), w.separator...)
		if w.aligned {
			w.dst = append(w.dst, strings.Repeat(" ", width-utf8.RuneCount(name))...)
		}
		w.value(v.Item(i), depth+1)
		w.dst = append(w.dst, ',')
	}
	if len(names) > 0 {
		w.line(depth)
	}
	w.dst = append(w.dst, w.object[1]...)
}

func (w *literalWriter) items(v *body.Value, depth int) {
	w.dst = append(w.dst, w.array[0]...)
	for _, item := range v.Items() {
		w.line(depth + 1)
		w.value(item, depth+1)
		w.dst = append(w.dst, ',')
	}
	if v.Len() > 0 {
		w.line(depth)
	}
	w.dst = append(w.dst, w.array[1]...)
}

func (w *literalWriter) line(depth int) {
	w.dst = append(w.dst, '\n')
	for range depth {
		w.dst = append(w.dst, w.indent...)
	}
}

// oneLine reports whether a literal of v takes a single line.
func oneLine(v *body.Value) bool { return v.Len() == 0 }

// widest returns the width of the longest name up to the next value that takes
// several lines; one that does so itself stands alone.
func widest(names [][]byte, v *body.Value, first int) int {
	width := utf8.RuneCount(names[0])
	for i := 1; i < len(names) && oneLine(v.Item(first)) && oneLine(v.Item(first+i)); i++ {
		width = max(width, utf8.RuneCount(names[i]))
	}
	return width
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}

// isInteger reports whether a number is spelt without fraction and exponent.
func isInteger(spelling string) bool { return !strings.ContainsAny(spelling, ".eE") }

// withPoint appends a number so that it reads as one with a fraction.
func withPoint(dst []byte, written string) []byte {
	dst = append(dst, written...)
	if isInteger(written) {
		dst = append(dst, ".0"...)
	}
	return dst
}

// commented puts every line of text behind the mark of a comment.
func commented(mark, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			line = " " + line
		}
		b.WriteString(mark + line)
	}
	return b.String()
}
