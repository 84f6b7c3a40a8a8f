package request

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/go.tmpl
var goTemplate string

var goProgram = program{
	style:    "go",
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
	data, err := s.literal(v, style, 1)
	if v.Kind() == body.Null {
		data = "any(nil)"
	}
	places := []string{"{{data}}", data, "{{types}}\n", types}
	if !strings.Contains(data, negativeZero) {
		places = append(places, "\t\"math\"\n", "")
	}
	return places, err
}

var goSyntax = syntax{
	object: func(v *body.Value) layout {
		return layout{open: "map[string]any{", separator: ": ", end: ",", close: "}", names: spelled(v, goString), aligned: true}
	},
	array: [2]string{"[]any{", "}"},
	null:  "nil", yes: "true", no: "false",
	indent: "\t",
	text:   goString,
	number: goNumber,
}

func goString(dst []byte, text string) []byte { return quoted(dst, text, '"', goEscape) }

func goEscape(dst []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == '\t':
		return append(dst, `\t`...)
	case plain(r):
		return append(dst, string(r)...)
	case r < 0x80:
		return hex(append(dst, `\x`...), r, 2)
	case r > 0xFFFF:
		return hex(append(dst, `\U`...), r, 8)
	}
	return hex(append(dst, `\u`...), r, 4)
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
