package transcript_test

import (
	"embed"
	"encoding/base64"
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// The fixtures are pairs: NAME.txt is a transcript, NAME.json what it holds.
//
//go:embed testdata
var fixtureFiles embed.FS

// A fixture is what a transcript must be read as.
type fixture struct {
	name string
	text string

	URL     string   `json:"url,omitempty"`
	Account string   `json:"account,omitempty"`
	Sign    string   `json:"sign,omitempty"`
	Body    *string  `json:"body,omitempty"`
	Body64  *string  `json:"body64,omitempty"` // where it is no text
	Notes   []string `json:"notes"`            // their codes
}

func (f *fixture) body(t testing.TB) []byte {
	switch {
	case f.Body != nil:
		return []byte(*f.Body)
	case f.Body64 != nil:
		b, err := base64.StdEncoding.DecodeString(*f.Body64)
		require.NoError(t, err)
		return b
	}
	return nil
}

func fixtures(t testing.TB) []fixture {
	entries, err := fixtureFiles.ReadDir("testdata")
	require.NoError(t, err)
	var all []fixture
	for _, e := range entries {
		name, isText := strings.CutSuffix(e.Name(), ".txt")
		if !isText {
			continue
		}
		text, err := fixtureFiles.ReadFile(path.Join("testdata", e.Name()))
		require.NoError(t, err)
		f := fixture{name: name, text: string(text)}
		want, err := fixtureFiles.ReadFile(path.Join("testdata", name+".json"))
		require.NoError(t, err, "every NAME.txt has a NAME.json")
		require.NoError(t, json.Unmarshal(want, &f), name)
		all = append(all, f)
	}
	return all
}

func TestFixtures(t *testing.T) {
	all := fixtures(t)
	require.GreaterOrEqual(t, len(all), 60)
	for _, f := range all {
		t.Run(f.name, func(t *testing.T) {
			got := transcript.Read(f.text)
			assert.Equal(t, f.URL, got.URL, "URL")
			assert.Equal(t, f.Account, got.Account, "Account")
			assert.Equal(t, f.Sign, got.Sign, "Sign")
			assert.Equal(t, string(f.body(t)), string(got.Body), "body")
			assert.Equal(t, f.body(t) == nil, got.Body == nil, "whether there is a body")
			assert.Equal(t, f.Notes, codes(got))
			checkNotes(t, got)
		})
	}
}

func codes(r *transcript.Request) []string {
	found := []string{}
	for _, n := range r.Notes {
		found = append(found, n.Code)
	}
	return found
}

// checkNotes holds notes to the voice of the project, and to its bounds.
func checkNotes(t testing.TB, r *transcript.Request) {
	for _, n := range r.Notes {
		require.NotEmpty(t, n.Code)
		require.True(t, strings.HasSuffix(n.Title, "."), n.Title)
		require.True(t, utf8.ValidString(n.Title+n.Detail+n.Fix), "%q", n)
		require.Less(t, len(n.Title)+len(n.Detail)+len(n.Fix), 1000)
	}
}

//go:embed notes.go
var notesSource string

//go:embed formats.go
var formatsSource string

// TestEachFormatHasAFixture: a format that no fixture is read as is not tested.
func TestEachFormatHasAFixture(t *testing.T) {
	read := map[string]bool{}
	for _, f := range fixtures(t) {
		for _, code := range f.Notes {
			read[code] = true
		}
	}
	listed := regexp.MustCompile(`\{"(read-[a-z-]+)"`).FindAllStringSubmatch(formatsSource, -1)
	require.NotEmpty(t, listed)
	for _, code := range listed {
		assert.True(t, read[code[1]], "no fixture is read as %s", code[1])
	}
}

// TestCodesAreAClosedList: each code that a fixture has is in the list that
// notes.go opens with, and each of the list has a fixture.
func TestCodesAreAClosedList(t *testing.T) {
	listed := map[string]bool{"text-too-long": true} // 5 MiB make no fixture
	for _, f := range fixtures(t) {
		for _, code := range f.Notes {
			if !strings.HasPrefix(code, "read-") || code == "read-nothing" {
				listed[code] = true
				assert.Contains(t, notesSource, "\n//\t"+code+" ", f.name)
			}
		}
	}
	for line := range strings.Lines(notesSource) {
		if entry, ok := strings.CutPrefix(line, "//\t"); ok {
			code, _, _ := strings.Cut(entry, " ")
			assert.True(t, listed[code], "no fixture has %s", code)
		}
	}
}
