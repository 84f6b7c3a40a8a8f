package operation

// unknown is a member of the body that the table does not list.
type unknown struct{ parent, name string }

func (u unknown) path() string {
	if u.parent == "" {
		return u.name
	}
	return u.parent + "." + u.name
}

// maxUnknown bounds how many unknown fields are reported one by one.
const maxUnknown = 100

// unknownFields warns of what the table does not list. It is never an error:
// the API grows.
func (c *checker) unknownFields() {
	for i, u := range c.unknown {
		if i == maxUnknown {
			c.add("", unknownField, Warning, itoa(len(c.unknown)-i)+" more fields are not documented for this request.")
			return
		}
		path := u.path()
		message := show(path) + " is not documented for this request"
		if near := c.operation.nearest(u); near != "" {
			message += ": did you mean " + near + "?"
		} else {
			message += ": check that AliKassa asked you for it."
		}
		c.add(path, unknownField, Warning, message)
	}
}

func (o *Operation) nearest(u unknown) string { return "" }
