package request

import (
	_ "embed"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/node.tmpl
var nodeTemplate string

var nodeProgram = program{
	style:    "node",
	comment:  "//",
	template: nodeTemplate,
	fill: func(v *body.Value, style string) ([]string, error) {
		data, err := nodeSyntax.literal(v, style, 0)
		return []string{"data", data}, err
	},
}

var nodeSyntax = syntax{
	object: braces("{", ": ", "}", nodeName),
	array:  [2]string{"[", "]"},
	null:   "null", yes: "true", no: "false",
	indent: "  ",
	text:   jsQuoting.append,
	number: nodeNumber,
}

// nodeName leaves out the quotes where none are needed. Without brackets,
// __proto__ would be the object's prototype; JSON.parse makes it a member.
func nodeName(dst []byte, name string) []byte {
	switch {
	case name == "__proto__":
		return append(dst, "['__proto__']"...)
	case isIdentifier(name):
		return append(dst, name...)
	}
	return jsQuoting.append(dst, name)
}

// isIdentifier reports whether name is a word in every language here; keywords
// are not looked at.
func isIdentifier(name string) bool {
	return name != "" && !consistsOf(name[:1], decimals) && consistsOf(name, lower+upper+decimals+"_")
}

// nodeNumber keeps a number that is too large for JavaScript: it is read as
// Infinity and written as null.
func nodeNumber(dst []byte, spelling, written string) []byte {
	if written == "null" {
		return append(dst, spelling...)
	}
	return append(dst, written...)
}
