package notification

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// The bounds of the causes that have many variants.
const (
	maxTyped = 6 // fields whose types are tried in every combination
	maxNamed = 8 // fields that are dropped in pairs or named in a sentence
)

func sorted(members []member) []variant {
	s := slices.Clone(members)
	slices.SortStableFunc(s, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return ordered(s, "They were sorted by name.")
}

func reversed(members []member) []variant {
	s := slices.Clone(members)
	slices.Reverse(s)
	return ordered(s, "They were reversed.")
}

func ordered(members []member, detail string) []variant {
	names := names(members)
	return []variant{{members: members, detail: detail, from: strings.Join(names, ", ")}}
}

func names(members []member) []string {
	all := make([]string, len(members))
	for i := range members {
		all[i] = members[i].name
	}
	return all
}

// nulled puts null where a field is empty or did not come, in every combination
// of a few; http_build_query leaves null out.
func nulled(members []member) []variant {
	all := inserted(members, "null")
	var places []int
	for i := range members {
		if members[i].text == "" && members[i].kind == body.String && len(places) < maxTyped {
			places = append(places, i)
		}
	}
	for set := 1; set < 1<<len(places); set++ {
		v := variant{members: slices.Clone(members)}
		var changed []string
		for bit, i := range places {
			if set>>bit&1 == 1 {
				v.members[i].kind, v.members[i].json = body.Null, "null"
				changed = append(changed, members[i].name)
			}
		}
		v.detail, v.from, v.to = join(changed)+wasOrWere(changed)+" signed as null.", "null", `""`
		all = append(all, withID(v)...)
	}
	return all
}

// completed puts a documented field in that did not come, with the values that
// a notification has where there is nothing to say.
func completed(members []member) []variant {
	var all []variant
	for _, json := range []string{`""`, `"0"`, `"0.00"`, `"0.0"`, `"false"`, `"1"`, `"payment"`, "0", "false"} {
		all = append(all, inserted(members, json)...)
	}
	return all
}

// inserted puts a value at the places of the documented fields that did not
// come: every combination of a few, or all.
func inserted(members []member, json string) []variant {
	absent := missing(members, documentedFields)
	if kindOf(members) != Notification || len(absent) == 0 {
		return nil
	}
	var all []variant
	for set := 1<<min(len(absent), 4) - 1; set > 0; set-- {
		v := variant{members: slices.Clone(members)}
		var put []string
		for bit, name := range absent {
			if bit >= 4 || set>>bit&1 == 1 {
				v.members = placed(v.members, name, json)
				put = append(put, name)
			}
		}
		v.detail, v.from = join(put)+wasOrWere(put)+" signed as "+json+".", json
		all = append(all, withID(v)...)
	}
	return all
}

// placed inserts a field before the first that the documentation has after it.
func placed(members []member, name, json string) []member {
	m := member{name: name, kind: body.String}
	if v, err := body.Parse([]byte(json)); err == nil {
		m = jsonMember(name, v)
	}
	rank := slices.Index(documentedFields, name)
	for i := range members {
		if slices.Index(documentedFields, members[i].name) > rank {
			return slices.Insert(members, i, m)
		}
	}
	return append(members, m)
}

// dropped leaves fields out: the undocumented together, then one or two.
func dropped(members []member) []variant {
	var all []variant
	without := func(out ...string) {
		kept := slices.DeleteFunc(slices.Clone(members), func(m member) bool { return has(out, m.name) })
		if len(kept) < len(members) && len(kept) > 0 {
			all = append(all, variant{members: kept, detail: join(out) + wasOrWere(out) + " not signed.", to: strings.Join(out, ", ")})
		}
	}
	if foreign := unknown(members); len(foreign) > 0 {
		without(foreign...)
	}
	few := members[:min(len(members), len(documentedFields)+2)]
	for i := range few {
		without(few[i].name)
	}
	for i := range few {
		for j := range i {
			without(few[j].name, few[i].name)
		}
	}
	return all
}

// unknown returns the names that the documentation does not have for this kind.
func unknown(members []member) []string {
	known := documentedFields
	if kindOf(members) == Redirect {
		known = redirectFields
	}
	var none []string
	for i := range members {
		if !has(known, members[i].name) {
			none = append(none, members[i].name)
		}
	}
	return none
}

// spellings are other ways to write a decimal number.
var spellings = []func(string) string{
	func(s string) string { // 500.00 → 500
		if !strings.Contains(s, ".") {
			return s
		}
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	},
	func(s string) string { // 500 → 500.00
		whole, decimals, _ := strings.Cut(s, ".")
		if len(decimals) > 2 {
			return s
		}
		return whole + "." + decimals + "00"[len(decimals):]
	},
	func(s string) string { // 500 → 500.0
		if strings.Contains(s, ".") {
			return s
		}
		return s + ".0"
	},
	func(s string) string { // 1,500.00 and 1 500,00 → 1500.00
		return strings.NewReplacer(" ", "", "\u00a0", "", ",", ".").Replace(s)
	},
}

// respelt writes the amounts otherwise: all of them, then each.
func respelt(members []member) []variant {
	var all []variant
	for _, spell := range spellings {
		together := slices.Clone(members)
		var changed []string
		var from, to string
		for i := range members {
			m := &members[i]
			if !strings.HasSuffix(m.name, "amount") || m.text == "" || !isDigit(m.text[0]) {
				continue
			}
			text := spell(m.text)
			if text == m.text {
				continue
			}
			alone := slices.Clone(members)
			for _, list := range [][]member{alone, together} {
				list[i].text, list[i].kind, list[i].json = text, body.String, ""
			}
			all = append(all, variant{alone, m.name + " was signed as " + quote(text) + ".", text, m.text})
			changed, from, to = append(changed, m.name), text, m.text
		}
		if len(changed) > 1 {
			all = append(all, variant{together, join(changed) + " were signed like " + quote(from) + ".", from, to})
		}
	}
	return all
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
