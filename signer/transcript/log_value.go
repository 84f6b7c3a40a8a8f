package transcript

import "strings"

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
		l.bracketed = true
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
	if l.bracketed && rest[0] == '[' && len(rest) > 1 && rest[1] == '{' {
		l.at++
		rest = rest[1:]
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
		rest, found := strings.CutPrefix(strings.TrimLeft(l.s[end:], " \t\r"), "\n")
		if !found {
			break
		}
		line, _ := cutLine(rest[:min(longestLine, len(rest))])
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
