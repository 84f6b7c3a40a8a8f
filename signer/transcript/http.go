package transcript

import (
	"strings"
	"unicode/utf8"
)

// looksHTTP goes by a request line.
func looksHTTP(text string) bool { return requestLine(text, 0) >= 0 }

var methods = []string{"POST ", "GET ", "PUT ", "PATCH ", "DELETE "}

// requestLine returns where a request line begins, from a place on.
func requestLine(text string, from int) int {
	for at := from; at < len(text); {
		i := strings.Index(text[at:], " HTTP/")
		if i < 0 {
			return -1
		}
		version := at + i
		line := text[strings.LastIndexByte(text[at:version], '\n')+at+1 : version]
		for _, method := range methods {
			if j := strings.LastIndex(line, method); j >= 0 && (j == 0 || !isWordByte(line[j-1])) && !strings.Contains(line[j+len(method):], " ") {
				return version - len(line) + j
			}
		}
		at = version + 1
	}
	return -1
}

// readHTTP reads messages, of which each line may have something in front: the
// > of curl -v, a time, the name of a logger.
func readHTTP(d *draft, text string) bool {
	var best *draft
	taken, of := 0, 0
	for from := 0; of < maxCommands; {
		at := requestLine(text, from)
		if at < 0 {
			break
		}
		start := from + strings.LastIndexByte(text[from:at], '\n') + 1
		line, _, _ := strings.Cut(text[at:], "\n")
		end := len(text)
		from = min(at+len(line)+1, len(text))
		if next := requestLine(text, from); next >= 0 {
			end = from + strings.LastIndexByte(text[from:next], '\n') + 1
		}
		m := message{d: newDraft()}
		m.read(text[start:end], at-start)
		of++
		if best == nil || m.d.score() > best.score() {
			best, taken = m.d, of-1
		}
	}
	if best == nil {
		return false
	}
	if of > 1 {
		d.note(noteSeveral(taken, of, reasonFor(best)))
	}
	d.take(best)
	return d.found() || d.host != ""
}

// A message is a request as RFC 9112 writes it.
type message struct {
	d       *draft
	prefix  string // in front of each line
	suffix  string // behind each line: Apache's HttpClient shows line ends
	chunked bool
}

// httpClientEnd is how Apache's HttpClient logs the end of a line.
const httpClientEnd = `[\r][\n]"`

// read reads a message whose first line has a prefix of this length.
func (m *message) read(text string, prefix int) {
	m.prefix = text[:prefix]
	line, rest := cutLine(text)
	line = line[prefix:]
	if strings.HasSuffix(m.prefix, `"`) && strings.HasSuffix(line, httpClientEnd) {
		m.suffix = httpClientEnd
	}
	words := strings.Fields(line)
	m.d.method = words[0]
	if len(words) > 1 {
		m.d.target = words[1]
	}
	rest = m.headers(rest)
	m.body(rest)
}

// headers reads up to the empty line, and returns what is behind it.
func (m *message) headers(rest string) string {
	last := "" // the name of the header that a line without one goes on
	for rest != "" {
		var line string
		whole := rest
		line, rest = cutLine(rest)
		line, ok := m.strip(line)
		if !ok && m.prefix != "" {
			return whole
		}
		if strings.TrimSpace(line) == "" {
			return rest
		}
		name, value, found := strings.Cut(line, ":")
		switch {
		case found && isHeaderName(name):
			last = name
			if sameFold(name, "transfer-encoding") && foldIndex(value, "chunked") >= 0 {
				m.chunked = true
			}
			m.d.headerLine(line)
		case sameFold(last, "sign"): // it was broken into lines, which the doctor is to see
			m.d.sign += "\n" + line
		case line[0] == '{' || line[0] == '[': // the empty line was lost
			return whole
		}
	}
	return rest
}

// strip takes off what stands in front of a line and behind it. Digits of a
// time may differ.
func (m *message) strip(line string) (string, bool) {
	if m.prefix == "" {
		return line, true
	}
	if len(line) < len(m.prefix) {
		trimmed := strings.TrimRight(m.prefix, " ")
		return "", line == trimmed || strings.TrimRight(line, " ") == trimmed
	}
	for i := range len(m.prefix) {
		if a, b := line[i], m.prefix[i]; a != b && !(isDigit(a) && isDigit(b)) {
			return line, false
		}
	}
	return strings.TrimSuffix(line[len(m.prefix):], m.suffix), true
}

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
