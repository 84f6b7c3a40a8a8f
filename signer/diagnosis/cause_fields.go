package diagnosis

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

var keyOrder = Cause{
	Code:  "key-order",
	Title: "Fields in another order",
	Looks: "Both bodies have the same fields with the same values; their order differs, sometimes from one run to the next.",
	Why:   "The order of an object's fields means nothing to JSON, and everything to a signature.",
	Fix:   "Write the JSON once, keep the string, and both sign and send it; do not sort on one side alone.",
	Fixes: []Fix{
		{"PHP", "No ksort on one side alone: sign $data as it is sent.", "$data = json_encode($data); // then sign and send $data"},
		{"JavaScript", "Sign the string that is sent, not another JSON.stringify of a sorted copy.", "const dataStr = JSON.stringify(data);"},
		{"Python", "No sort_keys=True on one side alone; data=, not json=, in requests.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
		{"Java", "Map.of and HashMap have no order of their own: use LinkedHashMap, and write it once.", "var data = new LinkedHashMap<String, Object>();"},
		{"Go", "A map is written in the order of its keys, a struct in the order of its fields: marshal once.", "dataBytes, err := json.Marshal(data)"},
	},
	lists: func(d *data, emit func(edit)) {
		for _, o := range []struct {
			what    string
			compare func(a, b *member) int
		}{
			{"What was signed has its fields in the order of their names.", func(a, b *member) int { return strings.Compare(a.name, b.name) }},
			{"What was signed has its fields in the reverse order of their names.", func(a, b *member) int { return strings.Compare(b.name, a.name) }},
			{"What was signed has its fields in the order of their names, capitals and small letters alike.", func(a, b *member) int {
				return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
			}},
			{"What was signed has its fields in the order of the documented samples.", func(a, b *member) int { return sampleIndex(a.name) - sampleIndex(b.name) }},
			{"What was signed has its fields in the order of the documentation's table.", func(a, b *member) int { return d.table.index(a.name) - d.table.index(b.name) }},
			{"What was signed has its fields in the order of their names' lengths.", func(a, b *member) int { return len(a.name) - len(b.name) }},
			{"What was signed has its fields in the order of Java's HashMap.", nil},
		} {
			emit(edit{changes: []change{{what: o.what}}, all: func(list []*member) []*member {
				sorted := slices.Clone(list)
				compare := o.compare
				if compare == nil {
					compare = hashMapOrder(len(list))
				}
				slices.SortStableFunc(sorted, compare)
				return unlike(sorted, list)
			}})
		}
		emit(edit{changes: []change{{what: "What was signed has its fields in the reverse order."}}, all: func(list []*member) []*member {
			reversed := slices.Clone(list)
			slices.Reverse(reversed)
			return unlike(reversed, list)
		}})
		emit(edit{changes: []change{{what: "What was signed is JSON.stringify(data, Object.keys(data).sort()): fields in the order of their names, and inside nested objects those alone whose names stand at the top, too."}},
			all: listedNames(true)})
		emit(edit{changes: []change{{what: "What was signed is JSON.stringify(data, Object.keys(data)): inside nested objects it has those fields alone whose names stand at the top, too."}},
			all: listedNames(false)})
		deep := map[*member]*member{}
		emit(edit{changes: []change{{what: "What was signed has the fields in the order of their names, also inside nested objects."}}, all: func(list []*member) []*member {
			sorted := slices.Clone(list)
			for i, m := range sorted {
				if m.value == nil || m.value.Len() < 2 {
					continue
				}
				if deep[m] == nil && len(deep) < 4096 {
					deep[m] = &member{name: m.name, value: sortedDeeply(m.value)}
				}
				if deep[m] != nil {
					sorted[i] = deep[m]
				}
			}
			slices.SortStableFunc(sorted, func(a, b *member) int { return strings.Compare(a.name, b.name) })
			return unlike(sorted, list)
		}})
		n := len(d.members)
		if d.within != "" && n <= 5 { // those of the body itself are the search's
			for _, order := range everyOrder(n) {
				r := seldom
				if n == 5 {
					r = farther
				}
				emit(edit{rank: r, changes: []change{{what: "What was signed has its fields in another order."}}, all: func(list []*member) []*member {
					edited := make([]*member, n)
					for i, at := range order {
						edited[i] = list[at]
					}
					return unlike(edited, list)
				}})
			}
			return
		}
		// One field elsewhere, and two that changed places.
		if n > 40 {
			return
		}
		for i := range n {
			for j := range n {
				if i == j {
					continue
				}
				emit(edit{rank: seldom, changes: []change{{field: d.members[i].name, what: "It was signed in another place."}}, all: moved(d.members[i], j)})
				if i < j {
					emit(edit{rank: seldom, changes: []change{{field: d.members[i].name, what: "It was signed in the place of " + shorten(d.members[j].name, 40) + "."}},
						all: exchanged(d.members[i], d.members[j])})
				}
			}
		}
	},
}

// hashMapOrder is the order in which Java's HashMap of so many keys gives them:
// by their place in its table, and in one place as they came in.
func hashMapOrder(n int) func(a, b *member) int {
	size := uint32(16)
	for n > int(size)*3/4 {
		size *= 2
	}
	place := func(m *member) int {
		var h uint32
		for _, unit := range utf16.Encode([]rune(m.name)) {
			h = 31*h + uint32(unit)
		}
		return int((h ^ h>>16) & (size - 1))
	}
	return func(a, b *member) int { return place(a) - place(b) }
}

// listedNames returns the edit that is JSON.stringify with the names of the top
// for a list, which holds for nested objects, too.
func listedNames(sorts bool) func([]*member) []*member {
	return func(list []*member) []*member {
		if !slices.ContainsFunc(list, func(m *member) bool { return m.value != nil && m.value.Len() > 0 }) {
			return nil // no more than an order
		}
		edited := slices.Clone(list)
		if sorts {
			slices.SortStableFunc(edited, func(a, b *member) int { return strings.Compare(a.name, b.name) })
		}
		names := make([]string, len(edited))
		for i, m := range edited {
			names[i] = m.name
		}
		some := false
		for i, m := range edited {
			if m.value == nil {
				continue
			}
			if v := ofNames(m.value, names); v != nil {
				edited[i], some = &member{name: m.name, value: v}, true
			}
		}
		if !some {
			return nil
		}
		return edited
	}
}

// ofNames returns the value with these names alone in its objects, in this order;
// nil where that changes nothing.
func ofNames(v *body.Value, listed []string) *body.Value {
	some := false
	var names []string
	var values []*body.Value
	keep := func(name string, inner *body.Value) {
		if other := ofNames(inner, listed); other != nil {
			inner, some = other, true
		}
		some = some || v.Kind() == body.Object && v.Name(len(names)) != name
		names, values = append(names, name), append(values, inner)
	}
	switch v.Kind() {
	case body.Object:
		for _, name := range listed {
			for n, inner := range v.Members() {
				if n == name {
					keep(name, inner)
				}
			}
		}
		if !some && len(names) == v.Len() {
			return nil
		}
		return body.NewObject(names, values)
	case body.Array:
		for i := range v.Len() {
			keep("", v.Item(i))
		}
		if some {
			return body.NewArray(values...)
		}
	}
	return nil
}

// everyOrder returns all orders of n things, n small.
func everyOrder(n int) [][]int {
	orders := [][]int{{}}
	for i := range n {
		var longer [][]int
		for _, order := range orders {
			for at := range len(order) + 1 {
				longer = append(longer, slices.Insert(slices.Clone(order), at, i))
			}
		}
		orders = longer
	}
	return orders
}

func unlike(edited, list []*member) []*member {
	if slices.Equal(edited, list) {
		return nil
	}
	return edited
}

func moved(m *member, to int) func([]*member) []*member {
	return func(list []*member) []*member {
		from := slices.Index(list, m)
		if from < 0 || to >= len(list) || from == to {
			return nil
		}
		edited := slices.Delete(slices.Clone(list), from, from+1)
		return slices.Insert(edited, to, m)
	}
}

func exchanged(m, n *member) func([]*member) []*member {
	return func(list []*member) []*member {
		i, j := slices.Index(list, m), slices.Index(list, n)
		if i < 0 || j < 0 {
			return nil
		}
		edited := slices.Clone(list)
		edited[i], edited[j] = edited[j], edited[i]
		return edited
	}
}

func sortedDeeply(v *body.Value) *body.Value {
	if v.Len() == 0 {
		return v
	}
	values := make([]*body.Value, v.Len())
	for i := range values {
		values[i] = sortedDeeply(v.Item(i))
	}
	if v.Kind() == body.Array {
		return body.NewArray(values...)
	}
	order := make([]int, v.Len())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(v.Name(a), v.Name(b)) })
	names := make([]string, len(order))
	sorted := make([]*body.Value, len(order))
	for i, at := range order {
		names[i], sorted[i] = v.Name(at), values[at]
	}
	return body.NewObject(names, sorted)
}

