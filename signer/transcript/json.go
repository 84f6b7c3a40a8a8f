package transcript

import "strings"

// looksJSON goes by the first and last characters.
func looksJSON(text string) bool {
	text = trimBlanks(text)
	return isJSONText(text) || len(text) > 1 && text[0] == '{' && strings.Contains(text, "}\n{") || strings.Contains(text, "}\r\n{") && text[0] == '{'
}

// readJSON reads a HAR file, an export of Postman, lines of a log in JSON, and
// a body alone.
func readJSON(d *draft, text string) bool {
	trimmed := trimBlanks(text)
	t, _, ok := parseLiteral(trimmed, json)
	if !ok {
		return readJSONLines(d, trimmed)
	}
	if !isBareBody(t) && chooseJSON(d, []tree{t}) {
		return true
	}
	d.body = []byte(trimmed)
	if trimmed != text {
		d.note(noteRestAssumed)
	}
	return true
}

// isBareBody tells whether data is the body itself: nothing in it is called
// Sign, and nothing holds another body or text.
func isBareBody(t tree) bool {
	for i := range t {
		n := &t[i]
		if n.named {
			switch roleOf(n.name) {
			case signRole, headersRole, bodyRole:
				return false
			case maybeBodyRole:
				if n.kind == str && isJSONText(n.text) || sameFold(n.name, "request") {
					return false
				}
			}
		}
		if n.kind == str && holdsTranscript(n.text) {
			return false
		}
	}
	return t[0].kind == object || t[0].kind == array
}

// holdsTranscript tells whether a string may have a request inside.
func holdsTranscript(text string) bool {
	return len(text) > 40 && (holdsSign(text) || wordIndex(text, "curl", 0) >= 0 && strings.Contains(text, "http"))
}

// readJSONLines reads a value a line: a log, or what Docker makes of one, which
// has a line of the program in each.
func readJSONLines(d *draft, text string) bool {
	var lines []tree
	var printed strings.Builder
	for text != "" {
		var line string
		line, text = cutLine(text)
		if isBlank(line) {
			continue
		}
		t, _, ok := parseLiteral(trimBlanks(line), json)
		if !ok || t[0].kind != object {
			return false
		}
		lines = append(lines, t)
		for i := 1; i < len(t); i += int(t[i].size) {
			if t[i].kind == str && (t[i].name == "log" || t[i].name == "message" || t[i].name == "msg") {
				printed.WriteString(t[i].text)
				if !strings.HasSuffix(t[i].text, "\n") {
					printed.WriteByte('\n')
				}
				break
			}
		}
	}
	try := newDraft()
	try.nesting = d.nesting
	if chooseJSON(try, lines) && try.sign != "" && try.body != nil {
		d.take(try)
		return true
	}
	printedDraft := newDraft()
	printedDraft.nesting = d.nesting
	if printed.Len() > 0 && printedDraft.inside(printed.String()) && printedDraft.score() > try.score() {
		d.note(noteUnwrapped)
		d.take(printedDraft)
		return true
	}
	d.take(try)
	return try.found()
}

// chooseJSON takes the likeliest of the requests in some values.
func chooseJSON(d *draft, values []tree) bool {
	var units []tree
	for _, t := range values {
		units = append(units, unitsOf(t)...)
	}
	var best *draft
	taken, signed := 0, 0
	for i, t := range units {
		try := newDraft()
		try.nesting = d.nesting
		gatherJSON(try, t)
		if try.sign != "" || try.body != nil {
			signed++
		}
		if best == nil || try.score() > best.score() {
			best, taken = try, i
		}
	}
	if best == nil || !best.found() {
		return false
	}
	if signed > 1 {
		d.note(noteSeveral(taken, len(units), reasonFor(best)))
	}
	d.take(best)
	return true
}

func reasonFor(d *draft) string {
	switch {
	case d.sign != "":
		return "the first with a Sign"
	case foldIndex(d.url, "alikassa") >= 0:
		return "the first to AliKassa"
	}
	return "the first with a body"
}

// unitsOf returns the requests inside a value: each entry of a HAR file, each
// item of a collection of Postman, each item of a list; else the value as a whole.
func unitsOf(t tree) []tree {
	var units []tree
	for i := 1; i < len(t); i++ {
		if n := &t[i]; n.named && n.kind == object && n.name == "request" {
			units = append(units, t[i:i+int(n.size)])
			i += int(n.size) - 1
		}
	}
	if len(units) > 1 {
		return units
	}
	if t[0].kind != array {
		return []tree{t}
	}
	units = units[:0]
	for i := 1; i < len(t); i += int(t[i].size) {
		if t[i].kind == object {
			units = append(units, t[i:i+int(t[i].size)])
		}
	}
	if len(units) == 0 {
		return []tree{t}
	}
	return units
}

// gatherJSON reads one request.
func gatherJSON(d *draft, t tree) {
	h := &harvest{d: d, dialect: json}
	h.pairs(t)
	h.gather(t)
	h.postData(t)
	if d.sign != "" && (d.body != nil || d.noBody) {
		return
	}
	for i := range t { // perhaps all of it stands in a string
		if n := &t[i]; n.kind == str && holdsTranscript(n.text) {
			try := newDraft()
			try.nesting = d.nesting
			if try.inside(n.text) && try.score() > d.score() {
				try.note(noteUnwrapped)
				d.take(try)
				return
			}
		}
	}
}

// postData reads what HAR has for a body, whose text may be base64.
func (h *harvest) postData(t tree) {
	for i := 1; i < len(t); i++ {
		if t[i].kind != object || !t[i].named || roleOf(t[i].name) != bodyRole {
			continue
		}
		var text, encoding string
		for j := i + 1; j < i+int(t[i].size); j += int(t[j].size) {
			switch {
			case t[j].name == "text" || t[j].name == "data":
				text = t[j].text
			case t[j].name == "encoding" || t[j].name == "_encoding":
				encoding = t[j].text
			}
		}
		if b, ok := decodeBase64(text); ok && encoding == "base64" {
			h.d.body = b
		}
		return
	}
}
