package request

import (
	_ "embed"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/python.tmpl
var pythonTemplate string

var pythonProgram = program{
	style:    "python",
	comment:  "#",
	template: pythonTemplate,
	fill: func(v *body.Value, style string) ([]string, error) {
		data, err := pythonData(v, style)
		return []string{"{{data}}", data, "{{arguments}}", pythonArguments[style]}, err
	},
}

// pythonArguments are json.dumps' for each of Python's styles.
var pythonArguments = map[string]string{
	"python-unicode":         ", ensure_ascii=False",
	"python-compact":         ", separators=(',', ':')",
	"python-compact-unicode": ", ensure_ascii=False, separators=(',', ':')",
}

var pythonSyntax = syntax{
	object: braces("{", ": ", "}", pythonString),
	array:  [2]string{"[", "]"},
	null:   "None", yes: "True", no: "False",
	indent: "    ",
	text:   pythonString,
	number: func(dst []byte, _, written string) []byte { return append(dst, written...) },
}

// deepestPython is well under the 200 brackets that Python's parser allows
// inside one another.
const deepestPython = 100

func pythonData(v *body.Value, style string) (string, error) {
	if depth(v) > deepestPython {
		return "json.loads(  # too deep for Python's parser\n    " +
			string(pythonString(nil, v.Raw())) + "\n)", nil
	}
	return pythonSyntax.literal(v, style, 0)
}

func pythonString(dst []byte, text string) []byte { return quoted(dst, text, '\'', pythonEscape) }

func pythonEscape(dst []byte, r rune) []byte {
	switch {
	case r == '\'' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == '\t':
		return append(dst, `\t`...)
	case plain(r):
		return append(dst, string(r)...)
	case r < 0x100:
		return hex(append(dst, `\x`...), r, 2)
	case r > 0xFFFF:
		return hex(append(dst, `\U`...), r, 8)
	}
	return hex(append(dst, `\u`...), r, 4)
}

// depth returns how many arrays and objects stand inside one another.
func depth(v *body.Value) int {
	deepest := 0
	for i := range v.Len() {
		deepest = max(deepest, depth(v.Item(i)))
	}
	if v.Kind() == body.Array || v.Kind() == body.Object {
		deepest++
	}
	return deepest
}
