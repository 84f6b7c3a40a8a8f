package request

import (
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// syntax is how a language spells data that is built in place.
type syntax struct {
	object        func(v *body.Value) layout
	array         [2]string // what opens and closes it
	null, yes, no string
	indent        string
	text          func(dst []byte, s string) []byte
	number        func(dst []byte, spelling, written string) []byte
}

// layout is how an object is spelled: what stands before, between and after its
// members' names and values.
type layout struct {
	open, separator, end, close string
	names                       [][]byte
	aligned                     bool // the values of consecutive lines begin in one column, as gofmt has it
}

// braces returns the usual layout, in which all objects look alike.
func braces(open, separator, close string, name func(dst []byte, s string) []byte) func(*body.Value) layout {
	return func(v *body.Value) layout {
		return layout{open: open, separator: separator, end: ",", close: close, names: spelled(v, name)}
	}
}

// spelled returns the names of an object's members in a language's spelling.
func spelled(v *body.Value, name func(dst []byte, s string) []byte) [][]byte {
	names := make([][]byte, v.Len())
	for i := range names {
		names[i] = name(nil, v.Name(i))
	}
	return names
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
	l := w.object(v)
	w.dst = append(w.dst, l.open...)
	var widths []int
	if l.aligned {
		widths = columns(v, l.names)
	}
	for i, name := range l.names {
		w.line(depth + 1)
		w.dst = append(append(w.dst, name...), l.separator...)
		if l.aligned {
			w.dst = blanks(w.dst, widths[i]-utf8.RuneCount(name))
		}
		w.value(v.Item(i), depth+1)
		w.dst = append(w.dst, l.end...)
	}
	if len(l.names) > 0 {
		w.line(depth)
	}
	w.dst = append(w.dst, l.close...)
}

func (w *literalWriter) items(v *body.Value, depth int) {
	w.dst = append(w.dst, w.array[0]...)
	for i := range v.Len() {
		w.line(depth + 1)
		w.value(v.Item(i), depth+1)
		w.dst = append(w.dst, ',')
	}
	if v.Len() > 0 {
		w.line(depth)
	}
	w.dst = append(w.dst, w.array[1]...)
}

// line begins a line. Its indentation is bounded: in data nested as deep as it
// may be, blanks would outweigh the data a thousandfold.
func (w *literalWriter) line(depth int) {
	const deepest = 20
	w.dst = append(w.dst, '\n')
	for range min(depth, deepest) {
		w.dst = append(w.dst, w.indent...)
	}
}

// columns returns for each name the width that its line's names share: that of
// the longest in a run of lines, which a value of several lines or a very long
// name interrupts.
func columns(v *body.Value, names [][]byte) []int {
	const longest = 40 // gofmt's own limit
	alone := func(i int) bool { return v.Item(i).Len() > 0 || len(names[i]) > longest }
	widths := make([]int, len(names))
	for first := 0; first < len(names); {
		width, end := utf8.RuneCount(names[first]), first+1
		for end < len(names) && !alone(first) && !alone(end) {
			width = max(width, utf8.RuneCount(names[end]))
			end++
		}
		for ; first < end; first++ {
			widths[first] = width
		}
	}
	return widths
}

func blanks(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
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
