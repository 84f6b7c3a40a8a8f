package diagnosis

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// insertedTwice emits the edits that add two empty fields, at any two places.
func insertedTwice(d *data, v *body.Value, emit func(edit)) {
	var made []*member
	from := shown(v)
	eachMissing(d, func(f *operation.Field) { made = append(made, &member{name: f.Name, value: v}) })
	n := len(d.members)
	if n > 16 {
		return
	}
	for _, first := range made {
		for _, second := range made {
			if first == second {
				continue
			}
			told := []change{{field: first.name + ", " + second.name, what: "They were signed as empty fields that were not sent.", from: from}}
			for i := range n + 1 {
				for j := i; j <= n; j++ {
					emit(edit{rank: farther, changes: told, all: func(list []*member) []*member {
						edited := make([]*member, 0, len(list)+2)
						edited = append(append(edited, list[:i]...), first)
						edited = append(append(edited, list[i:j]...), second)
						return append(edited, list[j:]...)
					}})
				}
			}
		}
	}
}

// filled returns the edit that adds every field of the table that is not there.
func filled(d *data, v *body.Value, inOrder bool) func([]*member) []*member {
	made := map[string]*member{}
	return func(list []*member) []*member {
		edited := slices.Clone(list)
		for i := range d.table.fields {
			name := d.table.fields[i].Name
			if slices.ContainsFunc(list, func(m *member) bool { return m.name == name }) {
				continue
			}
			if made[name] == nil {
				made[name] = &member{name: name, value: v}
			}
			edited = append(edited, made[name])
		}
		if inOrder {
			slices.SortStableFunc(edited, func(a, b *member) int { return d.table.index(a.name) - d.table.index(b.name) })
		}
		return unlike(edited, list)
	}
}

// eachMissing goes through the fields of the table that the body has not.
func eachMissing(d *data, do func(f *operation.Field)) {
	fields := slices.Concat(d.table.fields, d.table.others)
	for i := range fields {
		f := &fields[i]
		if !slices.ContainsFunc(d.members, func(m *member) bool { return m.name == f.Name }) {
			do(f)
		}
	}
}

// insertions emits the edits that add a field: at the likely places, which are
// the end and where the table or the samples have it, and at all others.
func insertions(d *data, f *operation.Field, v *body.Value, what string, often bool, emit func(edit)) {
	added := &member{name: f.Name, value: v}
	byTable, bySample := len(d.members), len(d.members)
	for i := len(d.members) - 1; i >= 0; i-- {
		if d.table.index(d.members[i].name) > d.table.index(f.Name) {
			byTable = i
		}
		if sampleIndex(d.members[i].name) > sampleIndex(f.Name) {
			bySample = i
		}
	}
	for at := 0; at <= len(d.members) && at <= 40; at++ {
		r := farther
		if at == len(d.members) || at == byTable || at == bySample {
			r = seldom
			if often && at != 0 {
				r = likely
			}
		}
		e := edit{rank: r, new: added, changes: []change{{field: f.Name, what: what, from: shown(v)}}}
		if at > 0 {
			e.after = d.members[at-1]
		}
		emit(e)
	}
}

