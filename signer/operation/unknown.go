package operation

import "strings"

// unknown is a member of the body, or of a nested object, that the table does
// not list.
type unknown struct{ parent, name string }

// The bounds of what is said about unknown fields, whatever the body has.
const (
	maxUnknown   = 100 // reported one by one
	maxSuggested = 3   // names offered for one; more would be no help
)

// unknownFields warns of what the table does not list. It is never an error:
// the API grows.
func (c *checker) unknownFields() {
	for i, u := range c.unknown {
		if i == maxUnknown {
			c.add("", unknownField, Warning, itoa(len(c.unknown)-i)+" more fields are not documented for this request.")
			return
		}
		path := u.name
		if u.parent != "" {
			path = u.parent + "." + u.name
		}
		message := show(path) + " is not documented for this request: "
		if near := c.operation.nearest(u); near != nil {
			message += "did you mean " + join(near) + "?"
		} else {
			message += "check its name, or that AliKassa asked you for it."
		}
		c.add(path, unknownField, Warning, message)
	}
}

// nearest returns the names of the documented fields that an unknown one is
// likely to stand for, none where there are too many.
func (o *Operation) nearest(u unknown) []string {
	words := splitWords(u.name)
	best := unlike
	var names []string
	for i := range o.Fields {
		parent, member := split(o.Fields[i].Name)
		near := likeness(words, splitWords(member))
		if u.parent == "" && parent != "" {
			near = min(near, likeness(words, splitWords(o.Fields[i].Name))) // extra.card_holder, extra[card_holder]
		}
		if near == unlike {
			continue
		}
		name := o.Fields[i].Name
		if parent != u.parent {
			near++
			if parent != "" {
				name = member + " inside " + parent
			}
		}
		if near < best {
			best, names = near, names[:0]
		}
		if near == best {
			names = append(names, name)
		}
	}
	if len(names) > maxSuggested {
		return nil
	}
	return names
}

// join returns names as a sentence has them: "a, b or c".
func join(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
