package transcript

import "strings"

// looksLog goes by a name that a value follows, or by JSON somewhere.
func looksLog(text string) bool {
	return strings.IndexByte(text, '{') >= 0 || strings.ContainsAny(text, "=:")
}

// readLog reads lines in which names stand in front of values: Account: …,
// sign=…, body={…}. A JSON text without a name is the body.
func readLog(d *draft, text string) bool {
	l := &logText{s: text, h: harvest{d: d, dialect: json}}
	l.read()
	if d.found() || l.free.raw != "" {
		l.signLine()
	}
	if d.body == nil && !d.noBody && l.quoted {
		d.body = []byte(l.free.text)
	}
	if d.body == nil && !d.noBody && l.free.raw != "" {
		d.body = []byte(l.free.raw)
		if d.sign == "" || !strings.HasSuffix(trimBlanks(text), l.free.raw) {
			d.note(noteRestAssumed)
		}
	}
	return d.found() && (d.sign != "" || d.account != "" || d.body != nil)
}

// A logText is read from left to right.
type logText struct {
	s         string
	at        int
	h         harvest
	free      node // the first JSON text without a name
	quoted    bool // it stood in a string: its text is the body
	bracketed bool // values stand between [ and ]
	work      int  // bytes gone through ahead of at
}

// maxWork is how often, on average, a byte is looked at ahead.
const maxWork = 8

// balanced returns the length of the array or object here, 0 where it does not
// end, or where too much has been looked for already.
func (l *logText) balanced() int {
	if l.work > maxWork*len(l.s) {
		return 0
	}
	n := balanced(l.s[l.at:])
	if l.work += n; n == 0 {
		l.work += len(l.s) - l.at
	}
	return n
}

func (l *logText) read() {
	for l.at < len(l.s) {
		c := l.s[l.at]
		switch {
		case (c == '{' || c == '[') && l.free.raw == "":
			l.jsonText()
		case (c == '\'' || c == '"' || c == 'b') && l.free.raw == "" && l.literal():
		case isWordByte(c):
			l.name()
		default:
			l.at++
		}
	}
}

// jsonText reads JSON that has no name in front: the body, or data that holds
// the request.
func (l *logText) jsonText() {
	n := l.balanced()
	if n < 2 {
		l.at++
		return
	}
	text := l.s[l.at : l.at+n]
	p := literalParser{s: text, dialect: json}
	p.parse()
	t := p.nodes
	switch {
	case p.full && !holdsSign(text):
		l.free.raw = text
		l.h.d.note(noteTooMuch)
	case p.failed:
		if p.full {
			l.h.d.note(noteTooMuch)
		}
		l.at++
		return
	case l.s[l.at] == '[' && len(t) == 1 || t[0].kind == array && len(t) < 3 && !isJSONObject(t):
		l.at += n
		return
	case isBareBody(t):
		l.free = t[0]
	default:
		l.h.pairs(t)
		l.h.gather(t)
	}
	l.at += n
}

// literal reads a string of Python that is a JSON text, b'…' or '…'.
func (l *logText) literal() bool {
	quote := strings.TrimPrefix(l.s[l.at:min(len(l.s), l.at+4)], "b")
	if len(quote) < 2 || quote[0] != '\'' && quote[0] != '"' || strings.IndexByte("{[\\ ", quote[1]) < 0 || l.at > 0 && isWordByte(l.s[l.at-1]) || l.work > maxWork*len(l.s) {
		return false
	}
	t, end, ok := parseLiteral(l.s[l.at:], python)
	l.work += end
	if !ok || t[0].kind != str || !isJSONText(t[0].text) || holdsSign(t[0].text) {
		return false
	}
	l.free, l.quoted = t[0], true
	l.at += end
	return true
}

// signLine takes a signature that stands without a name on a line of its own.
func (l *logText) signLine() {
	for text := l.s; text != "" && !l.h.d.hasSign; {
		var line string
		line, text = cutLine(text)
		if line = strings.Trim(line, " \t\"'"); hasSignLength(line) {
			l.h.d.setSign(line)
		}
	}
}

func isJSONObject(t tree) bool { return len(t) > 1 && t[1].kind == object }

// name reads a name, and if one of the request's its value too.
func (l *logText) name() {
	start := l.at
	for l.at < len(l.s) && (isWordByte(l.s[l.at]) || l.s[l.at] == '-') {
		l.at++
	}
	r := roleOf(l.s[start:l.at])
	if r == none || r == responseRole {
		l.url(start)
		return
	}
	at := l.at
	if at < len(l.s) && strings.IndexByte(`"'`, l.s[at]) >= 0 {
		at++
	}
	for at < len(l.s) && (l.s[at] == ' ' || l.s[at] == '\t') {
		at++
	}
	separator := 0
	switch rest := l.s[at:]; {
	case strings.HasPrefix(rest, "=>"):
		separator = 2
	case strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "://"):
		separator = 1
	default:
		return
	}
	for at += separator; at < len(l.s) && (l.s[at] == ' ' || l.s[at] == '\t'); {
		at++
	}
	if r == bodyRole || r == maybeBodyRole {
		for at < len(l.s) && isBlankByte(l.s[at]) {
			at++
		}
	}
	if r == signRole || r == accountRole {
		at = l.nextLine(at, start)
	}
	l.at = at
	l.value(r, start)
}

// nextLine goes to the next line where a value stands there alone, as it does in
// what is copied from the headers of a browser's network panel.
func (l *logText) nextLine(at, start int) int {
	next := at
	for next < len(l.s) && next < at+2 && (l.s[next] == '\r' || l.s[next] == '\n') {
		next++
	}
	line, _ := cutLine(l.s[next:min(next+longestLine, len(l.s))])
	if next == at || !l.lineStart(start) || !isBase64(line) {
		return at
	}
	return next
}

// url takes a URL that stands by itself.
func (l *logText) url(start int) {
	if word := l.s[start:l.at]; (word == "https" || word == "http") && strings.HasPrefix(l.s[l.at:], "://") {
		for l.at < len(l.s) && strings.IndexByte(" \t\r\n\"'<>,;)]}", l.s[l.at]) < 0 {
			l.at++
		}
		l.h.url(l.s[start:l.at])
	}
}
