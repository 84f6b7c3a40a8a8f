package body_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/styles"
)

func addSeeds(f *testing.F) {
	for i, text := range styles.Cases() {
		if len(text) < 300 && i%5 == 0 {
			f.Add([]byte(text))
		}
	}
	for _, text := range []string{"", "\ufeff{}", `{"a":1,}`, `{'a':1}`, "[1,]", `["\ud800"]`, `["\ud800\udc00"]`, `{"a":1,"\u0061":2}`, "[01]", "[1.]", "[-]", "[\xff]", "// x", "{\"a\":1\n,\"a\":2}", "[NaN]", "nul", "[1 2]", "{} {}", "\"\t\""} {
		f.Add([]byte(text))
	}
}

// FuzzParse: exactly what encoding/json accepts is accepted, less what the
// package refuses besides; a fault has a code, a sentence and a place.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := body.Parse(text)
		if err == nil {
			require.True(t, acceptable(text), "%q is accepted", text)
			require.Equal(t, plain(t, text), tree(v))
			return
		}
		require.False(t, acceptable(text), "%q is refused: %v", text, err)
		f := refusal(t, err)
		assert.Contains(t, []string{"not-json", "duplicate-name"}, f.Code)
		assert.True(t, strings.HasSuffix(f.Message, ".") && f.Hint != "" && utf8.ValidString(f.Message+f.Hint), "%q", f.Message)
		assert.Less(t, len(f.Message), 300)
		lines := strings.Split(string(bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))), "\n")
		require.True(t, 1 <= f.Line && f.Line <= len(lines), "line %d", f.Line)
		require.True(t, 1 <= f.Column && f.Column <= utf8.RuneCountInString(lines[f.Line-1])+1, "column %d of %q", f.Column, lines[f.Line-1])
	})
}

// acceptable tells by other means what Parse must accept.
func acceptable(text []byte) bool {
	return len(text) <= body.MaxSize && utf8.Valid(text) && json.Valid(text) && !hasLoneSurrogate(text) &&
		depth(text) <= body.MaxDepth && !hasDuplicate(json.NewDecoder(bytes.NewReader(text)))
}

var escape = regexp.MustCompile(`\\(?:u([0-9a-fA-F]{4})|.)|[^\\]+`)

func hasLoneSurrogate(text []byte) bool {
	high := false
	for _, m := range escape.FindAllSubmatch(text, -1) {
		unit, _ := strconv.ParseUint(string(m[1]), 16, 16)
		low := 0xDC00 <= unit && unit <= 0xDFFF
		if high != low {
			return true
		}
		high = 0xD800 <= unit && unit <= 0xDBFF
	}
	return high
}

func depth(text []byte) int {
	deepest, now, d := 0, 0, json.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if err != nil {
			return deepest
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			now++
			deepest = max(deepest, now)
		case json.Delim(']'), json.Delim('}'):
			now--
		}
	}
}

// hasDuplicate tells whether an object of the value that comes next has two
// members of a name.
func hasDuplicate(d *json.Decoder) bool {
	token, err := d.Token()
	if err != nil {
		return false
	}
	if token != json.Delim('{') && token != json.Delim('[') {
		return false
	}
	names := make(map[json.Token]bool)
	for d.More() {
		if token == json.Delim('{') {
			name, _ := d.Token()
			if names[name] {
				return true
			}
			names[name] = true
		}
		if hasDuplicate(d) {
			return true
		}
	}
	_, _ = d.Token()
	return false
}

// plain reads a text with encoding/json, numbers as they are spelt.
func plain(t *testing.T, text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	require.NoError(t, d.Decode(&v))
	_, err := d.Token()
	require.ErrorIs(t, err, io.EOF)
	return v
}

// tree makes of a Value what encoding/json makes of its text.
func tree(v *body.Value) any {
	switch v.Kind() {
	case body.Bool:
		return v.Bool()
	case body.Number:
		return json.Number(v.Text())
	case body.String:
		return v.Text()
	case body.Array:
		items := []any{}
		for _, item := range v.Items() {
			items = append(items, tree(item))
		}
		return items
	case body.Object:
		members := map[string]any{}
		for name, member := range v.Members() {
			members[name] = tree(member)
		}
		return members
	}
	return nil
}

// longNumber finds the numbers that languages read differently; the vectors
// hold some.
var longNumber = regexp.MustCompile(`[0-9.]{60}`)

// FuzzStyles: what a style writes is JSON, holds the same value in the sense of
// its language, and written again in the style is the same bytes.
func FuzzStyles(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := body.Parse(text)
		if err != nil || longNumber.Match(text) {
			return
		}
		for _, style := range body.Styles() {
			written, err := body.Write(v, style.Name)
			if err != nil {
				require.ErrorIs(t, err, fault.New("not-encodable", ""))
				continue
			}
			again, err := body.Parse(written)
			require.NoError(t, err, "%s wrote %q", style.Name, written)
			require.Equal(t, meaning(v, style), meaning(again, style), "%s wrote %q", style.Name, written)
			twice, err := body.Write(again, style.Name)
			require.NoError(t, err)
			if bytes.Contains(written, []byte("-0")) && !bytes.Equal(written, twice) {
				// PHP and Go write the float -0.0 as -0, and read that as the integer 0.
				require.Contains(t, []string{"PHP", "Go"}, style.Language)
				again, err = body.Parse(twice)
				require.NoError(t, err)
				written = twice
				twice, err = body.Write(again, style.Name)
				require.NoError(t, err)
			}
			require.Equal(t, string(written), string(twice), style.Name)
		}
	})
}

// meaning makes a value comparable: what the style's language cannot tell apart
// becomes equal.
func meaning(v *body.Value, style body.Style) any {
	switch v.Kind() {
	case body.Number:
		return numberMeaning(v.Text(), style)
	case body.String:
		if style.Language == "Java" && strings.TrimPrefix(v.Text(), "-") == "Infinity" {
			return math.Inf(1 - 2*strings.Count(v.Text(), "-"))
		}
		return v.Text()
	case body.Array:
		items := []any{}
		for _, item := range v.Items() {
			items = append(items, meaning(item, style))
		}
		return items
	case body.Object:
		return objectMeaning(v, style)
	}
	return tree(v)
}

// objectMeaning keeps the members' order where the language does.
func objectMeaning(v *body.Value, style body.Style) any {
	type member struct {
		name  string
		value any
	}
	members := []member{}
	list := style.Language == "PHP"
	for name, value := range v.Members() {
		list = list && name == strconv.Itoa(len(members))
		members = append(members, member{name, meaning(value, style)})
	}
	if list {
		items := []any{}
		for _, m := range members {
			items = append(items, m.value)
		}
		return items
	}
	if style.Name == "go" || style.Language == "JavaScript" {
		slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	}
	return members
}

// numberMeaning is a number's exact value: of an integer where the language has
// them in any size, else of a float. PHP and Go write some floats as integers of
// another exact value (99999999999999984.0 as 99999999999999980), so that to
// them all numbers count as floats here.
func numberMeaning(spelling string, style body.Style) any {
	integer, ok := new(big.Int).SetString(spelling, 10)
	switch {
	case style.Name == "as-is":
		return spelling
	case ok && !slices.Contains([]string{"PHP", "Go", "JavaScript"}, style.Language):
		return integer.String()
	}
	f, _ := strconv.ParseFloat(spelling, 64)
	if math.IsInf(f, 0) && (style.Language == "JavaScript" || style.Name == "rails") {
		return nil
	}
	return f + 0 // no negative zero
}
