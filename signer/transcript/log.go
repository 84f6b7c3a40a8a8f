package transcript

import "strings"

// looksLog goes by a name that a value follows, or by JSON somewhere.
func looksLog(text string) bool {
	return strings.IndexByte(text, '{') >= 0 || strings.IndexAny(text, "=:") >= 0
}

// readLog reads lines in which names stand in front of values: Account: …,
// sign=…, body={…}. A JSON text without a name is the body.
func readLog(d *draft, text string) bool {
	l := &logText{s: text, h: harvest{d: d, dialect: json}}
	l.read()
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
	s    string
	at   int
	h    harvest
	free node // the first JSON text without a name
	work int  // bytes gone through ahead of at
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
	t, _, ok := parseLiteral(text, json)
	switch {
	case !ok:
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
	l.at = at
	l.value(r, start)
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

// value reads what a name holds.
func (l *logText) value(r role, start int) {
	rest := l.s[l.at:]
	switch {
	case rest == "":
	case r == headersRole:
	case r == bodyRole && rest[0] != '{' && rest[0] != '[' && !quotedAt(rest), r == maybeBodyRole && !quotedAt(rest) && rest[0] != '{' && rest[0] != '[':
		if r == bodyRole && l.h.best == none {
			line := ""
			if l.lineStart(start) {
				line, _ = cutLine(rest)
			}
			if strings.TrimSpace(line) != "" {
				l.h.best = bodyRole
				l.h.d.body = []byte(line)
				l.at += len(line)
			}
		}
	case r == bodyRole || r == maybeBodyRole:
		l.body(r, rest)
	case quotedAt(rest):
		t, end, ok := parseLiteral(rest, dialectAt(rest))
		if ok || len(t) == 1 && !ok && t[0].kind == str && t[0].text != "" {
			l.h.member(r, tree{t[0]})
			l.at += end
		}
	case rest[0] == '[' && r != urlRole: // Go prints map[Sign:[…]]
		l.at++
		l.plain(r, start)
	default:
		l.plain(r, start)
	}
}

// quotedAt tells whether a string begins here, Python's b'…' included.
func quotedAt(s string) bool {
	p := literalParser{s: s, dialect: python}
	return p.startsString()
}

// dialectAt tells whose string begins: one between double quotes is escaped
// much as in JSON by logfmt, Go and Python alike.
func dialectAt(s string) dialect {
	if s[0] == '"' {
		return javascript
	}
	return python
}

// body reads a string or data behind a name.
func (l *logText) body(r role, rest string) {
	if quotedAt(rest) {
		t, end, ok := parseLiteral(rest, dialectAt(rest))
		if ok && t[0].kind == str && l.h.body(r, tree{t[0]}) {
			l.at += end
		}
		return
	}
	n := l.balanced()
	if n == 0 {
		if r == bodyRole && l.h.best == none {
			line, _ := cutLine(rest)
			l.h.best = bodyRole
			l.h.d.body = []byte(line)
			l.h.d.note(noteCut)
			l.at += len(line)
		}
		return
	}
	t, _, ok := parseLiteral(rest[:n], json)
	if ok && !isBareBody(t) {
		return // something around the request
	}
	if l.h.best == none || l.h.best > r {
		l.h.best = r
		l.h.d.body = []byte(rest[:n])
	}
	l.at += n
}

// lineStart tells whether nothing but blanks is in front of a name.
func (l *logText) lineStart(start int) bool {
	i := start
	for i > 0 && start-i < 8 && strings.IndexByte(" \t>*-", l.s[i-1]) >= 0 {
		i--
	}
	return i == 0 || l.s[i-1] == '\n'
}

// longestLine is how much of a line a value without quotes may take.
const longestLine = 8 << 10

// plain reads a value without quotes: at the beginning of a line all of it, else
// up to a blank or what parts values.
func (l *logText) plain(r role, start int) {
	line, _ := cutLine(l.s[l.at:min(l.at+longestLine, len(l.s))])
	end := strings.IndexAny(line, " \t,;|\"'}]&<>")
	if end < 0 {
		end = len(line)
	}
	if l.lineStart(start) && (r == signRole || r == accountRole || r == urlRole) && !hasName(line) {
		end = len(strings.TrimRight(line, " \t"))
	}
	if end == 0 {
		return
	}
	if r == signRole && end < 20 && !l.lineStart(start) || r == pathRole && line[0] != '/' || r == hostRole || r == methodRole {
		return
	}
	text := line[:end]
	l.at += end
	if r == signRole {
		text = l.wrapped(text)
	}
	l.h.member(r, tree{{kind: str, size: 1, named: true, text: text, raw: text}})
}

// hasName tells whether another name with a value stands on the line.
func hasName(line string) bool {
	for _, name := range []string{"account", "sign", "body", "payload", "data", "url"} {
		if i := wordIndex(line, name, 0); i >= 0 && i+len(name) < len(line) && strings.IndexByte("=:\"'", line[i+len(name)]) >= 0 {
			return true
		}
	}
	return false
}

// wrapped adds the lines on which a signature goes on, breaks and all.
func (l *logText) wrapped(text string) string {
	end := l.at
	for len(text) >= 40 {
		_, rest, found := strings.Cut(l.s[end:], "\n")
		if !found || !isBlank(l.s[end:len(l.s)-len(rest)]) {
			break
		}
		line, _ := cutLine(rest)
		if len(line) < 4 || !isBase64(line) || len(line) < 40 && !strings.HasSuffix(line, "=") {
			break
		}
		end = len(l.s) - len(rest) + len(line)
		text = l.s[l.at-len(text) : end]
		l.at = end
	}
	return text
}

func isBase64(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) && strings.IndexByte("+/=-_", s[i]) < 0 {
			return false
		}
	}
	return s != ""
}
