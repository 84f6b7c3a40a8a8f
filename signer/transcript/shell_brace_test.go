package transcript_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// unquoted are words of which bash makes others, before curl gets them.
var unquoted = []string{
	`{"a":1,"b":2}`, `{1..3}`, `{a..c}`, `{1..9..2}`, `{+1..-3}`, `'{"a":1}'{x,y}`, `{,}`, `{a{b,c}`, `{a,b}}`, `{{a},b}`, `{$x,b}`, `{a,'}'}`,
	`{a,b"}"}`, `{\{,b}`, `x{a,b}y`, `~`, `~/x`, `~root`, `~+`, `a=~`, `a=b:~`, `a=~/y`, `~:x`,
}

// quoted are words that come through as one, with nothing put in their place.
var quoted = []string{
	`'{"a":1,"b":2}'`, `"{\"a\":1,\"b\":2}"`, `{"a":1}`, `{}`, `{a}`, `{a},{b}`, `{a\,b}`, `{"a,b"}`, `{a,b\}`, `\{a,b}`, `{a,b`, `{1..c}`, `{1..}`, `{aa..b}`,
	`{"1"..3}`, `{1..3..x}`, `$'{a,b}'`, `'~'`, `\~`, `~""`, `~"/x"`, `x~`, `a:~`, `1a=~`, `a-b=~`, `[1,2]`,
}

func TestShellExpandsOutsideQuotes(t *testing.T) {
	for _, word := range unquoted {
		_, is := readWord(word)
		assert.True(t, is, word)
	}
	for _, word := range quoted {
		body, is := readWord(word)
		assert.False(t, is, word)
		assert.NotEmpty(t, body, word)
	}
	_, is := readWord("{a, b}")
	assert.False(t, is, "two words")
}

// TestBracesElsewhere: what a variable or a here-string holds is not expanded, and echo writes what is.
func TestBracesElsewhere(t *testing.T) {
	const ask = "curl https://x.y/v1/payment --data-binary "
	for script, is := range map[string]bool{
		"B={a,b}\n" + ask + `"$B"`: false, "B={a,b}\n" + ask + `$B`: false, "export B={a,b}\n" + ask + `"$B"`: true, "B=~\n" + ask + `"$B"`: true,
		ask + "@- <<< {a,b}": false, ask + "@- <<< ~": true, ask + "@- <<A\n{a,b} ~\nA": false, "echo {a,b} | " + ask + "@-": true, "echo '{a,b}' | " + ask + "@-": false,
	} {
		assert.Equal(t, is, hasNote(transcript.Read(script), "unresolved"), script)
	}
	found := transcript.Read(ask + `{"a":1,"b":2}`)
	for _, n := range found.Notes {
		if n.Code == "unresolved" {
			assert.Contains(t, n.Title, "bash makes several words")
		}
	}
	assert.True(t, hasNote(transcript.Read(`curl https://x.y/{a,b} -d '{}'`), "unresolved"))
}

func readWord(word string) (body string, unresolved bool) {
	found := transcript.Read("curl https://x.y/v1/payment --data-raw " + word)
	return string(found.Body), hasNote(found, "unresolved")
}

func hasNote(found *transcript.Request, code string) bool {
	for _, n := range found.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}
