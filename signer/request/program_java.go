package request

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

//go:embed programs/java.tmpl
var javaTemplate string

var javaProgram = program{
	style:    "java",
	comment:  "//",
	template: javaTemplate,
	fill: func(v *body.Value, style string) ([]string, error) {
		data, imports, err := javaData(v, style)
		texts := []string{"data", data}
		for _, class := range imports {
			texts = append(texts, class, "import "+class+";")
		}
		return texts, err
	},
}

// The limits of a class file (Java Virtual Machine Specification, 4.11): a
// method's code and a string constant take up to 65,535 bytes.
const (
	mostJavaValues     = 1000   // of up to 30 bytes of code each
	longestJavaLiteral = 20_000 // bytes of UTF-8, which a class file at most doubles
)

// javaData returns the statements that build the data, and the classes that
// they need. Map.of would lose the order, refuse null, and end at ten members.
func javaData(v *body.Value, style string) (data string, imports []string, err error) {
	w := javaWriter{style: style, names: names{"args": 1, "data": 1}}
	switch {
	case count(v) > mostJavaValues:
		w.line("// Too much for one method's code, so it is read from its text.")
		w.line("Object data = MAPPER.readValue(", javaText(v.Raw()), ", Object.class);")
	case isContainer(v):
		w.container(v, "data")
	default:
		w.line("Object data = ", w.scalar(v), ";")
	}
	return string(w.dst), w.imports, w.err
}

type javaWriter struct {
	style   string
	dst     []byte
	names   names    // of variables
	imports []string // in the order of their first use
	err     error
}

// needs notes classes that only some data need.
func (w *javaWriter) needs(classes ...string) {
	for _, class := range classes {
		if !slices.Contains(w.imports, class) {
			w.imports = append(w.imports, class)
		}
	}
}

// line appends a line of main.
func (w *javaWriter) line(parts ...string) {
	if len(w.dst) > 0 {
		w.dst = append(w.dst, '\n')
	}
	w.dst = join(join(w.dst, "        "), parts...)
}

// container declares a variable and fills it.
func (w *javaWriter) container(v *body.Value, variable string) {
	isArray := v.Kind() == body.Array
	if isArray {
		w.needs("java.util.List", "java.util.ArrayList")
		w.line("List<Object> ", variable, " = new ArrayList<>();")
	} else {
		w.needs("java.util.Map", "java.util.LinkedHashMap")
		w.line("Map<String, Object> ", variable, " = new LinkedHashMap<>();")
	}
	for i := range v.Len() {
		if isArray {
			w.line(variable, ".add(", w.value(v.Item(i), "item"), ");")
		} else {
			w.line(variable, ".put(", javaText(v.Name(i)), ", ", w.value(v.Item(i), v.Name(i)), ");")
		}
	}
}

// value returns an expression; a container that is not empty is built in a
// variable first, named after its member where that can be one.
func (w *javaWriter) value(v *body.Value, name string) string {
	if !isContainer(v) {
		return w.scalar(v)
	}
	if v.Len() == 0 {
		class := choose(v.Kind() == body.Array, "ArrayList", "LinkedHashMap")
		w.needs("java.util." + class)
		return "new " + class + "<>()"
	}
	name = camel(name, false)
	if name == "" || oneOf(javaKeywords, name) {
		name = "value"
	}
	variable := w.names.free(name)
	w.container(v, variable)
	return variable
}

func (w *javaWriter) scalar(v *body.Value) string {
	switch v.Kind() {
	case body.String:
		return javaText(v.Text())
	case body.Bool:
		return choose(v.Bool(), "true", "false")
	case body.Number:
		written, err := body.Write(v, w.style)
		if err != nil {
			w.err = err
		}
		number := javaNumber(v.Text(), string(written))
		if strings.HasPrefix(number, "new BigInteger(") {
			w.needs("java.math.BigInteger")
		}
		return number
	}
	return "null"
}

// javaNumber picks the type that Jackson reads the number as: the smallest of
// Integer, Long and BigInteger, and Double where there is a fraction or an
// exponent. Jackson writes a Double out of range as a string.
func javaNumber(spelling, written string) string {
	if !isInteger(spelling) {
		if strings.HasPrefix(written, `"`) {
			return "Double." + choose(spelling[0] == '-', "NEGATIVE", "POSITIVE") + "_INFINITY"
		}
		return string(withPoint(nil, written))
	}
	if _, err := strconv.ParseInt(spelling, 10, 32); err == nil {
		return written
	}
	if _, err := strconv.ParseInt(spelling, 10, 64); err == nil {
		return written + "L"
	}
	return "new BigInteger(" + javaText(written) + ")"
}

// javaText returns a string expression. The compiler joins constants that are
// added, so that a text too long for one goes through String.join.
func javaText(text string) string {
	if len(text) <= longestJavaLiteral {
		return javaQuoting.quote(text)
	}
	out := []byte(`String.join(""`)
	for text != "" {
		end := min(len(text), longestJavaLiteral)
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		out = javaQuoting.append(append(out, ",\n            "...), text[:end])
		text = text[end:]
	}
	return string(append(out, ')'))
}

// javaQuoting keeps the source within ASCII, since its encoding depends on the
// machine. Java resolves \u before it looks at anything else, and a control
// character or a quote written so would be read as itself: these have escapes of
// their own. After a backslash that is itself escaped no \u is resolved (Java
// Language Specification, 3.3).
var javaQuoting = quoting{
	delimiter: '"',
	backslash: `"\`,
	ascii:     true,
	codes:     []code{{0x7F, `\`, 3, 3, ""}, {0xFFFF, `\u`, 4, 4, ""}},
}

const javaKeywords = "abstract assert boolean break byte case catch char class const continue " +
	"default do double else enum extends final finally float for goto if implements import " +
	"instanceof int interface long native new package private protected public return short " +
	"static strictfp super switch synchronized this throw throws transient try void volatile " +
	"while yield true false null"

func isContainer(v *body.Value) bool { return v.Kind() == body.Array || v.Kind() == body.Object }

// count returns how many values v is made of.
func count(v *body.Value) int {
	n := 1
	for i := range v.Len() {
		n += count(v.Item(i))
	}
	return n
}
