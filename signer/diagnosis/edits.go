package diagnosis

import (
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// editsOf returns what the rules would change of a body's members, but for what
// is tried by itself alone. It asks pause now and then whether to go on.
func editsOf(d *data, pause func() bool) []edit {
	if d.root.Kind() != body.Object {
		return nil
	}
	var edits []edit
	add := func(e edit) {
		if e.rank != farther {
			edits = append(edits, e)
		}
	}
	for _, c := range causes {
		if !pause() {
			return nil
		}
		eachVariant(d, c, false, func(m *member, at string, v variant) {
			if v.rank == farther {
				return
			}
			made := change{cause: c, field: at, what: v.what}
			e := edit{rank: v.rank, old: m, changes: []change{made}, new: &member{name: m.name, value: v.value, literal: v.literal}}
			if v.also != nil {
				also := *v.also
				also.field = at
				e.changes, e.single = append(e.changes, also), true
			}
			edits = append(edits, e)
			if v.rank <= seldom && v.also == nil && v.value != nil && (c == &valueTypes || c == &numberSpelling || v.rank == likely) {
				edits = append(edits, again(d, m, at, v, made)...)
			}
		})
		listed(d, c, c.lists, add)
	}
	return edits
}

// farEdits goes through the edits that are tried by themselves alone, until one
// is found; they are too many to be kept.
func farEdits(d *data, try func(e *edit) bool) {
	if d.root.Kind() != body.Object {
		return
	}
	found := false
	e := edit{changes: make([]change, 1)}
	made := &member{}
	for _, c := range causes {
		eachVariant(d, c, true, func(m *member, at string, v variant) {
			if found || v.rank != farther {
				return
			}
			*made = member{name: m.name, value: v.value, literal: v.literal, written: made.written[:0]}
			e.changes[0] = change{cause: c, field: at, what: v.what}
			e.old, e.new = m, made
			found = try(&e)
		})
		alone := func(l edit) {
			if !found && l.rank == farther {
				found = try(&l)
			}
		}
		listed(d, c, c.lists, alone)
		listed(d, c, c.far, alone)
		if found {
			return
		}
	}
}

// listed emits what a rule makes of all members, and of all that stand in one of
// them.
func listed(d *data, c *Cause, lists func(*data, func(edit)), emit func(edit)) {
	if lists == nil {
		return
	}
	named := func(e edit) {
		for i := range e.changes {
			if e.changes[i].cause == nil {
				e.changes[i].cause = c
			}
		}
		emit(e)
	}
	lists(d, named)
	listedInside(d, 0, lists, named)
}

// listedInside does so for what is nested, two levels deep.
func listedInside(d *data, depth int, lists func(*data, func(edit)), emit func(edit)) {
	for _, m := range d.members {
		inner := d.inside(m)
		if inner == nil {
			continue
		}
		whole := func(e edit) {
			if whole, ok := e.outside(inner, m); ok {
				emit(whole)
			}
		}
		lists(inner, whole)
		if depth < 1 {
			listedInside(inner, depth+1, lists, whole)
		}
	}
}

// inside takes a member apart that is an object itself; nil where it is none.
func (d *data) inside(m *member) *data {
	if m.value.Kind() != body.Object || m.value.Len() > maxInside {
		return nil
	}
	inner := &data{root: m.value, within: m.name, table: d.table.inside(m.name)}
	for name, v := range m.value.Members() {
		inner.members = append(inner.members, &member{name: name, value: v})
	}
	return inner
}

// outside makes of an edit of what stands in a member the edit of that member.
func (e *edit) outside(inner *data, m *member) (edit, bool) {
	list, ok := e.apply(nil, inner.members)
	if !ok {
		return edit{}, false
	}
	changes := e.told()
	for i := range changes {
		changes[i].field = strings.TrimSuffix(m.name+"."+changes[i].field, ".")
	}
	return edit{changes: changes, single: e.single, rank: e.rank, old: m, new: nest(m.name, list)}, true
}

// eachVariant goes through what a rule makes of each value.
func eachVariant(d *data, c *Cause, far bool, do func(m *member, at string, v variant)) {
	if c.values == nil {
		return
	}
	for _, m := range d.members {
		variants(c, value{m.value, m.name, d.table, far}, m.name, 0, func(at string, v variant) { do(m, at, v) })
	}
}

// again returns the edits that make a second mistake in a value: its type and
// its spelling.
func again(d *data, m *member, at string, v variant, made change) []edit {
	var edits []edit
	for _, other := range []*Cause{&valueTypes, &numberSpelling} {
		if other == made.cause {
			continue
		}
		other.values(value{v.value, m.name, d.table, false}, func(w variant) {
			if w.rank <= seldom {
				second := change{cause: other, field: at, what: w.what}
				e := edit{rank: seldom, old: m, changes: []change{made, second}, double: true,
					new: &member{name: m.name, value: w.value, literal: w.literal}}
				if made.cause == &fieldChanged && other == &numberSpelling {
					e.changes = []change{made} // another value, however it is spelt
				}
				edits = append(edits, e)
			}
		})
	}
	return edits
}

// variants emits what a rule makes of a value, and of those inside it.
func variants(c *Cause, v value, at string, depth int, emit func(at string, v variant)) {
	c.values(v, func(made variant) { emit(at, made) })
	if depth == 3 || v.Len() > maxInside {
		return
	}
	for i := range v.Len() {
		inner := value{v.Item(i), strconv.Itoa(i), v.table, v.far}
		if v.Kind() == body.Object {
			inner.name = v.Name(i)
		}
		variants(c, inner, at+"."+shorten(inner.name, 40), depth+1, func(at string, made variant) {
			if made.value == nil {
				return
			}
			made.value = replaced(v.Value, i, made.value)
			emit(at, made)
		})
	}
}

// show writes a member's value for a sentence.
func show(m *member) string {
	if m.value == nil {
		return shorten(m.literal, 80)
	}
	return shown(m.value)
}

// shown writes a value for a sentence: as it is spelt, shortened.
func shown(v *body.Value) string { return shorten(string(spelt(nil, v)), 80) }

// spelt appends a value as it stands in its text, or where it stands in none as
// compact JSON.
func spelt(dst []byte, v *body.Value) []byte {
	if v.Raw() != "" {
		return append(dst, v.Raw()...)
	}
	switch v.Kind() {
	case body.Number:
		return append(dst, v.Text()...)
	case body.Object, body.Array:
		open, closing := byte('{'), byte('}')
		if v.Kind() == body.Array {
			open, closing = '[', ']'
		}
		dst = append(dst, open)
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			if v.Kind() == body.Object {
				dst = append(strconv.AppendQuote(dst, v.Name(i)), ':')
			}
			dst = spelt(dst, v.Item(i))
		}
		return append(dst, closing)
	}
	out, err := body.Append(dst, v, "node")
	if err != nil {
		return append(dst, v.Text()...)
	}
	return out
}

// shorten cuts a text to so many characters.
func shorten(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
