package diagnosis

import (
	"slices"
	"sync"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

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
