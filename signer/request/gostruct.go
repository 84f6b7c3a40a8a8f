package request

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// goStructs are the types that a Go program declares, since json.Marshal keeps
// the order of a struct's fields and not that of a map.
type goStructs struct {
	objects  []goObject           // in the order of the text
	next     int                  // the object whose literal is written next
	byText   map[string]*goStruct // objects that look alike share a type
	declared []*goStruct          // inner ones first
	names    names
	ordered  bool // the type ordered is needed
}

// goStruct is a declared type.
type goStruct struct{ name, text string }

// goObject is what an object of the data is in the program: of a declared type,
// with these fields, or of another that goType names.
type goObject struct {
	goType string
	fields [][]byte
}

const (
	goEmpty   = "struct{}"
	goOrdered = "ordered"
)

const goOrderedDeclaration = `
// ordered keeps its members' order where a struct cannot: some names are no tags.
type ordered []struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, member := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(member.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(member.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
`

// mostGoFields is the number of fields above which a struct helps nobody.
const mostGoFields = 200

func structsOf(v *body.Value) *goStructs {
	g := &goStructs{byText: map[string]*goStruct{}, names: names{"Data": 1}}
	g.typeOf(v, "")
	return g
}

// typeOf returns the Go type of v, and finds those of the objects in it. The
// outermost value has no field to be named after.
func (g *goStructs) typeOf(v *body.Value, name string) string {
	switch v.Kind() {
	case body.Object:
		return g.typeOfObject(v, name)
	case body.Array:
		for i := range v.Len() {
			g.typeOf(v.Item(i), "Item")
		}
		return "[]any"
	case body.String:
		return "string"
	case body.Number:
		return goNumberType(v.Text())
	case body.Bool:
		return "bool"
	}
	return "any"
}

func (g *goStructs) typeOfObject(v *body.Value, name string) string {
	at := len(g.objects)
	g.objects = append(g.objects, goObject{goType: goEmpty})
	types := make([]string, v.Len())
	for i := range types {
		types[i] = g.typeOf(v.Item(i), or(camel(v.Name(i), true), "Object"))
	}
	o := &g.objects[at]
	switch {
	case v.Len() == 0:
	case !fitsStruct(v):
		o.goType = goOrdered
		g.ordered = true
	default:
		g.declare(o, v, types, name)
	}
	return o.goType
}

// declare gives an object its struct, whose fields' types are known.
func (g *goStructs) declare(o *goObject, v *body.Value, types []string, name string) {
	taken := names{}
	nameWidth, typeWidth := 0, 0
	for i := range types {
		field := taken.free(or(camel(v.Name(i), true), "Field"))
		o.fields = append(o.fields, []byte(field))
		nameWidth, typeWidth = max(nameWidth, len(field)), max(typeWidth, len(types[i]))
	}
	var text []byte
	for i, field := range o.fields {
		tag := v.Name(i)
		if tag == "-" {
			tag = "-," // alone it means: left out
		}
		text = blanks(join(text, "\t", string(field)), nameWidth-len(field)+1)
		text = blanks(join(text, types[i]), typeWidth-len(types[i])+1)
		text = join(text, "`json:\"", tag, "\"`\n")
	}
	s := g.byText[string(text)]
	if s == nil || name == "" {
		s = &goStruct{name: "Data", text: string(text)}
		if name != "" {
			s.name = g.names.free(name)
		}
		g.byText[s.text] = s
		g.declared = append(g.declared, s)
	}
	o.goType = s.name
}

// declarations returns the types, outer ones first.
func (g *goStructs) declarations() string {
	var out []byte
	for i := len(g.declared) - 1; i >= 0; i-- {
		out = join(out, "\ntype ", g.declared[i].name, " struct {\n", g.declared[i].text, "}\n")
	}
	if g.ordered {
		out = join(out, goOrderedDeclaration)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// layout is how the literal of the next object is spelled in its type.
func (g *goStructs) layout(v *body.Value) layout {
	o := g.objects[g.next]
	g.next++
	if o.goType != goOrdered {
		return layout{open: o.goType + "{", separator: ": ", end: ",", close: "}", names: o.fields, aligned: true}
	}
	return layout{
		open: "ordered{", separator: ", ", end: "},", close: "}",
		names: spelled(v, func(dst []byte, name string) []byte { return goQuoting.append(append(dst, '{'), name) }),
	}
}

// fitsStruct reports whether struct tags can hold the names: encoding/json
// allows letters, digits and some signs, and takes a field's own name where
// there is none.
func fitsStruct(v *body.Value) bool {
	for i := range v.Len() {
		if name := v.Name(i); name == "" || !consistsOf(name, lower+upper+decimals+"!#$%&()*+-./:;<=>?@[]^_{|}~ ") {
			return false
		}
	}
	return v.Len() <= mostGoFields
}
