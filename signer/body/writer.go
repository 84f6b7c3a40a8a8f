package body

import (
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// A Layout is where a language's pretty printer puts blanks: what a style has
// besides its text and its numbers.
type Layout struct {
	Indent       string // of each level; empty: everything on one line
	Comma, Colon string // empty: the style's
	InlineArrays bool   // as Jackson's DefaultPrettyPrinter: [ 1, 2 ] on one line, and { } where nothing is inside
}

// A Writer writes values, or pieces of them, in one style and layout. It is for
// whoever puts a body together from pieces; [Write] is for the rest. Its
// methods may be called from one goroutine at a time.
type Writer struct {
	row    row
	layout *Layout
}

// NewWriter returns the writer of a style, laid out otherwise than on one line
// where the layout is not empty. Beside the styles it knows "gson" and
// "system-text-json". The fault is "unknown-style".
func NewWriter(style string, layout Layout) (*Writer, error) {
	var r *row
	if i := slices.IndexFunc(recognised, func(r row) bool { return r.Name == style }); i >= 0 {
		r = &recognised[i]
	} else {
		var err error
		if r, err = lookup(style); err != nil {
			return nil, err
		}
	}
	w := &Writer{row: *r}
	if layout.Comma != "" {
		w.row.comma = layout.Comma
	}
	if layout.Colon != "" {
		w.row.colon = layout.Colon
	}
	if layout.Indent != "" {
		w.layout = &layout
	}
	return w, nil
}

// Comma returns what stands between members, line breaks apart.
func (w *Writer) Comma() string { return w.row.comma }

// Colon returns what stands between a name and its value.
func (w *Writer) Colon() string { return w.row.colon }

// Sorts tells whether the style puts an object's members in the order of their names.
func (w *Writer) Sorts() bool { return w.row.sorts }

// AppendValue appends a value that stands inside as many arrays and objects as
// depth says; false where the language cannot write it.
func (w *Writer) AppendValue(dst []byte, v *Value, depth int) ([]byte, bool) {
	if w.row.verbatim {
		return append(dst, v.raw...), v.raw != ""
	}
	inner := writer{row: &w.row, layout: w.layout, dst: dst}
	if err := inner.value(v, depth); err != nil {
		return dst, false
	}
	return inner.dst, true
}

// AppendString appends a string or a name between quotes.
func (w *Writer) AppendString(dst []byte, s string) []byte { return w.row.text.append(dst, s) }

// newLine begins the line of a value at this depth, where the layout has lines.
func (w *writer) newLine(depth int) {
	if w.layout == nil {
		return
	}
	w.dst = append(w.dst, '\n')
	for range depth {
		w.dst = append(w.dst, w.layout.Indent...)
	}
}

// inlineArray writes an array as Jackson's pretty printer does.
func (w *writer) inlineArray(v *Value, depth int) *fault.Error {
	w.dst = append(w.dst, "[ "...)
	for i := range v.Len() {
		if i > 0 {
			w.dst = append(w.dst, ", "...)
		}
		if err := w.value(v.Item(i), depth); err != nil {
			return err
		}
	}
	if v.Len() > 0 {
		w.dst = append(w.dst, ' ')
	}
	w.dst = append(w.dst, ']')
	return nil
}
