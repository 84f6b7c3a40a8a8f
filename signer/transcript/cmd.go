package transcript

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// looksCmd goes by carets: at the end of a line, or in front of the first quote;
// or by quotes that are doubled inside quotes.
func looksCmd(text string) bool {
	at := wordIndex(text, "curl", 0)
	if at < 0 {
		return false
	}
	command := text[at:]
	if strings.Contains(command, "^\n") || strings.Contains(command, "^\r\n") {
		return true
	}
	quote := strings.IndexAny(command, `'"`)
	if quote < 0 || command[quote] != '"' {
		return false
	}
	return command[quote-1] == '^' || !strings.Contains(command, " '") &&
		(strings.Contains(command, `{""`) || strings.Contains(command, `,""`) || strings.Contains(command, `"" : ""`))
}

// readCmd reads a command for cmd: first as cmd takes a line apart, then as
// curl.exe, like most programs of Windows, takes its arguments apart.
func readCmd(d *draft, text string) bool {
	at := wordIndex(text, "curl", 0)
	var best *draft
	taken, of, tried := 0, 0, 0
	for at >= 0 && tried < maxCommands {
		line, length := cmdLine(text[at:])
		words := windowsArguments(line)
		tried++
		try := newDraft()
		if fromDevTools(text[at : at+length]) {
			for i := range words {
				if isJSONText(words[i].text) && words[i].undouble() {
					try.note(noteDoubled)
				}
			}
		}
		cc := &curlCommand{d: try, words: words[1:], stdin: func() (shellWord, bool) { return shellWord{}, false }}
		cc.read()
		if try.found() {
			of++
			if best == nil || try.score() > best.score() {
				best, taken = try, of-1
			}
		}
		at = wordIndex(text, "curl", at+max(length, 1))
	}
	if best == nil {
		return false
	}
	if of > 1 {
		d.note(noteSeveral(taken, of, reasonFor(best)))
	}
	if at >= 0 {
		d.note(noteTooMuch)
	}
	d.take(best)
	return true
}

var noteDoubled = finding.Finding{
	Code:   "backslashes-doubled",
	Title:  "The browser doubled the backslashes of the body when it made this command; the body has them once.",
	Detail: `"Copy as cURL (cmd)" writes \\u0424 where the browser had sent \u0424, and curl.exe sends what is written. The body here is the browser's; the command, run as it is, sends two backslashes.`,
	Fix:    `Use "Copy as cURL (bash)", or "Copy as fetch", which are exact.`,
}

// fromDevTools tells by the quotes whether a command is a copy from a browser:
// it puts carets in front of quotes and braces, or doubles quotes.
func fromDevTools(command string) bool {
	return strings.Contains(command, `"^{`) || strings.Contains(command, `"^[`) || strings.Contains(command, `--data-binary "{""`) || strings.Contains(command, `--data "{""`)
}

// undouble takes out every other backslash, but in front of quotes, where the
// C runtime has done it; not where some are not doubled.
func (w *shellWord) undouble() bool {
	var out []byte
	for i, text := 0, w.text; i < len(text); {
		if text[i] != '\\' {
			out = append(out, text[i])
			i++
			continue
		}
		n := i
		for n < len(text) && text[n] == '\\' {
			n++
		}
		quoted := n < len(text) && text[n] == '"'
		if !quoted && (n-i)%2 == 1 {
			return false
		}
		if half := i + (n-i)/2; !quoted {
			out = append(out, text[i:half]...)
		} else {
			out = append(out, text[i:n]...)
		}
		i = n
	}
	doubled := len(out) < len(w.text)
	w.text = string(out)
	return doubled
}

// cmdLine returns a command as cmd hands it over, and how much of the text it
// was. Outside of quotes a caret takes the next character's meaning, and a line
// break behind it goes; the character after that break stands for itself, be it
// another break.
func cmdLine(s string) (line string, length int) {
	var out []byte
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r':
		case c == '\n':
			return string(out), i
		case quoted || c != '^':
			if c == '"' {
				quoted = !quoted
			}
			if !quoted && (c == '&' || c == '|' || c == '<' || c == '>') {
				return string(out), i
			}
			out = append(out, c)
		default:
			i = skipReturns(s, i+1)
			if i < len(s) && s[i] == '\n' {
				i = skipReturns(s, i+1)
			}
			if i < len(s) {
				out = append(out, s[i])
			}
		}
	}
	return string(out), len(s)
}

func skipReturns(s string, at int) int {
	for at < len(s) && s[at] == '\r' {
		at++
	}
	return at
}

// windowsArguments takes a command line apart as the C runtime of Microsoft
// does: backslashes count in front of a quote alone, and two quotes inside of
// quotes are one. There is always at least one.
func windowsArguments(line string) []shellWord {
	var words []shellWord
	for i := 0; (i < len(line) || len(words) == 0) && len(words) < maxWords; {
		for i < len(line) && isBlankByte(line[i]) {
			i++
		}
		if i == len(line) && len(words) > 0 {
			break
		}
		var text string
		text, i = windowsArgument(line, i)
		words = append(words, shellWord{text: text})
	}
	return words
}

func windowsArgument(line string, i int) (text string, end int) {
	var out []byte
	quoted := false
	for i < len(line) {
		c := line[i]
		switch {
		case c == '\\':
			n := 0
			for i < len(line) && line[i] == '\\' {
				n++
				i++
			}
			if i == len(line) || line[i] != '"' {
				out = append(out, strings.Repeat(`\`, n)...)
				continue
			}
			out = append(out, strings.Repeat(`\`, n/2)...)
			if n%2 == 1 {
				out = append(out, '"')
				i++
			}
			continue
		case c == '"' && quoted && i+1 < len(line) && line[i+1] == '"':
			out = append(out, '"')
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && isBlankByte(c):
			return string(out), i
		default:
			out = append(out, c)
		}
		i++
	}
	return string(out), i
}
