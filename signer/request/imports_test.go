//go:build !js

package request

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestProgramsImportWhatTheyUse: what is imported depends on the data's values,
// not on a text among them that looks like code. Go's own compiler front end
// judges the Go programs, since an import too many is an error there.
func TestProgramsImportWhatTheyUse(t *testing.T) {
	const code = `"math.Copysign(0, -1) new BigInteger( ArrayList<> List<Object> LinkedHashMap<> Map<String"`
	imports := func(format, json, style string) string {
		program := must(must(Prepare(Request{Style: style, Account: account, JSON: []byte(json)})).As(format, ""))
		if format == "go" {
			checkGo(t, program)
		}
		return program[:strings.Index(program, "sendRequest(")]
	}
	for _, style := range []string{"go", "go-struct"} {
		for _, json := range []string{code, `{"desc":` + code + `}`, `{` + code + `:[0]}`} {
			assert.NotContains(t, imports("go", json, style), `"math"`, "%s %s", style, json)
		}
		assert.Contains(t, imports("go", `{"n":-0.0}`, style), `"math"`, style)
	}
	for json, classes := range map[string]string{
		code:                                  "",
		`[` + code + `]`:                      "java.util.ArrayList java.util.List",
		`{"a":` + code + `}`:                  "java.util.LinkedHashMap java.util.Map",
		`[{}]`:                                "java.util.ArrayList java.util.LinkedHashMap java.util.List",
		`[[{"a":1234567890123456789012345}]]`: "java.math.BigInteger java.util.ArrayList java.util.LinkedHashMap java.util.List java.util.Map",
	} {
		var found []string
		for line := range strings.Lines(imports("java", json, "java")) {
			class, isImport := strings.CutPrefix(strings.TrimSpace(line), "import ")
			class = strings.TrimSuffix(class, ";")
			if isImport && class != "java.util.Base64" && (strings.HasPrefix(class, "java.util.") || strings.HasPrefix(class, "java.math.")) {
				found = append(found, class)
			}
		}
		assert.Equal(t, classes, strings.Join(found, " "), json)
	}
}

// checkGo asserts that a Go program compiles.
func checkGo(t *testing.T, program string) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "request.go", program, parser.SkipObjectResolution)
	require.NoError(t, err)
	config := types.Config{Importer: standardLibrary}
	_, err = config.Check("main", files, []*ast.File{file}, nil)
	require.NoError(t, err)
}

var standardLibrary = importer.ForCompiler(token.NewFileSet(), "source", nil)
