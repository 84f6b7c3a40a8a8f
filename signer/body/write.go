package body

import (
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// Write writes a value in a style, and leaves the value as it is. The faults
// are "unknown-style", and "not-encodable" where the language itself cannot
// read or write the value; that one has the value's line and column.
func Write(v *Value, style string) ([]byte, error) {
	return Append(make([]byte, 0, len(v.raw)+len(v.raw)/4+16), v, style)
}

// Append is [Write] into a buffer of the caller's: it appends to dst, and
// returns the extended buffer, or dst itself with a fault.
func Append(dst []byte, v *Value, style string) ([]byte, error) {
	r, err := lookup(style)
	if err != nil {
		return dst, err
	}
	if r.verbatim {
		return append(dst, v.raw...), nil
	}
	w := writer{row: r, dst: dst}
	if err := w.value(v, 0); err != nil {
		return dst, err
	}
	return w.dst, nil
}

// A writer appends a value to one buffer.
type writer struct {
	*row
	layout *Layout // nil: on one line
	dst    []byte
}

// value appends v, which stands inside as many arrays and objects as depth says.
func (w *writer) value(v *Value, depth int) *fault.Error {
	switch v.kind {
	case Null:
		w.dst = append(w.dst, "null"...)
	case Bool:
		w.dst = append(w.dst, v.text...)
	case String:
		w.dst = w.text.append(w.dst, v.text)
	case Number:
		return w.number(v)
	default:
		if w.maxDepth > 0 && depth >= w.maxDepth {
			return w.tooDeep(v)
		}
		if v.kind == Array || w.list != nil && w.list(v) {
			return w.array(v, depth+1)
		}
		return w.object(v, depth+1)
	}
	return nil
}

func (w *writer) array(v *Value, depth int) *fault.Error {
	if w.layout != nil && w.layout.InlineArrays {
		return w.inlineArray(v, depth)
	}
	w.dst = append(w.dst, '[')
	for i := range v.Len() {
		if i > 0 {
			w.dst = append(w.dst, w.comma...)
		}
		w.newLine(depth)
		if err := w.value(v.Item(i), depth); err != nil {
			return err
		}
	}
	if v.Len() > 0 {
		w.newLine(depth - 1)
	}
	w.dst = append(w.dst, ']')
	return nil
}

func (w *writer) object(v *Value, depth int) *fault.Error {
	var order []int
	if w.order != nil {
		order = w.order(v)
	}
	w.dst = append(w.dst, '{')
	for i := range v.Len() {
		if i > 0 {
			w.dst = append(w.dst, w.comma...)
		}
		w.newLine(depth)
		at := i
		if order != nil {
			at = order[i]
		}
		w.dst = w.text.append(w.dst, v.Name(at))
		w.dst = append(w.dst, w.colon...)
		if err := w.value(v.Item(at), depth); err != nil {
			return err
		}
	}
	if v.Len() > 0 {
		w.newLine(depth - 1)
	} else if w.layout != nil && w.layout.InlineArrays {
		w.dst = append(w.dst, ' ')
	}
	w.dst = append(w.dst, '}')
	return nil
}

func (w *writer) number(v *Value) *fault.Error {
	if v.made {
		w.dst = append(w.dst, v.text...)
		return nil
	}
	n := &w.numbers
	integer := n.integer(v.text)
	if most, tooLong := n.tooLong(v.text, integer); tooLong {
		return w.tooLong(v, most)
	}
	if integer {
		w.dst = appendInteger(w.dst, v.text)
		return nil
	}
	var ok bool
	if w.dst, ok = n.appendFloat(w.dst, v.text); !ok {
		return w.tooLarge(v)
	}
	return nil
}

func (w *writer) tooLarge(v *Value) *fault.Error {
	return w.fail(v, "the number "+fault.Quote(v.text)+" is too large for a float, and "+w.numbers.refusal).
		WithHint("Put it between double quotes, or write a smaller number.")
}

func (w *writer) tooLong(v *Value, most int) *fault.Error {
	return w.fail(v, "it reads numbers of at most "+strconv.Itoa(most)+" digits").
		WithHint("Put the number between double quotes.")
}

func (w *writer) tooDeep(v *Value) *fault.Error {
	return w.fail(v, "it reads arrays and objects at most "+strconv.Itoa(w.maxDepth)+" deep inside one another").
		WithHint("A request to AliKassa is one object, at most two deep.")
}

// fail returns the fault that the style's language cannot do it.
func (w *writer) fail(v *Value, why string) *fault.Error {
	return fault.New("not-encodable", w.Language+" cannot write what stands in "+where(v.line, v.column)+": "+why+".").
		At(v.Line(), v.Column())
}
