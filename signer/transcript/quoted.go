package transcript

import "strings"

// looksRubySends goes by what Ruby's Net::HTTP prints with set_debug_output.
func looksRubySends(text string) bool { return strings.Contains(text, `<- "`) }

// readRubySends joins what was sent in pieces, and reads it as a message.
func readRubySends(d *draft, text string) bool { return readPieces(d, text, "<- ", ruby) }

// readPieces joins the strings that stand behind a mark, and reads them as a
// message.
func readPieces(d *draft, text, mark string, language dialect) bool {
	var sent strings.Builder
	for failed := 0; failed <= maxStarts; {
		at := strings.Index(text, mark)
		if at < 0 {
			break
		}
		text = text[at+len(mark):]
		p := literalParser{s: text, dialect: language}
		if !p.startsString() {
			continue
		}
		t, end, ok := parseLiteral(text, language)
		if !ok || t[0].kind != str {
			failed++
			continue
		}
		if sent.Len() > 0 && requestLine(t[0].text, 0) == 0 {
			sent.WriteByte('\n')
		}
		sent.WriteString(t[0].text)
		text = text[end:]
	}
	return readHTTP(d, sent.String())
}

// looksQuoted goes by a request line whose line break is an escape.
func looksQuoted(text string) bool { return quotedMessage(text) >= 0 }

// quotedMessage returns where the string begins in which a message stands, -1
// where there is none: behind a quote a request line, and an escape at its end.
func quotedMessage(text string) int {
	for at := 0; ; {
		i := strings.Index(text[at:], ` HTTP/`)
		if i < 0 {
			return -1
		}
		version := at + i
		end := version + len(" HTTP/1.1")
		line := text[max(at, version-longestLine):version]
		at = version + 1
		if end > len(text) || !strings.HasPrefix(text[end:], `\r\n`) && !strings.HasPrefix(text[end:], `\n`) {
			continue
		}
		line = line[strings.LastIndexByte(line, '\n')+1:]
		for _, method := range methods {
			for _, quote := range []string{`"`, `'`} {
				if j := strings.LastIndex(line, quote+method); j >= 0 && !strings.Contains(line[j+1+len(method):], " ") {
					return version - len(line) + j
				}
			}
		}
	}
}

// readQuoted reads a message that stands in a string: as Go's %q, Ruby's
// inspect, Python's repr and JSON write it, in the midst of a log.
func readQuoted(d *draft, text string) bool {
	at := quotedMessage(text)
	language := ruby
	if text[at] == '\'' || at > 0 && text[at-1] == 'b' && (at == 1 || !isWordByte(text[at-2])) {
		language = python
		if at > 0 && text[at-1] == 'b' {
			at--
		}
	}
	t, _, ok := parseLiteral(text[at:], language)
	if !ok || t[0].kind != str {
		return false
	}
	d.note(noteUnwrapped)
	return d.inside(t[0].text)
}
