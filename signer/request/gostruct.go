package request

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// goStructs are the types that a Go program declares, since json.Marshal keeps
// the order of a struct's fields and not that of a map.
type goStructs struct {
	of       map[*body.Value]*goStruct
	byText   map[string]*goStruct // objects that look alike share a type
	declared []*goStruct          // inner ones first
	names    names
	ordered  bool // the type ordered is needed
}

// goStruct is a declared type. It has no name where the object is empty or a
// list of type ordered.
type goStruct struct {
	name, text string
	fields     [][]byte
}

const goOrdered = `// ordered keeps its members' order where a struct cannot: some names are no tags.
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
	g := &goStructs{
		of:     map[*body.Value]*goStruct{},
		byText: map[string]*goStruct{},
		names:  names{"Data": 1},
	}
	g.add(v, "")
	return g
}

// add finds the types of the objects in v. The outermost has no field to be
// named after.
func (g *goStructs) add(v *body.Value, name string) {
	for _, item := range v.Items() {
		g.add(item, "Item")
	}
	for name, member := range v.Members() {
		g.add(member, or(upperCamel(name), "Object"))
	}
	switch {
	case v.Kind() != body.Object:
	case v.Len() == 0:
		g.of[v] = &goStruct{}
	case !fitsStruct(v):
		g.of[v] = &goStruct{}
		g.ordered = true
	default:
		g.of[v] = g.declare(v, name)
	}
}

// declare returns the type of v, whose members' types are known.
func (g *goStructs) declare(v *body.Value, name string) *goStruct {
	s := &goStruct{}
	fieldNames := names{}
	types := make([]string, v.Len())
	nameWidth, typeWidth := 0, 0
	for i := range v.Len() {
		field := fieldNames.free(or(upperCamel(v.Name(i)), "Field"))
		s.fields = append(s.fields, []byte(field))
		types[i] = g.typeOf(v.Item(i))
		nameWidth, typeWidth = max(nameWidth, len(field)), max(typeWidth, len(types[i]))
	}
	var b strings.Builder
	for i, field := range s.fields {
		tag := v.Name(i)
		if tag == "-" {
			tag = "-," // alone it means: left out
		}
		b.WriteString("\t" + padded(string(field), nameWidth) + " " + padded(types[i], typeWidth) + " `json:\"" + tag + "\"`\n")
	}
	s.text = b.String()
	if known := g.byText[s.text]; known != nil && name != "" {
		return known
	}
	s.name = "Data"
	if name != "" {
		s.name = g.names.free(name)
	}
	g.byText[s.text] = s
	g.declared = append(g.declared, s)
	return s
}

func (g *goStructs) typeOf(v *body.Value) string {
	switch v.Kind() {
	case body.Object:
		switch s := g.of[v]; {
		case s.name != "":
			return s.name
		case v.Len() == 0:
			return "struct{}"
		}
		return "ordered"
	case body.Array:
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

func (g *goStructs) declarations() string {
	var b strings.Builder
	for _, s := range slices.Backward(g.declared) {
		b.WriteString("type " + s.name + " struct {\n" + s.text + "}\n\n")
	}
	if g.ordered {
		b.WriteString(goOrdered)
	}
	return b.String()
}

// layout is how the literal of an object is spelled in its type.
func (g *goStructs) layout(v *body.Value) layout {
	switch s := g.of[v]; {
	case s.name != "":
		return layout{open: s.name + "{", separator: ": ", end: ",", close: "}", names: s.fields, aligned: true}
	case v.Len() == 0:
		return layout{open: "struct{}{", close: "}"}
	}
	return layout{
		open: "ordered{", separator: ", ", end: "},", close: "}",
		names: spelled(v, func(dst []byte, name string) []byte { return goString(append(dst, '{'), name) }),
	}
}

// fitsStruct reports whether struct tags can hold the names: encoding/json
// allows letters, digits and some signs, and takes a field's own name where
// there is none.
func fitsStruct(v *body.Value) bool {
	for name := range v.Members() {
		if name == "" || !consistsOf(name, lower+upper+decimals+"!#$%&()*+-./:;<=>?@[]^_{|}~ ") {
			return false
		}
	}
	return v.Len() <= mostGoFields
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", width-len(text))
}
