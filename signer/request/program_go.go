package request

import (
	_ "embed"
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/go.tmpl
var goTemplate string

var goProgram = program{
	style:    "go",
	also:     []string{"go-struct"},
	comment:  "//",
	template: goTemplate,
	fill:     fillGo,
}

func fillGo(v *body.Value, style string) ([]string, error) {
	types := ""
	s := goSyntax
	if style == "go-struct" {
		structs := structsOf(v)
		types = structs.declarations()
		s.object = structs.layout
	}
	math := ""
	s.number = func(dst []byte, spelling, written string) []byte {
		number := goNumber(nil, spelling, written)
		if string(number) == negativeZero {
			math = `"math"`
		}
		return append(dst, number...)
	}
	data, err := s.literal(v, style, 1)
	if v.Kind() == body.Null {
		data = "any(nil)"
	}
	return []string{"data", data, "types", types, "math", math}, err
}

var goSyntax = syntax{
	object: func(v *body.Value) layout {
		return layout{open: "map[string]any{", separator: ": ", end: ",", close: "}", names: spelled(v, goQuoting.append), aligned: true}
	},
	array: [2]string{"[]any{", "}"},
	null:  "nil", yes: "true", no: "false",
	indent: "\t",
	text:   goQuoting.append,
	number: goNumber,
}

var goQuoting = quoting{
	delimiter: '"',
	backslash: `"\`,
	codes:     []code{{0x7F, `\x`, 2, 4, ""}, {0xFFFF, `\u`, 4, 4, ""}, {0x10FFFF, `\U`, 8, 4, ""}},
}

// negativeZero is what Go has no literal for.
const negativeZero = "math.Copysign(0, -1)"

// goNumber writes an int where a machine of 32 bits could hold it, an int64
// where it fits that, and otherwise a float64.
func goNumber(dst []byte, spelling, written string) []byte {
	switch goNumberType(spelling) {
	case "int":
		return append(dst, written...)
	case "int64":
		return append(append(append(dst, "int64("...), written...), ')')
	}
	if written == "-0" {
		return append(dst, negativeZero...)
	}
	return withPoint(dst, written)
}

func goNumberType(spelling string) string {
	if _, err := strconv.ParseInt(spelling, 10, 32); err == nil {
		return "int"
	}
	if _, err := strconv.ParseInt(spelling, 10, 64); err == nil {
		return "int64"
	}
	return "float64"
}