func sampleIndex(name string) int {
	if i := slices.Index(sampleOrder, name); i >= 0 {
		return i
	}
	return len(sampleOrder)
}

func (t *table) index(name string) int {
	if i, ok := t.place[name]; ok {
		return i
	}
	return len(t.fields)
}

var nullFields = Cause{
	Code:  "null-fields",
	Title: "Empty fields left out on one side",
	Looks: "A field that is null or empty stands in one body and not in the other.",
	Why:   "A field without a value is bytes like any other.",
	Fix:   "Leave empty fields out once, before the JSON is written, or not at all.",
	Fixes: []Fix{
		{"PHP", "array_filter before json_encode, not between signing and sending.", "$data = json_encode(array_filter($data, fn ($v) => $v !== null));"},
		{"JavaScript", "JSON.stringify leaves undefined out and keeps null: use undefined for what is not there.", "desc: desc ?? undefined,"},
		{"Java", "Set the inclusion on the one mapper that writes for both.", "mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL);"},
		{"Go", "omitempty on the one struct that is marshalled for both.", "Desc string `json:\"desc,omitempty\"`"},
	},
	values: func(v value, emit func(variant)) {
		switch {
		case v.Kind() == body.Null:
			emit(variant{value: body.NewString(""), what: "It was signed as an empty string."})
		case v.Kind() == body.String && v.Text() == "":
			emit(variant{value: body.NewNull(), what: "It was signed as null."})
		default:
			emit(variant{value: body.NewNull(), what: "It was signed as null.", rank: seldom})
			emit(variant{value: body.NewString(""), what: "It was signed as an empty string.", rank: seldom})
		}
	},
	lists: func(d *data, emit func(edit)) {
		isNull := func(v *body.Value) bool { return v.Kind() == body.Null }
		isEmpty := func(v *body.Value) bool {
			return isNull(v) || v.Kind() == body.String && v.Text() == "" || v.Kind() >= body.Array && v.Len() == 0
		}
		isFalsy := func(v *body.Value) bool {
			return isEmpty(v) || v.Kind() == body.Bool && !v.Bool() || v.Text() == "0" || v.Kind() == body.Number && mustEqual(v.Text(), 0)
		}
		for _, f := range []struct {
			what string
			drop func(*body.Value) bool
		}{
			{"What was signed lacks the fields that are null.", isNull},
			{"What was signed lacks the fields that are null or empty.", isEmpty},
			{"What was signed lacks the fields that are empty, 0 or false, as after array_filter.", isFalsy},
		} {
			emit(edit{changes: []change{{what: f.what}}, all: func(list []*member) []*member {
				return unlike(slices.DeleteFunc(slices.Clone(list), func(m *member) bool { return m.value != nil && f.drop(m.value) }), list)
			}})
		}
		for _, m := range d.members {
			if isEmpty(m.value) {
				emit(edit{changes: []change{{field: m.name, what: "It was signed without this empty field.", to: shown(m.value)}}, old: m})
			}
		}
		emit(everywhere(change{what: "What was signed has empty strings for null."}, likely, func(v *body.Value) *body.Value {
			if v.Kind() == body.Null {
				return body.NewString("")
			}
			return nil
		}))
		emit(everywhere(change{what: "What was signed has null for empty strings."}, likely, func(v *body.Value) *body.Value {
			if v.Kind() == body.String && v.Text() == "" {
				return body.NewNull()
			}
			return nil
		}))
		// What was left out of what was sent.
		eachMissing(d, func(f *operation.Field) {
			for _, v := range emptiesOf(f) {
				insertions(d, f, v, "It was signed as an empty field that was not sent.", false, emit)
			}
		})
		for _, f := range unlisted(d) {
			for _, v := range emptiesOf(f) {
				insertions(d, f, v, "It was signed as an empty field that was not sent.", false, emit)
			}
		}
		emit(edit{changes: []change{{what: "What was signed lacks the fields that are null, also inside nested objects."}}, all: withoutNulls})
		// Where other gateways have their signature.
		for i, name := range []string{"sign", "Sign", "signature"} {
			r := seldom
			if i > 0 {
				r = farther
			}
			for _, v := range empties {
				if d.within != "" || slices.ContainsFunc(d.members, func(m *member) bool { return m.name == name }) {
					break
				}
				told := []change{{field: name, what: "It was signed as an empty field that was not sent.", from: shown(v)}}
				e := edit{rank: r, changes: told, new: &member{name: name, value: v}}
				emit(e)
				if n := len(d.members); n > 0 {
					e.after = d.members[n-1]
					emit(e)
				}
			}
		}
		for _, v := range empties {
			emit(edit{rank: seldom, changes: []change{{what: "What was signed has all other fields of the table, as " + shown(v) + ", in the table's order."}}, all: filled(d, v, true)})
			emit(edit{rank: seldom, changes: []change{{what: "What was signed has all other fields of the table, as " + shown(v) + ", at its end."}}, all: filled(d, v, false)})
		}
	},
	far: func(d *data, emit func(edit)) {
		for _, v := range empties {
			insertedTwice(d, v, emit)
		}
	},
}

