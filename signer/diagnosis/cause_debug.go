package diagnosis

import "github.com/alikassa-sign/alikassa-sign/signer/body"

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
		{what: "What was signed is toString() of a Java map.", open: "{", between: ", ", closing: "}", empty: "{}", member: printed("", "=", "", "{", "}", ", ")},
		{what: "What was signed is what Go prints of a map.", open: "map[", between: " ", closing: "]", empty: "map[]", sorts: true, member: printed("", ":", "", "map[", "]", " ")},
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
}

func printed(before, between, behind, open, closing, comma string) func(dst []byte, name string, v *body.Value) ([]byte, bool) {
	var member func(dst []byte, name string, v *body.Value) ([]byte, bool)
	member = func(dst []byte, name string, v *body.Value) ([]byte, bool) {
		dst = append(append(append(append(dst, before...), name...), behind...), between...)
		switch v.Kind() {
		case body.Object:
			dst = append(dst, open...)
			for i := range v.Len() {
				if i > 0 {
					dst = append(dst, comma...)
				}
				dst, _ = member(dst, v.Name(i), v.Item(i))
			}
			return append(dst, closing...), true
		case body.Null:
			if between == ":" {
				return append(dst, "<nil>"...), true
			}
			return append(dst, "null"...), true
		}
		return append(dst, v.Text()...), v.Kind() != body.Array
	}
	return member
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
