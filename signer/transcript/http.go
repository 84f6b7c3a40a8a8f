package transcript

import "strings"

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
		case line[0] == '{' || line[0] == '[': // the empty line was lost
			return whole
		case found && isHeaderName(name):
			last = name
			if sameFold(name, "transfer-encoding") && foldIndex(value, "chunked") >= 0 {
				m.chunked = true
			}
			m.d.headerLine(line)
		case sameFold(last, "sign") && len(m.d.sign) < longestLine: // it was broken into lines, which the doctor is to see
			m.d.sign += "\n" + line
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
