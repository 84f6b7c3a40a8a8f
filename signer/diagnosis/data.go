package diagnosis

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A member is a name and its value, in one body or another that is looked at.
// Members are shared between lists and never changed, so that each is written
// once by every hand.
type member struct {
	name    string
	value   *body.Value
	literal string // in place of the value, where it is no JSON
	raw     string // as it was sent, name, colon and value; empty where it was not

	written []written // by the hands that have written it
	byIndex [][]byte  // the same, for members of the body itself, which all hands write
}

// written is a member as a hand has written it.
type written struct {
	index int
	text  []byte
}

// data is a body taken apart.
type data struct {
	root    *body.Value
	members []*member // where the root is an object
	text    string    // without what stands around it
	before  string    // a byte order mark or blanks
	behind  string    // a line break or blanks

	sent   *hand
	hands  []*hand // the others, each with an output of its own
	all    []*hand // all others
	within string  // the member of the body whose members these are; empty: the body itself
	fresh  bool    // no hand of the sender's: what was sent is no JSON
	style  string  // a style that writes the text as it is; empty: none does
	known  string  // who else writes the text as it is: "as Gson writes it"
	table  *table
}

// maxSearched is the longest body that is taken apart: what is longer was not
// meant for this API, and would be slow to write again and again.
const maxSearched = 64 << 10

// maxMembers is how many members such a body may have: AliKassa's have thirty.
const maxMembers = 300

// maxDepth is how deep the arrays and objects of such a body may be.
const maxDepth = 32

// maxInside is how many values a nested array or object may have for them to be
// looked at one by one.
const maxInside = 40

func deeper(v *body.Value, depth int) bool {
	if v.Len() > 0 && depth == 0 {
		return true
	}
	for i := range v.Len() {
		if deeper(v.Item(i), depth-1) {
			return true
		}
	}
	return false
}

// blanks and marks that stand around a body without being part of it.
const around = " \t\r\n\x00"

// takeApart reads a body; nil where it is no JSON. Without a hand that has sent
// it (fresh), there is no way in which it was written.
func takeApart(text []byte, read func([]byte) (*body.Value, bool), fresh bool, pause func() bool) *data {
	if len(text) > maxSearched {
		return nil
	}
	d := &data{text: string(text)}
	if rest, ok := strings.CutPrefix(d.text, "\uFEFF"); ok {
		d.before, d.text = "\uFEFF", rest
	}
	trimmed := strings.TrimLeft(d.text, around)
	d.before += d.text[:len(d.text)-len(trimmed)]
	d.text = strings.TrimRight(trimmed, around)
	d.behind = trimmed[len(d.text):]
	if read != nil {
		root, ok := read(text)
		if !ok {
			return nil
		}
		d.root, d.before, d.behind = root, "", ""
	} else {
		root, err := body.Parse([]byte(d.text))
		if err != nil {
			return nil
		}
		d.root = root
	}
	if deeper(d.root, maxDepth) || d.root.Kind() == body.Object && d.root.Len() > maxMembers {
		return nil
	}
	for name, v := range d.root.Members() {
		d.members = append(d.members, &member{name: name, value: v, byIndex: make([][]byte, len(allHands())+1)})
	}
	d.table = tableOf(d)
	d.fresh = fresh || read != nil
	d.findHands(d.fresh, pause)
	return d
}

// pieces cuts the text of an object into its members, and what stands before,
// between and behind them. The text is JSON.
func (d *data) pieces() (open, colon string, between []string, closing string) {
	at := 1
	last := 0
	for i, m := range d.members {
		at = skipBlanks(d.text, at)
		if i > 0 {
			at = skipBlanks(d.text, at+1) // the comma
			between = append(between, d.text[last:at])
		} else {
			open = d.text[:at]
		}
		start := at
		at = skipString(d.text, at)
		name := at
		at = skipBlanks(d.text, at)
		at = skipBlanks(d.text, at+1) // the colon
		if i == 0 {
			colon = d.text[name:at]
		}
		at += len(m.value.Raw())
		m.raw = d.text[start:at]
		last = at
	}
	if len(d.members) == 0 {
		return d.text, ":", nil, ""
	}
	return open, colon, between, d.text[last:]
}

func skipBlanks(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	return at
}

func skipString(text string, at int) int {
	for at++; at < len(text) && text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// replaced returns the object with another value at i.
func replaced(object *body.Value, i int, v *body.Value) *body.Value {
	values := make([]*body.Value, object.Len())
	for j := range values {
		values[j] = object.Item(j)
	}
	values[i] = v
	return rebuilt(object, values)
}

// rebuilt returns the array or object with other values.
func rebuilt(v *body.Value, values []*body.Value) *body.Value {
	if v.Kind() == body.Array {
		return body.NewArray(values...)
	}
	names := make([]string, len(values))
	for i := range names {
		names[i] = v.Name(i)
	}
	return body.NewObject(names, values)
}

// has tells whether a value of that kind is among the scalars.
func (d *data) has(kind body.Kind) bool {
	return slices.ContainsFunc(d.members, func(m *member) bool { return holds(m.value, kind) })
}

func holds(v *body.Value, kind body.Kind) bool {
	for i := range v.Len() {
		if holds(v.Item(i), kind) {
			return true
		}
	}
	return v.Kind() == kind
}

// deeply returns the value with each scalar inside it replaced by what convert
// makes of it; nil where nothing changes.
func deeply(v *body.Value, convert func(*body.Value) *body.Value) *body.Value {
	if v.Kind() != body.Object && v.Kind() != body.Array {
		return convert(v)
	}
	some := false
	values := make([]*body.Value, v.Len())
	for i := range values {
		values[i] = v.Item(i)
		if inner := deeply(values[i], convert); inner != nil {
			values[i], some = inner, true
		}
	}
	if !some {
		return nil
	}
	return rebuilt(v, values)
}

// everywhere returns an edit of all members at once by what convert makes of
// each scalar.
func everywhere(c change, r rank, convert func(*body.Value) *body.Value) edit {
	cache := map[*member]*member{}
	return edit{changes: []change{c}, rank: r, all: func(list []*member) []*member {
		var edited []*member
		for i, m := range list {
			other, known := cache[m]
			if !known {
				if m.value != nil {
					if v := deeply(m.value, convert); v != nil {
						other = &member{name: m.name, value: v}
					}
				}
				if len(cache) < 4096 {
					cache[m] = other
				}
			}
			if other == nil {
				continue
			}
			if edited == nil {
				edited = append(edited, list...)
			}
			edited[i] = other
		}
		return edited
	}}
}

// named returns an edit of all members at once by what convert makes of each
// value under its name.
func named(c change, convert func(name string, v *body.Value) *body.Value) edit {
	made := map[*member]*member{}
	return edit{changes: []change{c}, all: func(list []*member) []*member {
		edited := slices.Clone(list)
		for i, m := range list {
			if m.value == nil {
				continue
			}
			other, known := made[m]
			if !known {
				if v := convert(m.name, m.value); v != nil {
					other = &member{name: m.name, value: v}
				}
				if len(made) < 4096 {
					made[m] = other
				}
			}
			if other != nil {
				edited[i] = other
			}
		}
		return unlike(edited, list)
	}}
}
