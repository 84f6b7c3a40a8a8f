//go:build !js

package body

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the README's table of styles anew")

// TestREADME holds the README's table of styles to the styles there are and to
// what they write. There is no file system under GOOS=js.
func TestREADME(t *testing.T) {
	const (
		file  = "../../README.md"
		begin = "<!-- styles: written by `go test ./signer/body -run README -update` -->\n"
		end   = "<!-- /styles -->"
		shown = `{"url":"a/b","name":"Ёж & <b>","sum":12.50,"id":123456789012345678901,"10":{}}`
	)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(text), begin)
	require.True(t, found)
	written, after, found := strings.Cut(rest, end)
	require.True(t, found)
	require.Contains(t, before, shown)

	var table strings.Builder
	table.WriteString("| style | the documented call | what it writes |\n|---|---|---|\n")
	for _, style := range Styles() {
		if style.Name == "as-is" {
			continue
		}
		bytes, err := Encode([]byte(shown), style.Name)
		require.NoError(t, err)
		call := strings.ReplaceAll(style.Title, "|", `\|`)
		table.WriteString("| `" + style.Name + "` | " + style.Language + ": " + call + " | `" + string(bytes) + "` |\n")
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(before+begin+table.String()+end+after), 0o644))
		return
	}
	assert.Equal(t, table.String(), written, "run: go test ./signer/body -run README -update")
}
