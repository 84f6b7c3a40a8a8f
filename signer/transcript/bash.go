package transcript

import (
	"slices"
	"strings"
)

// maxStarts bounds how often a script is begun anew, behind prose that has
// quotes of its own.
const maxStarts = 4

// looksShell goes by the word curl.
func looksShell(text string) bool { return wordIndex(text, "curl", 0) >= 0 }

// readShell reads curl commands for bash, sh and zsh, with what they read from
// a pipe or a here-document.
func readShell(d *draft, text string) bool {
	text = withoutPrompts(text)
	var best *draft
	for _, start := range shellStarts(text) {
		sh := &shell{s: text[start:], values: map[string]shellWord{}, effort: &effort{}}
		sh.run()
		try := newDraft()
		if sh.requests(try) && (best == nil || try.score() > best.score()) {
			best = try
			if !sh.broken && best.score() >= 26 {
				break
			}
		}
	}
	if best == nil {
		return false
	}
	d.take(best)
	return true
}

// withoutPrompts takes off the > that a shell prints in front of a line that
// goes on with the one before.
func withoutPrompts(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\\\n> ", "\\\n"), "\\\r\n> ", "\\\r\n")
}

// shellStarts returns where a script may begin: at the first line with a
// command, and at the lines with curl.
func shellStarts(text string) []int {
	var starts []int
	at := 0
	for rest := text; rest != "" && len(starts) < maxStarts; {
		line, after, _ := strings.Cut(rest, "\n")
		prompt := promptLength(line)
		if command := line[prompt:]; beginsCommand(command) && len(starts) == 0 || beginsWith(command, "curl") {
			starts = append(starts, at+prompt)
		}
		at += len(rest) - len(after)
		rest = after
	}
	if first := wordIndex(text, "curl", 0); len(starts) < maxStarts && !slices.Contains(starts, first) {
		starts = append(starts, first)
	}
	return starts
}

// promptLength returns the length of a prompt in front of a command.
func promptLength(line string) int {
	trimmed := len(line) - len(strings.TrimLeft(line, " \t>"))
	for _, end := range []string{"$ ", "# ", "% "} {
		if i := strings.Index(line, end); i >= 0 && i < 80 && beginsCommand(line[i+2:]) {
			return i + 2
		}
	}
	return trimmed
}

func beginsCommand(line string) bool {
	for _, name := range []string{"curl", "echo", "printf", "cat", "export", "sudo"} {
		if beginsWith(line, name) {
			return true
		}
	}
	name, _, found := strings.Cut(line, "=")
	return found && name != "" && isHeaderName(name) && !strings.ContainsAny(name, "-.&%#!*'+^`|~")
}

func beginsWith(line, name string) bool {
	return strings.HasPrefix(line, name) && (len(line) == len(name) || isBlankByte(line[len(name)]) || line[len(name)] == '\\' || line[len(name)] == '.')
}

// requests takes the likeliest of the commands of curl.
func (sh *shell) requests(d *draft) bool {
	var best *draft
	taken, of := 0, 0
	for i := range sh.commands {
		c := &sh.commands[i]
		at := 0
		for at < len(c.words) && at < 6 && !isCurl(c.words[at].text) {
			if c.words[at].text == "echo" || c.words[at].text == "export" {
				at = len(c.words)
			}
			at++
		}
		for at++; at < len(c.words) && of < maxCommands; {
			try := newDraft()
			cc := &curlCommand{d: try, words: c.words[at:], file: c.file, stdin: func() (shellWord, bool) { return sh.inputOf(i) }}
			if c.file == "" && c.piped && i > 0 {
				cc.file = catFile(&sh.commands[i-1])
			}
			at += cc.read()
			if !try.found() && try.url == "" {
				continue
			}
			of++
			if sh.broken && i == len(sh.commands)-1 && try.body != nil {
				try.note(noteCut)
			}
			if best == nil || try.score() > best.score() {
				best, taken = try, of-1
			}
		}
	}
	if best == nil {
		return false
	}
	if of > 1 {
		d.note(noteSeveral(taken, of, reasonFor(best)))
	}
	if sh.full || of >= maxCommands {
		d.note(noteTooMuch)
	}
	d.take(best)
	return true
}

// catFile returns the file that a command writes out, where that is all it does.
func catFile(c *shellCommand) string {
	if len(c.words) == 2 && c.words[0].text == "cat" {
		return c.words[1].text
	}
	return ""
}