// empties are what stands in fields that have no value.
var empties = []*body.Value{body.NewNull(), body.NewString("")}

// unlisted are fields that may be there, empty, though the body's operation has
// them not: another's object, and in a nested object what programs call its fields.
func unlisted(d *data) []*operation.Field {
	var fields []*operation.Field
	add := func(name, kind string) {
		missing := func(m *member) bool { return m.name == name }
		if d.table.field(name) == nil && !slices.ContainsFunc(d.members, missing) {
			fields = append(fields, &operation.Field{Name: name, Type: kind})
		}
	}
	if d.within == "" {
		for _, name := range nestedNames() {
			add(name, "object")
		}
		return fields
	}
	for _, name := range []string{"card_holder", "holder", "card", "name", "first_name", "last_name", "birth", "birth_date", "country", "phone", "email"} {
		add(name, "string")
	}
	return fields
}

// nestedNames are the fields of all operations that are objects.
var nestedNames = sync.OnceValue(func() []string {
	var names []string
	for _, op := range operations {
		for _, f := range op.Fields {
			if f.Type == "object" && !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	return names
})

// withoutNulls takes what is null out of the members and of what is nested in them.
func withoutNulls(list []*member) []*member {
	deep := false
	var edited []*member
	for _, m := range list {
		if m.value != nil && m.value.Kind() == body.Null {
			continue
		}
		if m.value != nil && m.value.Len() > 0 && holds(m.value, body.Null) {
			m, deep = &member{name: m.name, value: prunedDeeply(m.value)}, true
		}
		edited = append(edited, m)
	}
	if !deep || withNulls(list) < 2 {
		return nil // where they stand in one object, that is named
	}
	return edited
}

// withNulls counts the objects that have a member that is null.
func withNulls(list []*member) int {
	n := 0
	var count func(v *body.Value)
	count = func(v *body.Value) {
		direct := 0
		for i := range v.Len() {
			if v.Item(i).Kind() == body.Null {
				direct = 1
			}
			count(v.Item(i))
		}
		n += direct
	}
	top := 0
	for _, m := range list {
		if m.value == nil {
			continue
		}
		if m.value.Kind() == body.Null {
			top = 1
		}
		count(m.value)
	}
	return n + top
}

func prunedDeeply(v *body.Value) *body.Value {
	var names []string
	var values []*body.Value
	for i := range v.Len() {
		inner := v.Item(i)
		if inner.Kind() == body.Null && v.Kind() == body.Object {
			continue
		}
		if inner.Len() > 0 {
			inner = prunedDeeply(inner)
		}
		if v.Kind() == body.Object {
			names = append(names, v.Name(i))
		}
		values = append(values, inner)
	}
	if v.Kind() == body.Array {
		return body.NewArray(values...)
	}
	return body.NewObject(names, values)
}

// emptiesOf are those of a field: one that is an object may be {}, and [], which
// PHP makes of it.
func emptiesOf(f *operation.Field) []*body.Value {
	if f.Type == "object" {
		return append([]*body.Value{body.NewArray(), body.NewObject(nil, nil)}, empties...)
	}
	return empties
}

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
