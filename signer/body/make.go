package body

// Values that stand in no text have no place, and no piece of a text: the style
// "as-is" writes nothing for them.

// NewNull returns null.
func NewNull() *Value { return &Value{kind: Null} }

// NewBool returns a boolean.
func NewBool(b bool) *Value {
	if b {
		return &Value{kind: Bool, text: "true"}
	}
	return &Value{kind: Bool, text: "false"}
}

// NewNumber returns a number; the spelling must be JSON's. Every style writes it
// as it is spelt here: it stands for what a program has formatted itself.
func NewNumber(spelling string) *Value { return &Value{kind: Number, text: spelling, made: true} }

// NewString returns a string of these characters, which must be UTF-8.
func NewString(text string) *Value { return &Value{kind: String, text: text} }

// NewArray returns an array of the values.
func NewArray(values ...*Value) *Value { return container(Array, nil, values) }

// NewObject returns an object; there are as many names as values, none twice.
func NewObject(names []string, values []*Value) *Value { return container(Object, names, values) }

func container(kind Kind, names []string, values []*Value) *Value {
	v := &Value{kind: kind}
	if len(values) == 0 {
		return v
	}
	v.children = &children{values: make([]Value, len(values))}
	for i, value := range values {
		v.children.values[i] = *value
	}
	if kind == Object {
		v.children.names = make([]name, len(names))
		for i, text := range names {
			v.children.names[i].text = text
		}
	}
	return v
}

// IsNumber tells whether the text is a number as JSON spells one.
func IsNumber(text string) bool {
	p := parser{text: text, place: place{line: 1, column: 1}}
	if text == "" || text[0] != '-' && !isDigit(text[0]) {
		return false
	}
	_, err := p.number()
	return err == nil && p.at == len(text)
}
