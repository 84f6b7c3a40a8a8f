package transcript

import "strings"

// looksSends goes by what http.client prints with debuglevel 1.
func looksSends(text string) bool {
	return strings.Contains(text, "send: b'") || strings.Contains(text, `send: b"`)
}

// readSends joins what was sent in pieces, and reads it as a message.
func readSends(d *draft, text string) bool {
	var sent strings.Builder
	for failed := 0; ; {
		at := strings.Index(text, "send: b")
		if at < 0 || failed > maxStarts {
			break
		}
		t, end, ok := parseLiteral(text[at+len("send: "):], python)
		if !ok || t[0].kind != str {
			text = text[at+1:]
			failed++
			continue
		}
		if sent.Len() > 0 && requestLine(t[0].text, 0) == 0 {
			sent.WriteByte('\n')
		}
		sent.WriteString(t[0].text)
		text = text[at+len("send: ")+end:]
	}
	return readHTTP(d, sent.String())
}

// looksPython goes by the first characters: a string, a dict, a tuple.
func looksPython(text string) bool {
	text = trimBlanks(text)
	if len(text) < 2 {
		return false
	}
	p := literalParser{s: text, dialect: python}
	return text[0] == '{' || text[0] == '[' || text[0] == '(' || p.startsString()
}

// readPython reads a repr: of bytes or a string, which are the body or hold a
// request; of a dict, a list or a tuple, in which there are headers and a body.
func readPython(d *draft, text string) bool {
	if t := looseValues(text, python); t != nil {
		return readValue(d, t, python)
	}
	t, end, ok := parseLiteral(trimBlanks(text), python)
	if !ok || !isBlank(trimBlanks(text)[end:]) {
		return false
	}
	if t[0].kind == str {
		return readString(d, t[0].text)
	}
	return readValue(d, t, python)
}

// readString reads a string that is the body, or has a request inside.
func readString(d *draft, text string) bool {
	if isJSONText(text) && !holdsSign(text) {
		d.body = []byte(text)
		return true
	}
	return d.inside(text)
}

// readValue reads data of a language: with names for what it holds, or as the
// body itself.
func readValue(d *draft, t tree, language dialect) bool {
	h := &harvest{d: d, dialect: language}
	h.pairs(t)
	h.gather(t)
	if d.found() || d.url != "" || t[0].kind != object {
		h.loose(t)
	}
	if !d.found() && t[0].kind == object {
		h.dataBody(t, styleOf[language])
	}
	return d.found() || d.noBody
}
