package transcript

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

var noteUnwrapped = finding.Finding{
	Code:   "unwrapped",
	Title:  "The request stood inside a string; its escapes were resolved.",
	Detail: "Logs write a text once more as a string: \\\" for a quote, \\n for a line break.",
}

// looksEscaped tells whether all of a text is one string, or has a backslash in
// front of each quote.
func looksEscaped(text string) bool {
	text = trimBlanks(text)
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return true
	}
	return strings.HasPrefix(text, `{\"`) || strings.HasPrefix(text, `[{\"`) || strings.HasPrefix(text, `{\n`)
}

// readEscaped reads what stands in a string of JSON.
func readEscaped(d *draft, text string) bool {
	text = trimBlanks(text)
	if text[0] != '"' {
		if hasBareQuote(text) {
			return false
		}
		text = `"` + text + `"`
	}
	t, _, ok := parseLiteral(text, json)
	if !ok || t[0].kind != str || t[0].text == text {
		return false
	}
	d.note(noteUnwrapped)
	return d.inside(t[0].text)
}

// hasBareQuote tells whether there is a quote without a backslash.
func hasBareQuote(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == '"' {
			return true
		}
	}
	return false
}
