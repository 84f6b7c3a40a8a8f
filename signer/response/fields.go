package response

import (
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// The bounds of what is repeated of the errors.
const (
	maxProblems = 100 // more would be no help
	maxMessages = 3   // of one field
	maxDepth    = 8   // of errors inside one another
)

// refused is the code of a problem whose kind the server's words do not tell.
const refused = "refused"

// fields returns the problems that the answer names by field, in its order.
func (a *answer) fields() []operation.Problem {
	errors := a.member("errors")
	if errors == nil || a.status >= 200 && a.status < 300 && a.kind.reads {
		return nil
	}
	c := &collector{answer: a}
	c.collect("", errors, 0)
	return c.problems
}

// A collector gathers problems from errors of any shape: texts, lists of texts,
// and objects of both by the field's name.
type collector struct {
	*answer
	problems []operation.Problem
}

func (c *collector) collect(field string, v *body.Value, depth int) {
	if len(c.problems) == maxProblems || depth > maxDepth {
		return
	}
	switch v.Kind() {
	case body.Object:
		if name, message := named(v); message != nil {
			c.collect(join(field, name), message, depth+1)
			return
		}
		for name, member := range v.Members() {
			c.collect(join(field, name), member, depth+1)
		}
	case body.Array:
		var texts []string
		for _, item := range v.Items() {
			if item.Kind() == body.Array || item.Kind() == body.Object {
				c.collect(field, item, depth+1)
			} else if text := plain(item); text != "" && len(texts) < maxMessages {
				texts = append(texts, text)
			}
		}
		c.add(field, texts)
	default:
		if text := plain(v); text != "" {
			c.add(field, []string{text})
		}
	}
}

// named takes {"field": "amount", "message": "…"} apart; message is nil where
// the object is something else.
func named(v *body.Value) (field string, message *body.Value) {
	name, message := v.Get("field"), v.Get("message")
	if name == nil || message == nil || name.Kind() != body.String || v.Len() > 4 {
		return "", nil
	}
	return name.Text(), message
}

// join returns the path of a field. What will not be shown of it is left out,
// which many fields inside one another would else repeat.
func join(parent, name string) string {
	switch {
	case parent == "":
		return name
	case len(parent) > utf8.UTFMax*maxQuote:
		return parent
	}
	return parent + "." + name
}

// plain returns a scalar as text.
func plain(v *body.Value) string {
	switch v.Kind() {
	case body.String, body.Number:
		return strings.TrimSpace(v.Text())
	case body.Bool:
		return v.Raw()
	default:
		return ""
	}
}

// add reports a field: what the server said, and what would be right.
func (c *collector) add(field string, texts []string) {
	if len(texts) == 0 || len(c.problems) == maxProblems {
		return
	}
	said := make([]string, len(texts))
	for i, text := range texts {
		said[i] = quote(text)
	}
	words := closed(strings.Join(said, ", "))
	message := "AliKassa says: " + words
	known := c.lookup(field)
	switch {
	case known != nil:
		message = known.Name + ": AliKassa says " + words + " " + hint(known)
	case field != "":
		message = quote(field) + ": AliKassa says " + words + " The documentation has no such field for this request."
	}
	if known == nil && field != "" {
		field = shorten(field)
	}
	c.problems = append(c.problems, operation.Problem{Field: field, Code: codeOf(texts), Severity: operation.Error, Message: message})
}

// lookup returns the field of the operation's table, nil where it has none.
func (c *collector) lookup(name string) *operation.Field {
	for i := range c.operation.Fields {
		if f := &c.operation.Fields[i]; f.Name == name {
			return f
		}
	}
	return nil
}

// hint says what the table has of a field.
func hint(f *operation.Field) string {
	s := "It is " + f.Documented
	if f.Required {
		s += ", required"
	}
	if f.Example != "" {
		s += ", like " + f.Example
	}
	return s + "."
}

// codesOf maps words of the server to codes of package operation: the first
// that any of a field's messages holds counts. The words are Laravel's.
var codesOf = []struct{ words, code string }{
	{"is required", "required"},
	{"required when", "required"},
	{"may not be greater than", "too-long"},
	{"must not be greater than", "too-long"},
	{"must be between", "out-of-range"},
	{"must be at least", "out-of-range"},
	{"must not exceed", "too-long"},
	{"valid ip", "bad-ip"},
	{"valid email", "bad-email"},
	{"valid date", "bad-date"},
	{"match the format", "bad-date"},
	{"valid url", "bad-url"},
	{"format is invalid", "type"},
	{"must be a number", "type"},
	{"must be an integer", "type"},
	{"must be a string", "type"},
	{"must be an array", "type"},
}

func codeOf(texts []string) string {
	for _, text := range texts {
		text = lower(text[:min(len(text), maxPage)])
		for _, c := range codesOf {
			if strings.Contains(text, c.words) {
				return c.code
			}
		}
	}
	return refused
}
