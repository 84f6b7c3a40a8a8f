package transcript

import (
	"strings"
	"unicode/utf8"
)

// body takes what is behind the empty line.
func (m *message) body(rest string) {
	if m.prefix != "" {
		rest = m.stripped(rest)
	}
	switch {
	case m.chunked:
		if b, ok := joinChunks(rest); ok {
			m.d.body = b
			return
		}
		m.d.note(noteAssumed("the message is chunked, but no lengths of chunks stand in it", "Paste the message with its chunks, or the body alone."))
		m.rest(rest)
	case m.d.length != "":
		m.measured(rest)
	default:
		m.rest(rest)
	}
}

// stripped takes the prefix off the lines of a body; where a line has none, the
// body ends, unless it never had one.
func (m *message) stripped(rest string) string {
	var out strings.Builder
	first := true
	for rest != "" {
		whole := rest
		line, after := cutLine(rest)
		text, ok := m.strip(line)
		if !ok && first && (strings.HasPrefix(line, "{") || strings.HasPrefix(line, "[")) {
			if n := balanced(whole); n > 0 { // curl -v: the body has nothing in front
				return whole[:n]
			}
			return whole
		}
		if !ok && first && (strings.HasPrefix(line, "*") || line == "") {
			rest = after
			continue
		}
		if !ok {
			break
		}
		if !first {
			out.WriteByte('\n')
		}
		if m.suffix != "" {
			text = strings.TrimSuffix(text, `"`)
		}
		out.WriteString(text)
		first, rest = false, after
	}
	return out.String()
}

// measured takes as many bytes as Content-Length says, and compares.
func (m *message) measured(rest string) {
	said, ok := atoi(strings.TrimSpace(m.d.length))
	m.d.lengthKnown = true
	switch {
	case !ok:
		m.rest(rest)
	case said <= len(rest) && (isBlank(rest[said:]) || !fits(rest, said)) && boundary(rest, said):
		m.d.body = []byte(rest[:said])
	case said == 0 && isBlank(rest):
		m.d.body = []byte{}
	case isBlank(rest):
		if strings.HasSuffix(m.prefix, "> ") {
			m.d.noBody = true
			m.d.note(noteVerbose)
		}
	default:
		m.mismatch(rest, said)
	}
}

// fits tells whether a JSON text that ends elsewhere than at a length is there.
func fits(rest string, said int) bool {
	n := balanced(rest)
	return n > 0 && n != said
}

// boundary tells whether a place is not inside a character.
func boundary(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }

// mismatch deals with a body that is not as long as it should be.
func (m *message) mismatch(rest string, said int) {
	trimmed := strings.TrimRight(rest, "\r\n")
	if n := balanced(rest); n > 0 && n != said {
		trimmed = rest[:n]
	}
	for _, text := range []string{rest, trimmed} {
		if crlf := strings.ReplaceAll(text, "\n", "\r\n"); !strings.Contains(text, "\r\n") && len(crlf) == said {
			m.d.body = []byte(crlf)
			m.d.note(noteLineEnds)
			return
		}
	}
	m.d.body = []byte(trimmed)
	m.d.note(noteLength("Content-Length", said, m.d.body))
}

// rest takes all there is, less the line ends of the text itself.
func (m *message) rest(rest string) {
	if isBlank(rest) {
		return
	}
	trimmed := strings.TrimRight(rest, "\r\n")
	if n := balanced(rest); n > 0 && (rest[0] == '{' || rest[0] == '[') && strings.Contains(rest[n:], "HTTP/") {
		trimmed = rest[:n] // an answer follows
	}
	if trimmed != rest {
		m.d.note(noteRestAssumed)
	}
	m.d.body = []byte(trimmed)
}

// joinChunks reads a chunked body.
func joinChunks(s string) ([]byte, bool) {
	out := []byte{}
	for s != "" {
		line, rest := cutLine(s)
		size, end := digitsAt(strings.TrimSpace(line), 0, 6, 16)
		if end == 0 {
			return nil, false
		}
		if size == 0 {
			return out, true
		}
		if int(size) > len(rest) || !boundary(rest, int(size)) {
			return nil, false
		}
		out = append(out, rest[:size]...)
		line, s = cutLine(rest[size:])
		if line != "" {
			return nil, false
		}
	}
	return nil, false
}
