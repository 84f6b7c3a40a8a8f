package body

import "github.com/alikassa-sign/alikassa-sign/signer/fault"

// Write writes a value in a style, and leaves the value as it is. The faults
// are "unknown-style", and "not-encodable" where that language cannot read or
// write the value.
func Write(v *Value, style string) ([]byte, error) {
	return Append(make([]byte, 0, len(v.raw)+len(v.raw)/4+16), v, style)
}

// Append is Write into a buffer of the caller's: it appends to dst, and returns
// the extended buffer.
func Append(dst []byte, v *Value, style string) ([]byte, error) {
	r, err := lookup(style)
	if err != nil {
		return dst, err
	}
	if r.verbatim {
		return append(dst, v.raw...), nil
	}
	w := writer{row: r, rules: r.rules, dst: dst}
	if w.maxDepth == 0 {
		w.maxDepth = MaxDepth
	}
	w.value(v, 0)
	if w.err != nil {
		return dst, w.err
	}
	return w.dst, nil
}

// A writer appends values to one buffer. After the first fault it does nothing.
type writer struct {
	*row
	rules    *rules
	dst      []byte
	maxDepth int
	scratch  []int
	err      *fault.Error
}

func (w *writer) value(v *Value, depth int) {
	if w.err != nil {
		return
	}
	switch v.kind {
	case Null:
		w.dst = append(w.dst, "null"...)
	case Bool:
		w.dst = append(w.dst, v.text...)
	case String:
		w.dst = w.text.appendString(w.dst, v.text)
	case Number:
		w.dst, w.err = w.number(w.dst, v.text, w.rules)
	default:
		w.container(v, depth+1)
	}
}

func (w *writer) container(v *Value, depth int) {
	if v.kind == Array || w.list != nil && w.list(v) {
		w.dst = append(w.dst, '[')
		for i := range v.Len() {
			if i > 0 {
				w.dst = append(w.dst, w.comma...)
			}
			w.value(v.Item(i), depth)
		}
		w.dst = append(w.dst, ']')
		return
	}
	w.dst = append(w.dst, '{')
	var order []int
	if w.order != nil {
		order = w.order(v, nil)
	}
	for i := range v.Len() {
		if i > 0 {
			w.dst = append(w.dst, w.comma...)
		}
		at := i
		if order != nil {
			at = order[i]
		}
		w.dst = w.text.appendString(w.dst, v.Name(at))
		w.dst = append(w.dst, w.colon...)
		w.value(v.Item(at), depth)
	}
	w.dst = append(w.dst, '}')
}
