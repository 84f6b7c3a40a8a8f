package transcript

import "strings"

// looksSends goes by what http.client prints with debuglevel 1.
func looksSends(text string) bool {
	return strings.Contains(text, "send: b'") || strings.Contains(text, `send: b"`)
}

// readSends joins what was sent in pieces, and reads it as a message.
func readSends(d *draft, text string) bool { return readPieces(d, text, "send: ", python) }

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
