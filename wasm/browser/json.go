//go:build js && wasm

package main

import "strconv"

// An object appends the members of a JSON object to a buffer: encoding/json
// would be a quarter of the wasm's size. Its zero value begins with nothing.
type object struct {
	dst  []byte
	more bool
}

func newObject(dst []byte) *object { return &object{dst: append(dst, '{')} }

// name begins a member whose value the caller appends to dst.
func (o *object) name(name string) {
	if o.more {
		o.dst = append(o.dst, ',')
	}
	o.more = true
	o.dst = append(appendString(o.dst, name), ':')
}

func (o *object) text(name, value string) {
	o.name(name)
	o.dst = appendString(o.dst, value)
}

// textOrNull writes null for the empty string.
func (o *object) textOrNull(name, value string) {
	o.name(name)
	if value == "" {
		o.dst = append(o.dst, "null"...)
		return
	}
	o.dst = appendString(o.dst, value)
}

// textIf leaves the member out where the value is empty.
func (o *object) textIf(name, value string) {
	if value != "" {
		o.text(name, value)
	}
}

func (o *object) number(name string, value int64) {
	o.name(name)
	o.dst = strconv.AppendInt(o.dst, value, 10)
}

// numberIf leaves the member out where the value is 0.
func (o *object) numberIf(name string, value int64) {
	if value != 0 {
		o.number(name, value)
	}
}

func (o *object) bool(name string, value bool) {
	o.name(name)
	o.dst = strconv.AppendBool(o.dst, value)
}

func (o *object) end() []byte { return append(o.dst, '}') }

// appendList appends the items as a JSON array.
func appendList[T any](dst []byte, items []T, write func(dst []byte, item T) []byte) []byte {
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = write(dst, item)
	}
	return append(dst, ']')
}

// appendString appends a JSON string. What is not UTF-8 stays as it is: the
// reader replaces it, as it replaces everything of the kind.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ':
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
