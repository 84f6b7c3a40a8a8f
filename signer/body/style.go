package body

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// A Style is the way in which a language's documented call writes JSON.
type Style struct {
	Name     string // "php-unescaped-slashes"
	Title    string // the call, and its arguments: "json_encode with JSON_UNESCAPED_SLASHES"
	Language string // "PHP"
}

// Call takes the title apart: the call, and what it is given beside the data, as
// the language spells it; several arguments have " and " between them. The
// programs that write the style are made of this.
func (s Style) Call() (call, arguments string) {
	call, arguments, _ = strings.Cut(s.Title, " with ")
	return call, arguments
}

// A row is a style with its rules.
type row struct {
	Style
	rules
}

// rules are what tells one style from another. Those that are functions get an
// object of the text, and must be quick: they run for each.
type rules struct {
	text     *escapes                  // of strings and names
	comma    string                    // between members or items
	colon    string                    // between name and value
	numbers  numbers                   // how numbers are read and written
	sorts    bool                      // whether order is by name
	order    func(object *Value) []int // the members' order; a nil function or result: the text's
	list     func(object *Value) bool  // whether the language's value for an object is a list; nil: never
	maxDepth int                       // what the language reads at most, where that is less than MaxDepth
	verbatim bool                      // the text as it is: no other rule counts
}

// Styles lists the styles there are, in the order in which to offer them.
func Styles() []Style {
	styles := make([]Style, len(rows))
	for i := range rows {
		styles[i] = rows[i].Style
	}
	return styles
}

func lookup(style string) (*row, error) {
	for i := range rows {
		if rows[i].Name == style {
			return &rows[i], nil
		}
	}
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].Name
	}
	e := fault.New("unknown-style", "There is no style "+fault.Quote(style)+".").
		WithHint("The styles are " + strings.Join(names, ", ") + ".")
	e.Choices = names
	return nil, e
}

// Encode reads a JSON text and writes it in a style, ready to be signed and
// sent. The faults are those of [Parse] and [Write].
func Encode(text []byte, style string) ([]byte, error) {
	if _, err := lookup(style); err != nil {
		return nil, err
	}
	v, err := Parse(text)
	if err != nil {
		return nil, err
	}
	return Write(v, style)
}
