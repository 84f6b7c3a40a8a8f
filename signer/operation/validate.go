package operation

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// Validate says what is wrong with a request's JSON text; nothing where it is
// empty. Faults: "unknown-operation", and those of [body.Parse].
func Validate(text []byte, operation string) ([]Problem, error) {
	o, err := Lookup(operation)
	if err != nil {
		return nil, err
	}
	v, err := body.Parse(text)
	if err != nil {
		return nil, err
	}
	return o.Check(v), nil
}

// Check says what is wrong with a body: first the fields in the order of the
// table, then what is missing of groups, then unknown fields in the order of
// the body. It takes time in proportion to the body.
func (o *Operation) Check(v *body.Value) []Problem {
	c := checker{operation: o, values: make([]*body.Value, len(o.Fields))}
	switch {
	case v.Kind() == body.Object:
		c.sort("", v)
	case v.Kind() == body.Array && v.Len() == 0 && len(o.Fields) == 0:
		return nil // what PHP's json_encode makes of no fields
	default:
		c.wholeBody(v)
		return c.problems
	}
	for i, member := range c.values {
		if f := &o.Fields[i]; member != nil {
			c.field(f, member)
		} else if f.Required {
			c.missing(f, "is required")
		}
	}
	for _, group := range o.OneOf {
		c.oneOf(group)
	}
	c.unknownFields()
	return c.problems
}

// checker collects the problems of one body.
type checker struct {
	operation *Operation
	values    []*body.Value // by the field's place in the table, nil where absent
	unknown   []unknown     // in the order of the body
	problems  []Problem
}

func (c *checker) add(field, code, severity, message string) {
	c.problems = append(c.problems, Problem{field, code, severity, message})
}

// sort puts the members of an object, and of the objects documented in it, to
// their fields.
func (c *checker) sort(parent string, v *body.Value) {
	for name, member := range v.Members() {
		i := c.operation.index(parent, name)
		if i < 0 {
			c.unknown = append(c.unknown, unknown{parent, name})
			continue
		}
		c.values[i] = member
		if f := &c.operation.Fields[i]; f.Type == object && member.Kind() == body.Object {
			c.sort(f.Name, member)
		}
	}
}

func (c *checker) wholeBody(v *body.Value) {
	message := "The body is " + kindName(v) + ": it must be an object with the request's fields"
	if len(c.operation.Fields) == 0 {
		message = "The body is " + kindName(v) + ": it must be empty, [] or {}"
	} else if v.Kind() == body.Array && v.Len() == 0 {
		message += ", which PHP writes as [] while it has none"
	} else if v.Kind() == body.String {
		message += ", not a text that holds one: it was encoded twice"
	}
	c.add("", notObject, Error, message+".")
}

// missing reports a required field that is not there, or as good as not there.
func (c *checker) missing(f *Field, how string) {
	c.add(f.Name, required, Error, f.Name+" "+how+": "+f.meaning()+like(f)+".")
}

// field checks a value that is there.
func (c *checker) field(f *Field, v *body.Value) {
	t := typeOf(f)
	switch v.Kind() {
	case body.Null:
		if f.Required {
			c.missing(f, "is required and is null")
			return
		}
		c.add(f.Name, wrongType, Warning, f.Name+" is null: leave it out, or give "+t.right+like(f)+".")
	case body.Number, body.String:
		if f.Type == object {
			c.wrongKind(f, t, v)
			return
		}
		c.scalar(f, t, scalar{v.Text(), v.Kind() == body.Number})
	case body.Array, body.Object:
		// PHP writes an empty object as [].
		if f.Type != object || v.Kind() == body.Array && v.Len() > 0 {
			c.wrongKind(f, t, v)
		}
	default:
		c.wrongKind(f, t, v)
	}
}

func (c *checker) wrongKind(f *Field, t *fieldType, v *body.Value) {
	c.add(f.Name, wrongType, Error, f.Name+" is "+kindName(v)+": it must be "+t.right+like(f)+".")
}

// scalar checks a string or a number: what it says, how long it is, and only
// where nothing is wrong with that, whether it is the one that is documented.
func (c *checker) scalar(f *Field, t *fieldType, s scalar) {
	blank := !s.number && strings.TrimSpace(s.text) == ""
	if blank && f.Required {
		c.missing(f, "is required and is empty")
		return
	}
	before := len(c.problems)
	if t.check != nil {
		switch found := t.check(f, s); {
		case found.code == "":
		case blank: // it may be read as absent
			c.add(f.Name, found.code, Warning, f.Name+" is empty: leave it out, or give "+t.right+like(f)+".")
		default:
			c.found(f, s, found)
		}
	}
	if n := count(s.text); f.MaxLength > 0 && n > f.MaxLength && !t.number {
		c.add(f.Name, tooLong, Error, f.Name+" has "+itoa(n)+" characters: it must have at most "+itoa(f.MaxLength)+".")
	}
	if len(c.problems) == before && s.number != t.number {
		c.add(f.Name, wrongType, Warning, c.otherKind(f, t))
	}
}

// found reports what a check has to say.
func (c *checker) found(f *Field, s scalar, found finding) {
	is, severity := s.quote(), Error
	if found.is != "" {
		is = found.is
	}
	if found.severity != "" {
		severity = found.severity
	}
	c.add(f.Name, found.code, severity, f.Name+" is "+is+": it must be "+found.must+like(f)+".")
}

// otherKind is the warning for a number where a string is documented, or a
// string where a number is.
func (c *checker) otherKind(f *Field, t *fieldType) string {
	is, write := "a number", `so write it in quotation marks, like "`+f.Example+`"`
	if t.number {
		is, write = "a string", "so write it without quotation marks"+like(f)
	}
	if f.Samples != "" {
		write = "and its samples " + f.Samples
	}
	return f.Name + " is " + is + ": the documentation has " + f.Documented + ", " + write + "."
}

// oneOf reports a group of fields none of which is there. A test holds the
// groups to names of the table.
func (c *checker) oneOf(group []string) {
	rights := make([]string, 0, len(group))
	for _, name := range group {
		at := c.operation.index(split(name))
		if at < 0 {
			continue
		}
		if c.present(at) {
			return
		}
		f := &c.operation.Fields[at]
		rights = append(rights, name+" ("+f.meaning()+like(f)+")")
	}
	if len(rights) == 0 {
		return
	}
	c.add(group[0], oneOfRequired, Error, "One of these is required: "+strings.Join(rights, " or ")+".")
}

// present tells whether a field has a value that says something.
func (c *checker) present(i int) bool {
	v := c.values[i]
	return v != nil && v.Kind() != body.Null && (v.Kind() != body.String || strings.TrimSpace(v.Text()) != "")
}

// kindName returns what a value is, for a message.
func kindName(v *body.Value) string {
	switch v.Kind() {
	case body.Object:
		return "an object"
	case body.Array:
		return "an array"
	case body.String:
		return "a string"
	case body.Number:
		return "a number"
	case body.Bool:
		if v.Bool() {
			return "true"
		}
		return "false"
	default:
		return "null"
	}
}
