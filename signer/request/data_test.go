package request

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// TestHostileDataStaysData reads the texts back with a second, independent idea
// of each syntax. The runtimes themselves are asked in programs_runtimes_test.go.
func TestHostileDataStaysData(t *testing.T) {
	for _, style := range []string{"node", "php", "go-struct", "as-is"} {
		p, err := Prepare(Request{Style: style, Account: account, JSON: hostileJSON()})
		require.NoError(t, err)
		checkFormats(t, p)
	}
	text, err := must(Prepare(Request{Style: "go", Account: account, JSON: hostileJSON()})).As("go", "")
	require.NoError(t, err)
	literals := goLiterals(t, text)
	for _, s := range hostile {
		assert.True(t, literals[s], "%q as a value", s)
		assert.True(t, literals[s+"!"], "%q as a name's value", s)
	}
}

// TestProgramsOfLargeData: what a method of Java or the brackets of Python cannot
// hold is read from its text.
func TestProgramsOfLargeData(t *testing.T) {
	long := strings.Repeat("aЖ😀", 10_000)
	p := must(Prepare(Request{Style: "java", Account: account, JSON: []byte(`["` + long + `",1e400` + strings.Repeat(",0", 100) + `]`)}))
	program := must(p.As("java", ""))
	assert.Contains(t, program, "data.add(String.join(\"\",")
	assert.Contains(t, program, "data.add(Double.POSITIVE_INFINITY);")
	for line := range strings.Lines(program) {
		assert.Less(t, len(line), 65_535*2)
	}
	checkFormats(t, p)

	p = must(Prepare(Request{Style: "java", Account: account, JSON: []byte(`[` + strings.Repeat("0,", 1000) + `0]`)}))
	assert.Contains(t, must(p.As("java", "")), "MAPPER.readValue(")
	p = must(Prepare(Request{Style: "python", Account: account, JSON: []byte(deepJSON(200))}))
	assert.Contains(t, must(p.As("python", "")), "json.loads(")
	p = must(Prepare(Request{Style: "node", Account: account, JSON: []byte(`[1e400,-1e400]`)}))
	assert.Contains(t, must(p.As("node", "")), "-1e400")
}

// TestProgramsStayInProportion: no shape of a text makes a program that is out
// of all proportion to it.
func TestProgramsStayInProportion(t *testing.T) {
	ones := strings.Repeat("1,", 50_000) + "1"
	member := func(i int) string { return `"a` + strconv.Itoa(i) + `":1` }
	var members strings.Builder
	for i := range 20_000 {
		members.WriteString("," + member(i))
	}
	tests := map[string]string{
		"wide at the bottom":   strings.Repeat("[", 500) + ones + strings.Repeat("]", 500),
		"one very long name":   `{"` + strings.Repeat("n", 100_000) + `":1` + members.String() + `}`,
		"names within names":   strings.Repeat(`{"`+strings.Repeat("n", 500)+`":`, 500) + "1" + strings.Repeat("}", 500),
		"names that are alike": `{` + strings.ReplaceAll(strings.TrimPrefix(members.String(), ","), `":1`, `":{"b":{}}`) + `}`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			for _, style := range []string{"node", "go-struct"} {
				p, err := Prepare(Request{Style: style, Account: account, JSON: []byte(text)})
				require.NoError(t, err)
				for _, format := range Formats() {
					program, err := p.As(format, "AA==")
					require.NoError(t, err)
					assert.Less(t, len(program), 50*len(text), format)
				}
			}
		})
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// checkFormats asserts what holds for any data at all.
func checkFormats(t *testing.T, p *Prepared) {
	const sign = "c2lnbmF0dXJl"
	for _, format := range Formats() {
		text, err := p.As(format, sign)
		if err != nil {
			continue // its language cannot write the data
		}
		if format != "http" {
			control := strings.IndexFunc(text, func(r rune) bool {
				return unicode.Is(unicode.C, r) && r != '\n' && (r != '\t' || format != "go") || unicode.Is(unicode.Mn, r) || r == '\u2028' || r == '\u2029'
			})
			require.Negative(t, control, "%s has an invisible character", format)
		}
		switch format {
		case "curl":
			require.Equal(t, string(p.Body), shellBody(t, text))
		case "http":
			require.True(t, strings.HasSuffix(text, "\r\n\r\n"+string(p.Body)))
			require.Contains(t, text, "\r\nContent-Length: "+strconv.Itoa(len(p.Body))+"\r\n")
			require.Contains(t, text, "\r\nSign: "+sign+"\r\n")
		case "fetch":
			require.NotContains(t, text, "</")
			line, _, _ := strings.Cut(text[strings.Index(text, "const body = "):], ";\n")
			require.Equal(t, string(p.Body), jsLiteral(t, strings.TrimPrefix(line, "const body = ")))
		case "java":
			require.Negative(t, strings.IndexFunc(text, func(r rune) bool { return r > '~' }), "beyond ASCII")
		case "go":
			goLiterals(t, text)
		}
	}
}

