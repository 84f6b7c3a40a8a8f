package notification

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// typed gives values another type: texts that are numbers as numbers, flags as
// true and false, in every combination of a few fields; and null for "null".
func typed(members []member) []variant {
	var places []int
	for i := range members {
		m := &members[i]
		if _, ok := asNumber(m); ok && m.name != "id" && len(places) < maxTyped {
			places = append(places, i)
		}
	}
	var all []variant
	for set := 1; set < 1<<len(places); set++ {
		v := variant{members: slices.Clone(members)}
		var changed []string
		for bit, i := range places {
			if set>>bit&1 == 1 {
				v.members[i].json, _ = asNumber(&members[i])
				v.members[i].kind = body.Number
				changed = append(changed, members[i].name)
			}
		}
		v.detail = join(changed) + wasOrWere(changed) + " signed as " + numberWord(changed) + "."
		v.from, v.to = v.members[places[first(set)]].json, quotedJSON(members[places[first(set)]].text)
		all = append(all, withID(v)...)
		if flagged, ok := withFlag(v); ok {
			all = append(all, withID(flagged)...)
		}
	}
	if flagged, ok := withFlag(variant{members: members}); ok {
		all = append(all, withID(flagged)...)
	}
	return all
}

func first(set int) int {
	n := 0
	for set&1 == 0 {
		set >>= 1
		n++
	}
	return n
}

func numberWord(names []string) string {
	if len(names) == 1 {
		return "a number"
	}
	return "numbers"
}

func wasOrWere(names []string) string {
	if len(names) == 1 {
		return " was"
	}
	return " were"
}

// withID returns a variant twice where it has an id: with the id as it came,
// and as a number, which the documented form has.
func withID(v variant) []variant {
	id, ok := find(v.members, "id")
	if !ok || id.kind != body.String || !isInteger(id.text) {
		return []variant{v}
	}
	number := v
	number.members = slices.Clone(v.members)
	id, _ = find(number.members, "id")
	id.kind, id.json = body.Number, id.text
	return []variant{number, v}
}

// withFlag makes is_partial_payment true or false.
func withFlag(v variant) (variant, bool) {
	flag, ok := find(v.members, "is_partial_payment")
	if !ok || flag.kind == body.Bool {
		return v, false
	}
	value, ok := map[string]string{"0": "false", "": "false", "1": "true", "false": "false", "true": "true"}[flag.text]
	if !ok {
		return v, false
	}
	was := flag.text
	v.members = slices.Clone(v.members)
	flag, _ = find(v.members, "is_partial_payment")
	flag.kind, flag.json = body.Bool, value
	v.detail = strings.TrimPrefix(v.detail+" is_partial_payment was signed as "+value+".", " ")
	if v.from == "" {
		v.from, v.to = value, quotedJSON(was)
	}
	return v, true
}

// asNumber returns the JSON number that a text is.
func asNumber(m *member) (string, bool) {
	if m.kind != body.String || m.text == "" || len(m.text) > 32 {
		return "", false
	}
	v, err := body.Parse([]byte(m.text))
	if err != nil || v.Kind() != body.Number {
		return "", false
	}
	return v.Text(), true
}

func quotedJSON(s string) string { return string(appendQuoted(nil, s)) }
