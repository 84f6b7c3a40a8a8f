package transcript

import (
	"slices"
	"strings"
)

// A dialect is a language in whose notation data stands in a text.
type dialect uint8

const (
	json dialect = iota
	javascript
	python
	php  // and Ruby, whose hashes look the same
	ruby // a string alone between double quotes, which Go's %q writes much alike
)

// The kinds of a node.
type kind uint8

const (
	object kind = iota
	array
	call       // of a function: its arguments are inside
	str        // a string
	number     // a number
	word       // a name, or true, false, null
	expression // something else; only its text is known
)

// A node is a value as it stands in a text. The values inside it follow it.
type node struct {
	kind  kind
	open  bool   // a string with something in it that the text does not tell
	named bool   // it has a name: it is a member, or a named argument
	size  int32  // how many nodes it is, with what is inside
	name  string // as a member
	text  string // of a string its characters; of anything else as raw
	raw   string // its piece of the text
}

// The bounds of a literal.
const (
	maxNodes    = 1 << 18
	maxBrackets = 128 // brackets inside one another
)

// A tree is a value and all that is inside, in the order of the text.
type tree []node

// A literalParser goes through a text once, from left to right.
type literalParser struct {
	s       string
	at      int
	dialect dialect
	nodes   tree
	depth   int
	failed  bool
	full    bool // it failed because there is more than the bounds allow
}

// parseLiteral reads the value at the beginning of a text, and tells where it
// ends. Of JSON it is a value with nothing behind it but blanks.
func parseLiteral(s string, d dialect) (t tree, end int, ok bool) {
	p := &literalParser{s: s, dialect: d}
	p.parse()
	return p.nodes, p.at, !p.failed
}

func (p *literalParser) parse() {
	p.value()
	if p.dialect == json {
		p.blanks()
		p.failed = p.failed || p.at < len(p.s)
	}
}

// fail ends the whole: nothing is left to read.
func (p *literalParser) fail() {
	p.failed, p.at = true, len(p.s)
}

func (p *literalParser) peek() byte {
	if p.at < len(p.s) {
		return p.s[p.at]
	}
	return 0
}

func (p *literalParser) has(prefix string) bool { return strings.HasPrefix(p.s[p.at:], prefix) }

// blanks goes past blanks, and comments where the language has some.
func (p *literalParser) blanks() {
	for p.at < len(p.s) {
		switch {
		case isBlankByte(p.s[p.at]):
			p.at++
		case p.dialect != json && (p.has("//") && p.dialect != python || p.has("#") && p.dialect != javascript):
			p.skipPast("\n")
		case p.dialect != json && p.dialect != python && p.has("/*"):
			p.skipPast("*/")
		default:
			return
		}
	}
}

func (p *literalParser) skipPast(end string) {
	i := strings.Index(p.s[p.at:], end)
	if i < 0 {
		p.at = len(p.s)
		return
	}
	p.at += i + len(end)
}

// value appends the value at the next byte that is not blank.
func (p *literalParser) value() {
	p.blanks()
	if p.at >= len(p.s) || len(p.nodes) >= maxNodes {
		p.full = p.full || p.at < len(p.s)
		p.fail()
		return
	}
	index, start := len(p.nodes), p.at
	if index == cap(p.nodes) {
		p.nodes = slices.Grow(p.nodes, max(4, index)) // append's own steps leave more behind
	}
	p.nodes = append(p.nodes, node{size: 1})
	switch c := p.peek(); {
	case c == '{':
		p.container(index, object, '}')
	case c == '[':
		p.container(index, array, ']')
	case c == '(' && p.dialect != json:
		p.container(index, array, ')')
		p.unwrap(index)
	case p.startsString():
		p.strings(index)
	case c == '-' || isDigit(c) || c == '+' && p.dialect != json:
		p.nodes[index].kind = number
		p.at++
		for p.at < len(p.s) && (isWordByte(p.s[p.at]) || strings.IndexByte("+-.", p.s[p.at]) >= 0) {
			p.at++
		}
	default:
		p.word(index)
	}
	if p.dialect != json && p.depth > 0 && !p.failed {
		p.operators(index)
	}
	n := &p.nodes[index]
	n.size = int32(len(p.nodes) - index)
	n.raw = p.s[start:p.at]
	if n.kind != str && n.kind != call {
		n.text = n.raw
	}
}

// container reads what stands between two brackets.
func (p *literalParser) container(index int, k kind, closing byte) {
	p.nodes[index].kind = k
	p.at++
	p.depth++
	if p.depth > maxBrackets {
		p.full = true
		p.fail()
		return
	}
	comma := true
	for !p.failed {
		p.blanks()
		switch c := p.peek(); {
		case p.at >= len(p.s):
			p.fail()
		case c == closing && (!comma || p.dialect != json || len(p.nodes) == index+1):
			p.at++
			p.depth--
			return
		case c == ',' && !comma:
			p.at++
			comma = true
		case !comma:
			p.fail()
		default:
			p.member(k)
			comma = false
		}
	}
}

// member reads an item, or a name and its value.
func (p *literalParser) member(k kind) {
	index := len(p.nodes)
	if p.dialect == javascript && p.has("...") {
		p.at += 3
	}
	p.value()
	if p.failed {
		return
	}
	p.blanks()
	separator := p.separator(k)
	if separator == 0 {
		if p.dialect == json && k == object {
			p.fail()
		}
		if n := &p.nodes[index]; p.dialect == javascript && k == object && n.kind == word {
			n.name, n.named = n.text, true // { body } is { body: body }
		}
		return
	}
	name := p.nodes[index]
	if p.dialect == json && name.kind != str {
		p.fail()
		return
	}
	p.nodes = p.nodes[:index]
	p.at += separator
	p.value()
	if p.failed {
		return
	}
	p.nodes[index].name, p.nodes[index].named = strings.TrimPrefix(name.text, ":"), true
}

// separator returns the length of what parts a name from its value here, 0
// where nothing does.
func (p *literalParser) separator(k kind) int {
	switch {
	case p.dialect == php && p.has("=>"):
		return 2
	case k == object && p.dialect != php && p.peek() == ':':
		return 1
	case k != object && p.dialect == python && p.peek() == '=' && !p.has("=="):
		return 1
	}
	return 0
}
