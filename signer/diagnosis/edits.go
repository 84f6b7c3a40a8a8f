package diagnosis

import (
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// editsOf returns what the rules would change of a body's members.
func editsOf(d *data) []edit {
	if d.root.Kind() != body.Object {
		return nil
	}
	var edits []edit
	for _, c := range causes {
		if c.values != nil {
			for _, m := range d.members {
				edits = append(edits, editsOfMember(d, c, m)...)
			}
		}
		if c.lists != nil {
			c.lists(d, func(e edit) {
				for i := range e.changes {
					e.changes[i].cause = c
				}
				edits = append(edits, e)
			})
		}
	}
	return edits
}

func editsOfMember(d *data, c *Cause, m *member) []edit {
	var edits []edit
	variants(c, value{m.value, m.name, d.table}, m.name, 0, func(at string, v variant) {
		e := edit{rank: v.rank, old: m, changes: []change{{cause: c, field: at, what: v.what, from: show(v), to: shown(m.value)}},
			new: &member{name: m.name, value: v.value, literal: v.literal}}
		edits = append(edits, e)
		if v.rank != likely || v.value == nil {
			return
		}
		// Two mistakes in one value.
		for _, other := range []*Cause{&valueTypes, &numberSpelling} {
			if other == c {
				continue
			}
			other.values(value{v.value, m.name, d.table}, func(w variant) {
				if w.rank == likely {
					second := change{cause: other, field: at, what: w.what, from: show(w), to: show(v)}
					edits = append(edits, edit{rank: seldom, old: m, changes: []change{e.changes[0], second},
						new: &member{name: m.name, value: w.value, literal: w.literal}})
				}
			})
		}
	})
	return edits
}

// variants emits what a rule makes of a value, and of those inside it.
func variants(c *Cause, v value, at string, depth int, emit func(at string, v variant)) {
	c.values(v, func(made variant) { emit(at, made) })
	if depth == 3 {
		return
	}
	for i := range v.Len() {
		inner := value{v.Item(i), strconv.Itoa(i), v.table}
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

// show writes a variant for a sentence.
func show(v variant) string {
	if v.value == nil {
		return shorten(v.literal, 80)
	}
	return shown(v.value)
}

// shown writes a value for a sentence: as JSON, shortened.
func shown(v *body.Value) string {
	out, err := body.Append(nil, v, "node")
	if err != nil {
		return v.Text()
	}
	return shorten(string(out), 80)
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
