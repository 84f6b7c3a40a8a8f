package request

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode/utf16"
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
		data, err := javaData(v, style)
		places := []string{"{{data}}\n", data}
		for class, imported := range javaImports {
			if !strings.Contains(data, class) {
				places = append(places, imported, "")
			}
		}
		return places, err
	},
}

// javaImports are the template's imports that only some data need.
var javaImports = map[string]string{
	"BigInteger(":     "import java.math.BigInteger;\n",
	"ArrayList<>":     "import java.util.ArrayList;\n",
	"List<Object>":    "import java.util.List;\n",
	"LinkedHashMap<>": "import java.util.LinkedHashMap;\n",
	"Map<":            "import java.util.Map;\n",
}

// The limits of a class file (Java Virtual Machine Specification, 4.11): a
// method's code and a string constant take up to 65,535 bytes.
const (
	mostJavaValues     = 1000   // of up to 30 bytes of code each
	longestJavaLiteral = 20_000 // bytes of UTF-8, which a class file at most doubles
)

// javaData returns the statements that build the data. Map.of would lose the
// order, refuse null, and end at ten members.
func javaData(v *body.Value, style string) (string, error) {
	w := javaWriter{style: style, names: names{"args": 1, "data": 1}}
	if count(v) > mostJavaValues {
		w.line(`// Too much for one method's code, so it is read from its text.`)
		w.line(`Object data = MAPPER.readValue(` + javaText(v.Raw()) + `, Object.class);`)
	} else if isContainer(v) {
		w.container(v, "data")
	} else {
		w.line("Object data = " + w.scalar(v) + ";")
	}
	return w.b.String(), w.err
}

type javaWriter struct {
	style string
	b     strings.Builder
	names names // of variables
	err   error
}

func (w *javaWriter) line(statement string) {
	w.b.WriteString("        " + statement + "\n")
}

// container declares a variable and fills it.
func (w *javaWriter) container(v *body.Value, variable string) {
	if v.Kind() == body.Array {
		w.line("List<Object> " + variable + " = new ArrayList<>();")
		for _, item := range v.Items() {
			w.line(variable + ".add(" + w.value(item, "item") + ");")
		}
		return
	}
	w.line("Map<String, Object> " + variable + " = new LinkedHashMap<>();")
	for name, member := range v.Members() {
		w.line(variable + ".put(" + javaText(name) + ", " + w.value(member, name) + ");")
	}
}

// value returns an expression; a container that is not empty is built in a
// variable first, named after its member.
func (w *javaWriter) value(v *body.Value, name string) string {
	if !isContainer(v) {
		return w.scalar(v)
	}
	if v.Len() == 0 {
		return choose(v.Kind() == body.Array, "new ArrayList<>()", "new LinkedHashMap<>()")
	}
	variable := w.variable(name)
	w.container(v, variable)
	return variable
}

// variable makes a name that is free: that of the member where it can be one.
func (w *javaWriter) variable(name string) string {
	base := lowerCamel(name)
	if base == "" || javaKeywords[base] {
		base = "value"
	}
	return w.names.free(base)
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
		return javaNumber(v.Text(), string(written))
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
		return string(quoted(nil, text, '"', javaEscape))
	}
	pieces := []string{`""`}
	for text != "" {
		end := min(len(text), longestJavaLiteral)
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		pieces = append(pieces, string(quoted(nil, text[:end], '"', javaEscape)))
		text = text[end:]
	}
	return "String.join(" + strings.Join(pieces, ",\n            ") + ")"
}

// javaEscape keeps the source within ASCII, since its encoding depends on the
// machine. Java resolves \u before it looks at anything else, a line break or a
// quote written so would end the string: these have escapes of their own. After
// a backslash that is itself escaped no \u is resolved (Java Language
// Specification, 3.3).
func javaEscape(dst []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == '\t':
		return append(dst, `\t`...)
	case r < 0x80 && plain(r):
		return append(dst, byte(r))
	case r < 0x80:
		return append(dst, '\\', '0'+byte(r>>6), '0'+byte(r>>3&7), '0'+byte(r&7))
	case r > 0xFFFF:
		high, low := utf16.EncodeRune(r)
		return hex(append(hex(append(dst, `\u`...), high, 4), `\u`...), low, 4)
	}
	return hex(append(dst, `\u`...), r, 4)
}

var javaKeywords = words(`abstract assert boolean break byte case catch char class const continue
	default do double else enum extends final finally float for goto if implements import
	instanceof int interface long native new package private protected public return short
	static strictfp super switch synchronized this throw throws transient try void volatile
	while true false null _`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

func isContainer(v *body.Value) bool { return v.Kind() == body.Array || v.Kind() == body.Object }

// count returns how many values v is made of.
func count(v *body.Value) int {
	n := 1
	for i := range v.Len() {
		n += count(v.Item(i))
	}
	return n
}
