// Package body reads the JSON text of a request and writes it again as one
// programming language or another would, to the byte: a signature covers
// bytes, and two languages write the same data as different bytes.
//
// Most people start at [Encode]. [Parse] and [Write] are its two halves, for
// whoever needs the data in between, or in several styles.
//
// What it promises: a [Value] keeps the order of the text and the spelling of
// its numbers, and writing never changes it. A style gives the bytes of the
// language's documented call (PHP's json_encode, Python's json.dumps …) for the
// value that the language's own decoder reads from the text. What that
// language cannot read or write is an error that says so.
package body

import "iter"

// A Kind is one of JSON's six types.
type Kind uint8

// The kinds of a value.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// A Value is a JSON value as it stands in a text: the order of its members, the
// spelling of its numbers and its place are kept. It is read-only, and safe for
// use by several goroutines.
type Value struct {
	raw      string // its text; of the outermost value the whole text, blanks and all
	text     string // a string's characters, a number's spelling
	children *children
	line     int32
	column   int32
	kind     Kind
	made     bool // stands in no text: its number is written as it is spelt
}

// children are the values inside an array or an object. Only a container that
// is not empty has them, which keeps a Value small.
type children struct {
	names  []name // of an object, one a value
	values []Value
}

// A name is the name of an object's member, and its place.
type name struct {
	text         string
	line, column int32
}

// Kind returns the value's type.
func (v *Value) Kind() Kind { return v.kind }

// Text returns the characters of a string, escapes resolved, or a number as it
// is spelt in the text; of any other kind it is empty.
func (v *Value) Text() string { return v.text }

// Bool tells whether the value is true.
func (v *Value) Bool() bool { return v.kind == Bool && v.text == "true" }

// Raw returns the value's own piece of the text; of the outermost value it is
// the whole text.
func (v *Value) Raw() string { return v.raw }

// Line returns the line on which the value begins, from 1.
func (v *Value) Line() int { return int(v.line) }

// Column returns the character of the line at which the value begins, from 1.
func (v *Value) Column() int { return int(v.column) }

// Len returns the number of an array's items or an object's members.
func (v *Value) Len() int {
	if v.children == nil {
		return 0
	}
	return len(v.children.values)
}

// Item returns an array's item or the value of an object's member, from 0.
func (v *Value) Item(i int) *Value { return &v.children.values[i] }

// Name returns the name of an object's member, from 0.
func (v *Value) Name(i int) string { return v.children.names[i].text }

// Items ranges over the items of an array.
func (v *Value) Items() iter.Seq2[int, *Value] {
	return func(yield func(int, *Value) bool) {
		if v.kind != Array {
			return
		}
		for i := range v.Len() {
			if !yield(i, v.Item(i)) {
				return
			}
		}
	}
}

// Members ranges over the members of an object, in the order of the text.
func (v *Value) Members() iter.Seq2[string, *Value] {
	return func(yield func(string, *Value) bool) {
		if v.kind != Object {
			return
		}
		for i := range v.Len() {
			if !yield(v.Name(i), v.Item(i)) {
				return
			}
		}
	}
}

// Get returns the value of an object's member, nil where there is none.
func (v *Value) Get(name string) *Value {
	for n, member := range v.Members() {
		if n == name {
			return member
		}
	}
	return nil
}