var addedFields = Cause{
	Code:  "added-fields",
	Title: "Fields added after signing",
	Looks: "The body that was sent has a field that the signed one had not: a client, a middleware or a default put it in.",
	Why:   "A field that comes in after signing changes the bytes.",
	Fix:   "Put every field in before you sign, and send the string that you signed.",
	Fixes: []Fix{
		{"PHP", "Sign after the last change of $data.", "$data = json_encode($data); // after this, $data stays as it is"},
		{"JavaScript", "Check the interceptors of the HTTP client: they may add fields to the body.", "req.write(dataStr); // the string that was signed"},
		{"Python", "Sign after the last change of data.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
	},
	lists: func(d *data, emit func(edit)) {
		for _, m := range d.members {
			emit(edit{old: m, changes: []change{{field: m.name, what: "It was not there when the body was signed.", to: shown(m.value)}}})
		}
	},
	undone: []step{
		mapped("What was sent has a field twice; the first was signed alone.", func(t string) (string, bool) { return withoutTwice(t, true, false) }),
		mapped("What was sent has a field twice; the second was signed alone.", func(t string) (string, bool) { return withoutTwice(t, false, false) }),
		mapped("What was sent has a field twice; the second was signed, in the place of the first.", func(t string) (string, bool) { return withoutTwice(t, false, true) }),
	},
	// Several that stand together, such as those that a middleware adds.
	far: func(d *data, emit func(edit)) {
		for i := range d.members {
			for j := i + 2; j <= len(d.members) && len(d.members) <= 40; j++ {
				if j-i == len(d.members) {
					continue
				}
				run := d.members[i:j]
				emit(edit{rank: farther, changes: []change{{field: names(run), what: "They were not there when the body was signed."}}, all: func(list []*member) []*member {
					return unlike(slices.DeleteFunc(slices.Clone(list), func(m *member) bool { return slices.Contains(run, m) }), list)
				}})
			}
		}
	},
}

// withoutTwice takes out of an object the members whose names come twice, which
// no parser here lets through: all but the first, or all but the last, which may
// come in the place of the first, as readers put it.
func withoutTwice(text string, first, inPlace bool) (string, bool) {
	pieces := rawMembers(text)
	at := map[string]int{}
	var kept []string
	for _, p := range pieces {
		name := p[:skipString(p, 0)]
		i, twice := at[name]
		switch {
		case !twice:
			at[name] = len(kept)
			kept = append(kept, p)
		case first:
		case inPlace:
			kept[i] = p
		default:
			kept[i] = ""
			at[name] = len(kept)
			kept = append(kept, p)
		}
	}
	kept = slices.DeleteFunc(kept, func(p string) bool { return p == "" })
	comma := ","
	if strings.Contains(text, ", \"") {
		comma = ", "
	}
	return "{" + strings.Join(kept, comma) + "}", len(at) < len(pieces)
}

// rawMembers cuts the text of an object, which may have names twice, into its
// members, without reading them; nil where that cannot be.
func rawMembers(text string) []string {
	if len(text) < 2 || len(text) > maxSearched || text[0] != '{' || text[len(text)-1] != '}' {
		return nil
	}
	var pieces []string
	depth, from := 0, skipBlanks(text, 1)
	for at := from; at < len(text); at++ {
		switch text[at] {
		case '"':
			at = skipString(text, at) - 1
		case '{', '[':
			depth++
		case '}', ']', ',':
			if depth == 0 {
				piece := strings.TrimRight(text[min(from, at):at], around)
				if piece == "" || piece[0] != '"' || skipString(piece, 0) >= len(piece) {
					return nil
				}
				pieces = append(pieces, piece)
				from = skipBlanks(text, at+1)
			}
			if text[at] != ',' {
				depth--
			}
		}
	}
	return pieces
}

var missingFields = Cause{
	Code:  "missing-fields",
	Title: "Fields lost after signing",
	Looks: "The signed body had a field that the one that was sent has not: it was filtered out, or the string was built again without it.",
	Why:   "A field that goes after signing changes the bytes.",
	Fix:   "Take fields out before you sign, and send the string that you signed.",
	Fixes: []Fix{
		{"PHP", "No unset after json_encode; sign and send the same $data.", "$data = json_encode($data);"},
		{"JavaScript", "Sign and send the same string.", "req.write(dataStr);"},
		{"Python", "Sign and send the same bytes.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
	},
	lists: func(d *data, emit func(edit)) {
		eachMissing(d, func(f *operation.Field) {
			for _, v := range examples(f) {
				insertions(d, f, v, "It was signed with the value of the documentation, and not sent.", true, emit)
			}
		})
	},
}
