package request

import (
	_ "embed"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/python.tmpl
var pythonTemplate string

var pythonProgram = program{
	style:    "python",
	comment:  "#",
	template: pythonTemplate,
	arguments: func(arguments string) string {
		return ", " + strings.ReplaceAll(arguments, " and ", ", ")
	},
	fill: func(v *body.Value, style string) ([]string, error) {
		data, err := pythonData(v, style)
		return []string{"data", data}, err
	},
}

var pythonSyntax = syntax{
	object: braces("{", ": ", "}", pythonQuoting.append),
	array:  [2]string{"[", "]"},
	null:   "None", yes: "True", no: "False",
	indent: "    ",
	text:   pythonQuoting.append,
	number: func(dst []byte, _, written string) []byte { return append(dst, written...) },
}

// deepestPython is well under the 200 brackets that Python's parser allows
// inside one another.
const deepestPython = 100

func pythonData(v *body.Value, style string) (string, error) {
	if depth(v) > deepestPython {
		return "json.loads(  # too deep for Python's parser\n    " +
			pythonQuoting.quote(v.Raw()) + "\n)", nil
	}
	return pythonSyntax.literal(v, style, 0)
}

var pythonQuoting = quoting{
	delimiter: '\'',
	backslash: `'\`,
	codes:     []code{{0xFF, `\x`, 2, 4, ""}, {0xFFFF, `\u`, 4, 4, ""}, {0x10FFFF, `\U`, 8, 4, ""}},
}

// depth returns how many arrays and objects stand inside one another.
func depth(v *body.Value) int {
	deepest := 0
	for i := range v.Len() {
		deepest = max(deepest, depth(v.Item(i)))
	}
	if isContainer(v) {
		deepest++
	}
	return deepest
}