// goLiterals returns the strings in a Go program, read by Go's own parser.
func goLiterals(t *testing.T, program string) map[string]bool {
	file, err := parser.ParseFile(token.NewFileSet(), "request.go", program, parser.SkipObjectResolution)
	require.NoError(t, err)
	literals := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			literals[must(strconv.Unquote(literal.Value))] = true
		}
		return true
	})
	return literals
}

// shellBody returns what curl would be given: the argument of --data-binary, or
// what printf writes.
func shellBody(t *testing.T, command string) string {
	words := shellWords(t, command)
	if words[0] != "printf" {
		require.Equal(t, "curl", words[0])
		require.Equal(t, "--data-binary", words[len(words)-2])
		return words[len(words)-1]
	}
	require.Equal(t, []string{"|", "curl"}, words[2:4])
	require.Equal(t, []string{"--data-binary", "@-"}, words[len(words)-2:])
	var out []byte
	format := words[1]
	require.False(t, strings.HasPrefix(format, "-"))
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '%':
			i++
			require.Equal(t, byte('%'), format[i])
			out = append(out, '%')
		case c == '\\' && format[i+1] == '\\':
			i++
			out = append(out, '\\')
		case c == '\\':
			out = append(out, byte(must(strconv.ParseUint(format[i+1:i+4], 8, 8))))
			i += 3
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// shellWords splits a command as POSIX's shell does, and refuses everything but
// words, single quotes, escaped quotes and line breaks, and the one pipe.
func shellWords(t *testing.T, command string) []string {
	var words []string
	word, inWord := "", false
	for i := 0; i < len(command); i++ {
		switch c := command[i]; {
		case c == '\'':
			end := i + 1 + strings.IndexByte(command[i+1:], '\'')
			require.Greater(t, end, i, "a quote that is not closed")
			word, inWord = word+command[i+1:end], true
			i = end
		case c == '\\' && command[i+1] == '\'':
			word, inWord = word+"'", true
			i++
		case c == '\\' && command[i+1] == '\n':
			i++
		case c == ' ' || c == '\n':
			if inWord {
				words = append(words, word)
			}
			word, inWord = "", false
		default:
			require.True(t, consistsOf(string(rune(c)), lower+"-H@|"), "%q outside quotes", c)
			word, inWord = word+string(rune(c)), true
		}
	}
	return words
}

// jsLiteral reads a JavaScript string.
func jsLiteral(t *testing.T, literal string) string {
	require.Equal(t, "''", literal[:1]+literal[len(literal)-1:])
	inside := literal[1 : len(literal)-1]
	var out strings.Builder
	for i := 0; i < len(inside); i++ {
		require.NotContains(t, "'\n", string(rune(inside[i])))
		if inside[i] != '\\' {
			out.WriteByte(inside[i])
			continue
		}
		i++
		code := func(digits string) {
			out.WriteRune(rune(must(strconv.ParseInt(digits, 16, 32))))
			i += len(digits)
		}
		switch inside[i] {
		case 'x':
			code(inside[i+1 : i+3])
		case 'u':
			if inside[i+1] == '{' {
				end := strings.IndexByte(inside[i:], '}')
				i++
				code(inside[i+1 : i-1+end])
				i++
			} else {
				code(inside[i+1 : i+5])
			}
		case 'n', 'r', 't':
			out.WriteByte(map[byte]byte{'n': '\n', 'r': '\r', 't': '\t'}[inside[i]])
		default:
			require.Contains(t, `'\`, inside[i:i+1])
			out.WriteByte(inside[i])
		}
	}
	return out.String()
}

func FuzzAs(f *testing.F) {
	for i := range body.Styles() {
		f.Add(uint8(i), []byte(paymentJSON))
		f.Add(uint8(i), []byte(valuesJSON))
	}
	f.Add(uint8(0), hostileJSON())
	f.Add(uint8(4), []byte(deepJSON(200)))
	f.Fuzz(func(t *testing.T, style uint8, text []byte) {
		styles := body.Styles()
		p, err := Prepare(Request{Style: styles[int(style)%len(styles)].Name, Account: account, JSON: text})
		if err != nil {
			return
		}
		checkFormats(t, p)
	})
}
