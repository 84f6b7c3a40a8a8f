package notification

import (
	"slices"
	"strings"
	"unicode"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// A member is a field as it was carried.
type member struct {
	name, text string    // decoded once
	raw        string    // before that, in a query
	kind       body.Kind // what it is in JSON; a string elsewhere
	json       string    // its JSON, where it is no string
}

// payload is what was read.
type payload struct {
	members []member // without sign, each name once
	sign    string
	signed  bool    // whether there is a sign
	fields  []Field // sign among them
	twice   []string
	html    bool     // its & were &amp;
	badly   string   // the first escape of a query that is none
	wrapped string   // what it was inside of; ""
	outside []string // names around it like those of its fields
	mangled []mangled
}

// carriers are the ways in which fields come, the surest to recognise first:
// each returns nil where the text is none of its kind.
func carriers() []func(text string, depth int) (*payload, error) {
	return []func(string, int) (*payload, error){
		readRepr,
		readJSON,
		readDump,
		readHTTP,
		readURL,
		readQuery,
	}
}

// maxWraps bounds how often a payload stands inside another.
const maxWraps = 3

func read(text string, depth int) (*payload, error) {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	if text == "" {
		return nil, fault.New("payload-empty", "There is nothing to check: the payload is empty.").
			WithHint("Give what AliKassa sent: the address with its parameters, or the body.")
	}
	if depth < maxWraps {
		for _, carrier := range carriers() {
			if p, err := carrier(text, depth); p != nil || err != nil {
				return p, err
			}
		}
	}
	return nil, unreadable()
}

func unreadable() *fault.Error {
	return fault.New("payload-unreadable", "The payload has no fields: it is none of an address with parameters, a form, JSON, an HTTP request and a print of PHP or Python.").
		WithHint("Give what AliKassa sent, like type=payment&id=100001524&…&sign=….")
}

// add takes a field in. As in PHP, a name that comes again keeps its place and
// takes the new value.
func (p *payload) add(m member) {
	place := -1
	for i := range p.fields {
		if p.fields[i].Name == m.name {
			place = i
		}
	}
	if place < 0 {
		p.fields = append(p.fields, Field{m.name, m.text})
	} else {
		p.fields[place].Value = m.text
		if len(p.twice) < maxNamed && !has(p.twice, m.name) {
			p.twice = append(p.twice, m.name)
		}
	}
	if m.name == signName {
		p.sign, p.signed = m.text, true
		return
	}
	for i := range p.members {
		if p.members[i].name == m.name {
			p.members[i] = m
			return
		}
	}
	p.members = append(p.members, m)
}

func readJSON(text string, depth int) (*payload, error) {
	if !strings.ContainsRune(`{["`, rune(text[0])) || strings.HasPrefix(text, "['") || text[0] == '[' && !strings.HasSuffix(text, "]") {
		return nil, nil
	}
	v, err := body.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	switch {
	case v.Kind() == body.String:
		return wrap(v.Text(), "a JSON string", depth)
	case v.Kind() == body.Array && v.Len() == 1, v.Kind() == body.Object && v.Get(signName) == nil && v.Len() > 0:
		if at, name := inside(v); at >= 0 {
			p, err := wrap(v.Item(at).Raw(), name, depth)
			if p != nil && v.Kind() == body.Object {
				p.around(slices.Delete(namesOf(v), at, at+1))
			}
			return p, err
		}
	}
	if v.Kind() != body.Object || v.Len() == 0 {
		return nil, nil
	}
	if v.Len() > maxFields {
		return nil, tooMany()
	}
	p := new(payload)
	for name, value := range v.Members() {
		p.add(jsonMember(name, value))
	}
	return p, nil
}

func jsonMember(name string, v *body.Value) member {
	m := member{name: name, kind: v.Kind(), json: v.Raw()}
	switch v.Kind() {
	case body.String:
		m.text, m.json = v.Text(), ""
	case body.Null:
	default:
		m.text = v.Raw()
	}
	return m
}

// inside returns the place of the one object with a sign inside a value, and
// how it is called there; -1 where there is none, or several.
func inside(v *body.Value) (at int, name string) {
	at = -1
	for i := range v.Len() {
		item := v.Item(i)
		if item.Kind() != body.Object || item.Get(signName) == nil {
			continue
		}
		if at >= 0 {
			return -1, ""
		}
		at, name = i, "an array"
		if v.Kind() == body.Object {
			name = "the field " + quote(v.Name(i))
		}
	}
	return at, name
}

func namesOf(v *body.Value) []string {
	var all []string
	for name := range v.Members() {
		all = append(all, name)
	}
	return all
}

// around takes in the fields that stand around the payload, those that may be
// taken for the payload's by their names.
func (p *payload) around(others []string) {
	known := map[string]bool{signName: true}
	for _, list := range [][]string{documentedFields, redirectFields, names(p.members)} {
		for _, name := range list {
			known[letters(name)] = true
		}
	}
	for _, name := range others {
		if known[letters(name)] {
			p.outside = append(p.outside, name)
		}
	}
}

// letters returns what remains of a name where case and signs do not count, in
// which programs translate names.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func wrap(text, name string, depth int) (*payload, error) {
	p, err := read(text, depth+1)
	if p != nil && p.wrapped == "" {
		p.wrapped = name
	}
	return p, err
}

// maxFields bounds a payload's fields; a notification has twelve.
const maxFields = 200

func tooMany() *fault.Error {
	return fault.New("payload-unreadable", "The payload has more than 200 fields; a notification has twelve.").
		WithHint("Give one notification alone.")
}
