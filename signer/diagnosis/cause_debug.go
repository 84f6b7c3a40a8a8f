package diagnosis

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var debugPrint = Cause{
	Code:  "debug-print",
	Title: "Data printed in place of JSON",
	Looks: "One of the two is what a language prints of its data, like {a=1, b=2}, map[a:1 b:2] or Array ( [a] => 1 ).",
	Why:   "What a language prints of its data is not JSON, and not the bytes that were sent.",
	Fix:   "Write JSON with the language's JSON function, and sign and send that string.",
	Fixes: []Fix{
		{"Java", "data.toString() is Java's notation.", "String dataStr = mapper.writeValueAsString(data);"},
		{"Go", "fmt.Sprint(data) is Go's notation.", "dataBytes, err := json.Marshal(data)"},
		{"PHP", "print_r and serialize are PHP's notations.", "$data = json_encode($data);"},
		{"Ruby", "data.to_s is Ruby's notation.", "data.to_json"},
	},
	prints: []print{
		{what: "What was signed is toString() of a Java map.", open: "{", between: ", ", closing: "}", empty: "{}", member: javaNotation.member},
		{what: "What was signed is what Go prints of a map.", open: "map[", between: " ", closing: "]", empty: "map[]", sorts: true, member: goNotation.member},
		{what: "What was signed is what Ruby prints of a hash.", open: "{", between: ", ", closing: "}", empty: "{}", member: rubyInspect("=>")},
		{what: "What was signed is what Ruby 3.4 prints of a hash.", open: "{", between: ", ", closing: "}", empty: "{}", member: rubyInspect(" => ")},
		{what: "What was signed is print_r($data) of PHP.", open: "Array\n(\n    ", between: "\n    ", closing: "\n)\n", empty: "Array\n(\n)\n",
			member: func(dst []byte, name string, v *body.Value) ([]byte, bool) {
				text, _ := phpForm(v)
				if v.Kind() == body.Bool && !v.Bool() {
					text = ""
				}
				return append(append(append(append(dst, '['), name...), "] => "...), text...), v.Kind() < body.Array
			}},
	},
	bytes: []step{
		bytewise("What was signed is JSON.stringify of a Buffer.", `{"type":"Buffer","data":[`, ",", "]}"),
		bytewise("What was signed are the body's bytes as numbers, as JSON writes them.", "[", ",", "]"),
		bytewise("What was signed are the body's bytes as numbers, as Python and Java print them.", "[", ", ", "]"),
		bytewise("What was signed are the body's bytes as numbers, as Go prints them.", "[", " ", "]"),
		bytewise("What was signed are the body's bytes as numbers, as JavaScript prints a Uint8Array.", "", ",", ""),
		inspectedBuffer,
	},
	undone: []step{
		mapped("What was sent is JSON.stringify of a Buffer.", func(t string) (string, bool) {
			numbers, ok := strings.CutPrefix(t, `{"type":"Buffer","data":[`)
			numbers, also := strings.CutSuffix(numbers, "]}")
			if !ok || !also {
				return "", false
			}
			var out []byte
			for number := range strings.SplitSeq(numbers, ",") {
				n, err := strconv.ParseUint(number, 10, 8)
				if err != nil {
					return "", false
				}
				out = append(out, byte(n))
			}
			return string(out), true
		}),
	},
}

// bytewise returns the step that prints the bytes of the text as numbers.
func bytewise(what, open, comma, closing string) step {
	return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
		if len(text) == 0 || len(text) > maxSearched {
			return dst, false
		}
		dst = append(dst, open...)
		for i, c := range text {
			if i > 0 {
				dst = append(dst, comma...)
			}
			dst = strconv.AppendUint(dst, uint64(c), 10)
		}
		return append(dst, closing...), true
	}}
}

// inspectedBuffer prints the first fifty bytes, as Node's util.inspect.
var inspectedBuffer = step{what: "What was signed is what Node prints of a Buffer.", apply: func(dst, text []byte) ([]byte, bool) {
	dst = append(dst, "<Buffer"...)
	for i, c := range text {
		if i == 50 {
			more := len(text) - i
			dst = append(append(dst, " ... "...), plural(more, "more byte")...)
			break
		}
		dst = hex.AppendEncode(append(dst, ' '), []byte{c})
	}
	return append(dst, '>'), true
}}

// A notation is how a language prints maps and lists.
type notation struct {
	open, is, closing, comma, null string
}

var (
	javaNotation = notation{"{", "=", "}", ", ", "null"}
	goNotation   = notation{"map[", ":", "]", " ", "<nil>"}
)

func (n notation) member(dst []byte, name string, v *body.Value) ([]byte, bool) {
	return n.value(append(append(dst, name...), n.is...), v), true
}

func (n notation) value(dst []byte, v *body.Value) []byte {
	open, closing := n.open, n.closing
	switch v.Kind() {
	case body.Null:
		return append(dst, n.null...)
	case body.Array:
		open, closing = "[", "]"
	case body.Object:
	default:
		return append(dst, v.Text()...)
	}
	dst = append(dst, open...)
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, n.comma...)
		}
		if v.Kind() == body.Object {
			dst = append(append(dst, v.Name(i)...), n.is...)
		}
		dst = n.value(dst, v.Item(i))
	}
	return append(dst, closing...)
}

func rubyInspect(arrow string) func(dst []byte, name string, v *body.Value) ([]byte, bool) {
	var appendValue func(dst []byte, v *body.Value) []byte
	appendValue = func(dst []byte, v *body.Value) []byte {
		switch v.Kind() {
		case body.Null:
			return append(dst, "nil"...)
		case body.Object, body.Array:
			open, closing := byte('{'), byte('}')
			if v.Kind() == body.Array {
				open, closing = '[', ']'
			}
			dst = append(dst, open)
			for i := range v.Len() {
				if i > 0 {
					dst = append(dst, ", "...)
				}
				if v.Kind() == body.Object {
					dst = append(appendValue(dst, body.NewString(v.Name(i))), arrow...)
				}
				dst = appendValue(dst, v.Item(i))
			}
			return append(dst, closing)
		}
		out, err := body.Append(dst, v, "ruby")
		if err != nil {
			return append(dst, v.Text()...)
		}
		return out
	}
	return func(dst []byte, name string, v *body.Value) ([]byte, bool) {
		dst = append(appendValue(dst, body.NewString(name)), arrow...)
		return appendValue(dst, v), true
	}
}
