package transcript

import "strings"

// A shellWord is an argument as the shell hands it over.
type shellWord struct {
	text string
	open string // the first thing in it that the text does not tell, as written

	// braces are those in it of which bash makes several words, where it stands
	// for itself: neither in an assignment nor behind <<<.
	braces string
}

// A shellCommand is a command with what it reads.
type shellCommand struct {
	words []shellWord
	piped bool       // it reads what the command before it writes
	input *shellWord // what it reads: a here-document, a here-string
	file  string     // or the file that it reads
}

// The bounds of a script.
const (
	maxCommands      = 1000    // those of substitutions too
	maxWords         = 1 << 16 // of a command
	maxSubstitutions = 8       // inside one another
	maxExpanded      = MaxSize // bytes that variables and pipes give
)

// An effort is what a script has cost so far, with all that is inside it.
type effort struct {
	commands int
	expanded int
}

// expand counts what a variable or a pipe gives, and tells whether it may.
func (e *effort) expand(n int) bool {
	e.expanded += n
	return e.expanded <= maxExpanded
}

// A shell goes through a script of bash once. It knows quotes, here-documents,
// pipes, and variables whose value stands in the script; everything else it
// leaves as it is written.
type shell struct {
	s        string
	at       int
	commands []shellCommand
	values   map[string]shellWord
	pending  []*hereDocument
	nesting  int
	effort   *effort
	broken   bool // a quote does not end
	full     bool // it goes on behind what is read
}

type hereDocument struct {
	delimiter string
	quoted    bool // nothing in it is replaced
	tabs      bool // those at the beginning of a line are left out
	into      *shellWord
}

// run reads commands up to the end of the script or, in a substitution, its
// bracket.
func (sh *shell) run() {
	var c shellCommand
	end := func() {
		if len(c.words) > 0 && c.words[0].text == "export" {
			for _, w := range c.words[1:] {
				sh.assign(w)
			}
		}
		if len(c.words) > 0 || c.input != nil {
			sh.commands = append(sh.commands, c)
			sh.effort.commands++
		}
		c = shellCommand{}
	}
	for sh.at < len(sh.s) && !sh.broken && !sh.full {
		switch ch := sh.s[sh.at]; {
		case ch == ' ' || ch == '\t' || ch == '\r':
			sh.at++
		case ch == '\\' && sh.lineEnd(sh.at+1) > 0:
			sh.at += 1 + sh.lineEnd(sh.at+1)
		case ch == '\n':
			sh.at++
			end()
			sh.hereDocuments()
		case ch == '#':
			for sh.at < len(sh.s) && sh.s[sh.at] != '\n' {
				sh.at++
			}
		case ch == '|' && !strings.HasPrefix(sh.s[sh.at:], "||"):
			sh.at++
			end()
			c.piped = len(sh.commands) > 0
			sh.skipBlanks()
		case ch == ';' || ch == '&' || ch == '|':
			sh.at++
			end()
		case ch == ')' && sh.nesting > 0:
			end()
			return
		case ch == '(' || ch == ')' || (ch == '{' || ch == '}') && sh.alone():
			sh.at++
			end()
		case ch == '<' || ch == '>' || isDigit(ch) && sh.at+1 < len(sh.s) && strings.IndexByte("<>", sh.s[sh.at+1]) >= 0:
			sh.redirect(&c)
		default:
			w := sh.word()
			if len(c.words) > 0 || !sh.assign(w) {
				if w.braces != "" {
					w.open = w.braces
				}
				c.words = append(c.words, w)
			}
		}
		sh.full = sh.at < len(sh.s) && (sh.effort.commands >= maxCommands || len(c.words) >= maxWords)
	}
	end()
}

// lineEnd returns the length of a line's end at a place: 1, 2 or 0.
func (sh *shell) lineEnd(at int) int {
	switch rest := sh.s[min(at, len(sh.s)):]; {
	case strings.HasPrefix(rest, "\n"):
		return 1
	case strings.HasPrefix(rest, "\r\n"):
		return 2
	}
	return 0
}

func (sh *shell) skipBlanks() {
	for sh.at < len(sh.s) && isBlankByte(sh.s[sh.at]) {
		sh.at++
	}
}

// alone tells whether the brace here is a word of its own.
func (sh *shell) alone() bool {
	return sh.at+1 == len(sh.s) || strings.IndexByte(" \t\r\n;", sh.s[sh.at+1]) >= 0
}

// redirect reads < file, <<< text, << delimiter; where output goes is skipped.
func (sh *shell) redirect(c *shellCommand) {
	for isDigit(sh.s[sh.at]) {
		sh.at++
	}
	rest := sh.s[sh.at:]
	switch {
	case strings.HasPrefix(rest, "<<<"):
		sh.at += 3
		w := sh.nextWord()
		w.text += "\n"
		c.input = &w
	case strings.HasPrefix(rest, "<<"):
		sh.at += 2
		doc := &hereDocument{into: new(shellWord)}
		if sh.at < len(sh.s) && sh.s[sh.at] == '-' {
			doc.tabs = true
			sh.at++
		}
		sh.skipSpaces()
		start := sh.at
		doc.delimiter = sh.word().text
		doc.quoted = strings.ContainsAny(sh.s[start:sh.at], `'"\`)
		c.input = doc.into
		sh.pending = append(sh.pending, doc)
	case rest[0] == '<' && !strings.HasPrefix(rest, "<(") && !strings.HasPrefix(rest, "<&"):
		sh.at++
		c.file = sh.nextWord().text
	default:
		for sh.at < len(sh.s) && strings.IndexByte("<>&|(", sh.s[sh.at]) >= 0 {
			sh.at++
		}
		sh.nextWord()
	}
}

func (sh *shell) skipSpaces() {
	for sh.at < len(sh.s) && (sh.s[sh.at] == ' ' || sh.s[sh.at] == '\t') {
		sh.at++
	}
}

func (sh *shell) nextWord() shellWord {
	sh.skipSpaces()
	return sh.word()
}

// hereDocuments reads those that the line before began.
func (sh *shell) hereDocuments() {
	for _, doc := range sh.pending {
		var text strings.Builder
		for {
			if sh.at >= len(sh.s) {
				sh.broken = true
				break
			}
			line, _, _ := strings.Cut(sh.s[sh.at:], "\n")
			sh.at = min(sh.at+len(line)+1, len(sh.s))
			if doc.tabs {
				line = strings.TrimLeft(line, "\t")
			}
			if strings.TrimSuffix(line, "\r") == doc.delimiter {
				break
			}
			text.WriteString(line)
			text.WriteByte('\n')
		}
		doc.into.text = text.String()
		if !doc.quoted {
			inner := &shell{s: doc.into.text, values: sh.values, nesting: sh.nesting, effort: sh.effort}
			*doc.into = inner.document()
		}
	}
	sh.pending = nil
}

// document replaces what a here-document holds, as between double quotes but
// that quotes are themselves.
func (sh *shell) document() shellWord {
	var w shellWord
	out := make([]byte, 0, len(sh.s))
	for sh.at < len(sh.s) {
		switch c := sh.s[sh.at]; {
		case c == '\\' && sh.at+1 < len(sh.s) && strings.IndexByte("\\$`\n", sh.s[sh.at+1]) >= 0:
			if sh.s[sh.at+1] != '\n' {
				out = append(out, sh.s[sh.at+1])
			}
			sh.at += 2
		case c == '$' || c == '`':
			out = sh.expand(out, &w)
		default:
			out = append(out, c)
			sh.at++
		}
	}
	w.text = string(out)
	return w
}
