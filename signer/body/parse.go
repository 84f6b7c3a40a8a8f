package body

import (
	"bytes"
	"slices"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// The limits of a text.
const (
	MaxSize  = 1 << 20 // bytes
	MaxDepth = 512     // arrays and objects inside one another
)

// Parse reads a JSON text (RFC 8259) in UTF-8.
//
// It is strict: the faults are "not-json" and "duplicate-name", both with line
// and column. What JSON allows and languages read differently is refused as
// well: names that come twice in an object, lone surrogates, a byte order mark.
func Parse(text []byte) (*Value, error) {
	if len(text) > MaxSize {
		p := newParser(text[:MaxSize])
		return nil, p.fail(MaxSize, "The text is longer than 1 MiB").
			WithHint("A request to AliKassa is a few hundred bytes; look for what was added to it.")
	}
	p := newParser(text)
	v, err := p.document()
	if err != nil {
		return nil, err
	}
	return v, nil
}

// A parser goes through the text once, from left to right. Its recursion is
// bounded by MaxDepth.
type parser struct {
	text  string
	at    int // the byte that is looked at
	depth int
	place place

	// What has been read of the containers that are still open; a container that
	// closes takes its part from the end.
	values []Value
	names  []name
}

func newParser(text []byte) *parser {
	members := min(bytes.Count(text, []byte{','})+1, 64) // a guess that most requests keep to
	return &parser{
		text:   string(text),
		place:  place{line: 1, column: 1},
		values: make([]Value, 0, members),
		names:  make([]name, 0, members),
	}
}

func (p *parser) document() (*Value, *fault.Error) {
	if err := p.checkStart(); err != nil {
		return nil, err
	}
	v := new(Value)
	if err := p.value(v); err != nil {
		return nil, err
	}
	p.blanks()
	if p.at < len(p.text) {
		return nil, p.trailing()
	}
	v.raw = p.text
	return v, nil
}

// value reads the value at the next byte that is not blank.
func (p *parser) value(v *Value) *fault.Error {
	p.blanks()
	start := p.at
	v.line, v.column = p.place.of(p.text, start)
	var err *fault.Error
	switch c := p.peek(); {
	case c == '{':
		err = p.object(v)
	case c == '[':
		err = p.array(v)
	case c == '"':
		v.kind = String
		v.text, err = p.string()
	case c == '-' || '0' <= c && c <= '9':
		v.kind = Number
		v.text, err = p.number()
	default:
		err = p.literal(v)
	}
	if err != nil {
		return err
	}
	v.raw = p.text[start:p.at]
	return nil
}

func (p *parser) literal(v *Value) *fault.Error {
	switch word := p.word(); word {
	case "null":
		v.kind = Null
	case "true", "false":
		v.kind, v.text = Bool, word
	default:
		return p.unexpectedValue(word)
	}
	return nil
}

// word takes the letters, digits, underscores and dollars at the current byte.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.text) && isWord(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_' || c == '$'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (p *parser) array(v *Value) *fault.Error {
	v.kind = Array
	if err := p.open(); err != nil {
		return err
	}
	if p.take(']') {
		p.depth--
		return nil
	}
	first := len(p.values)
	for {
		var item Value
		if err := p.value(&item); err != nil {
			return err
		}
		p.values = append(p.values, item)
		if p.take(']') {
			break
		}
		if err := p.comma(']'); err != nil {
			return err
		}
	}
	p.close(v, first, len(p.names))
	return nil
}

func (p *parser) object(v *Value) *fault.Error {
	v.kind = Object
	if err := p.open(); err != nil {
		return err
	}
	if p.take('}') {
		p.depth--
		return nil
	}
	firstValue, firstName := len(p.values), len(p.names)
	var seen nameSet
	for {
		p.blanks()
		if p.peek() != '"' {
			return p.unexpectedName()
		}
		start := p.at
		var n name
		n.line, n.column = p.place.of(p.text, start)
		var err *fault.Error
		if n.text, err = p.string(); err != nil {
			return err
		}
		if seen.has(p.names[firstName:], n.text) {
			return p.duplicate(n)
		}
		p.names = append(p.names, n)
		if !p.take(':') {
			return p.missingColon(n.text)
		}
		var member Value
		if err := p.value(&member); err != nil {
			return err
		}
		p.values = append(p.values, member)
		if p.take('}') {
			break
		}
		if err := p.comma('}'); err != nil {
			return err
		}
	}
	p.close(v, firstValue, firstName)
	return nil
}

// open goes past a bracket.
func (p *parser) open() *fault.Error {
	if p.depth == MaxDepth {
		return p.fail(p.at, "Arrays and objects stand more than 512 deep inside one another").
			WithHint("A request to AliKassa is one object, at most two deep.")
	}
	p.depth++
	p.at++
	return nil
}

// close hands the values and names read since the bracket opened to v.
func (p *parser) close(v *Value, firstValue, firstName int) {
	p.depth--
	if p.depth == 0 { // nothing follows that would need the stacks
		v.children = &children{names: p.names, values: p.values}
		return
	}
	v.children = &children{values: slices.Clone(p.values[firstValue:])}
	clear(p.values[firstValue:])
	p.values = p.values[:firstValue]
	if v.kind == Object {
		v.children.names = slices.Clone(p.names[firstName:])
		p.names = p.names[:firstName]
	}
}

// comma goes past the comma between two members or items.
func (p *parser) comma(closing byte) *fault.Error {
	if !p.take(',') {
		return p.missingComma(closing)
	}
	comma := p.at - 1
	p.blanks()
	if p.peek() == closing {
		return p.trailingComma(comma)
	}
	return nil
}

// peek returns the current byte, 0 at the end.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// take goes past blanks and one byte, if it is this one.
func (p *parser) take(c byte) bool {
	p.blanks()
	if p.peek() != c {
		return false
	}
	p.at++
	return true
}

// blanks goes past JSON's four white space characters.
func (p *parser) blanks() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// A nameSet tells which names of an object have been seen. Small objects are
// searched, large ones hashed, so that the whole stays linear.
type nameSet map[string]struct{}

func (s *nameSet) has(names []name, text string) bool {
	const small = 16
	if *s == nil {
		for i := range names {
			if names[i].text == text {
				return true
			}
		}
		if len(names) < small {
			return false
		}
		*s = make(nameSet, 4*small)
		for i := range names {
			(*s)[names[i].text] = struct{}{}
		}
	}
	if _, ok := (*s)[text]; ok {
		return true
	}
	(*s)[text] = struct{}{}
	return false
}
