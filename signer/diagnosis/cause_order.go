package diagnosis

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
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
