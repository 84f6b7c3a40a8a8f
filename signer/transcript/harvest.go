package transcript

import "strings"

// A harvest gathers a request out of data, at any depth and under any of the
// usual names.
type harvest struct {
	d       *draft
	dialect dialect
	lookup  func(name string) *node // of a variable; nil where there are none
	best    role                    // the body's, of those found
	looked  int                     // variables that were replaced
}

// maxLookups bounds how often variables are replaced, which may hold one another.
const maxLookups = 64

// gather goes through all members of a value.
func (h *harvest) gather(t tree) {
	for i := 1; i < len(t); {
		n := &t[i]
		inside := t[i : i+int(n.size)]
		r := none
		if n.named {
			r = roleOf(n.name)
		}
		if h.member(r, inside) {
			i += int(n.size)
			continue
		}
		if n.kind == str && (!n.named || isIndex(n.name)) {
			h.item(t, i)
		}
		i++
	}
}

// member takes a member by its role, and tells whether all of it is done with.
func (h *harvest) member(r role, t tree) bool {
	n := h.resolve(&t[0])
	switch r {
	case responseRole:
		return true
	case signRole, accountRole, methodRole, lengthRole, hostRole, pathRole:
		h.scalar(r, t)
		return n.kind != object
	case urlRole:
		switch n.kind {
		case str:
			h.url(n.text)
			return true
		case object: // Postman's, in pieces and whole
			for i := 1; i < len(t); i += int(t[i].size) {
				if t[i].kind == str && (t[i].name == "raw" || t[i].name == "href") {
					h.url(t[i].text)
					return true
				}
			}
		}
	case headersRole:
		if n.kind == str {
			h.headerLines(n.text)
			return true
		}
		if n != &t[0] && n.kind != word {
			inner, _, _ := parseLiteral(n.raw, h.dialect)
			h.gather(inner)
			return true
		}
	case bodyRole, maybeBodyRole:
		return h.body(r, t)
	}
	return false
}

// resolve returns what a variable stands for, where that is in the text.
func (h *harvest) resolve(n *node) *node {
	if n.kind == word && h.lookup != nil && h.looked < maxLookups {
		if value := h.lookup(n.text); value != nil {
			h.looked++
			return value
		}
	}
	return n
}

// scalar takes a value, or the only one of a list.
func (h *harvest) scalar(r role, t tree) {
	n := h.resolve(&t[0])
	if n.kind == array {
		for i := 1; i < len(t); i++ {
			if t[i].kind != array { // what is inside one comes anyway
				h.scalar(r, t[i:i+int(t[i].size)])
			}
		}
		return
	}
	if n.kind == object || isNull(n) {
		return
	}
	if n.open || n.kind == call || n.kind == word || n.kind == expression {
		switch r {
		case signRole:
			h.d.note(noteUnresolved("Sign", n.raw))
		case accountRole:
			h.d.note(noteUnresolved("Account", n.raw))
		}
		return
	}
	switch r {
	case signRole:
		h.d.setSign(n.text)
	case accountRole:
		h.d.setAccount(n.text)
	case methodRole:
		h.d.method = n.text
	case hostRole:
		h.d.host = n.text
	case pathRole:
		h.d.target = n.text
	case lengthRole:
		if said, ok := atoi(n.text); ok && said > 0 {
			h.d.length = n.text
		}
	}
}

func isNull(n *node) bool {
	return n.kind == word && (n.text == "null" || n.text == "None" || n.text == "NULL" || n.text == "nil")
}

func (h *harvest) url(text string) {
	switch {
	case strings.Contains(text, "://") && (h.d.url == "" || foldIndex(text, "alikassa") >= 0 && foldIndex(h.d.url, "alikassa") < 0):
		h.d.url = text
	case h.d.target == "":
		h.d.target = text
	}
}

func (h *harvest) headerLines(text string) {
	for text != "" {
		var line string
		line, text = cutLine(text)
		h.d.headerLine(line)
	}
}

// item takes a string that has no name but its place: a header as a line, a header's name
// with its value behind it, or a name and a value that have names themselves.
func (h *harvest) item(t tree, i int) {
	text := t[i].text
	if prefixFold(text, "sign:") || prefixFold(text, "account:") || prefixFold(text, "content-length:") {
		h.d.headerLine(text)
		return
	}
	if (sameFold(text, "sign") || sameFold(text, "account")) && i+1 < len(t) && (!t[i+1].named || isIndex(t[i+1].name)) {
		h.scalar(roleOf(text), t[i+1:i+1+int(t[i+1].size)])
	}
}

// pairs takes headers that are objects with a name and a value.
func (h *harvest) pairs(t tree) {
	for i := range t {
		n := &t[i]
		if n.kind != str || !n.named || !sameFold(n.name, "name") && !sameFold(n.name, "key") && !sameFold(n.name, "header") {
			continue
		}
		r := roleOf(n.text)
		if r != signRole && r != accountRole && r != lengthRole && r != hostRole {
			continue
		}
		for j := i + 1; j < len(t) && j <= i+3; j++ {
			if t[j].named && sameFold(t[j].name, "value") && t[j].kind == str {
				h.scalar(r, t[j:j+1])
				break
			}
		}
	}
}

// body takes a value for the body if nothing likelier has been found, and tells
// whether it is one.
func (h *harvest) body(r role, t tree) bool {
	n := h.resolve(&t[0])
	switch {
	case n.kind == object || n.kind == array:
		if r == maybeBodyRole && h.wraps(t) || r == bodyRole && h.carries(t) {
			return false
		}
	case n.kind == str && r == maybeBodyRole:
		if !isJSONText(n.text) || holdsSign(n.text) {
			return false
		}
	case isNull(n):
		return true
	case n.kind == word || n.kind == number:
		if r == maybeBodyRole {
			return true
		}
	}
	if h.best != none && h.best <= r {
		return true
	}
	h.best = r
	h.d.body, h.d.noBody = nil, false
	h.setBody(t, n)
	return true
}

// wraps tells whether an object is more likely something around the request, or
// around its body, than the body.
func (h *harvest) wraps(t tree) bool {
	for i := 1; i < len(t); i++ {
		if t[i].named {
			switch roleOf(t[i].name) {
			case signRole, headersRole, bodyRole:
				return true
			}
		}
		if sameFold(t[i].text, "sign") || t[i].kind == str && prefixFold(t[i].text, "sign:") {
			return true
		}
	}
	return len(t) == 1 && h.dialect != json
}

// carries tells whether an object that is called the body holds it: a mode and
// the raw text (Postman), a type and the text (HAR), a length and the bytes.
func (h *harvest) carries(t tree) bool {
	mode, text := false, false
	for i := 1; i < len(t); i += int(t[i].size) {
		switch name := t[i].name; {
		case sameFold(name, "mode"), sameFold(name, "mimetype"), sameFold(name, "type") && t[i].kind == str:
			mode = true
		case sameFold(name, "raw"), sameFold(name, "text"), sameFold(name, "data"), sameFold(name, "body"):
			text = true
		}
	}
	return mode && text || h.wraps(t)
}

func holdsSign(text string) bool { return wordIndex(text, "sign", 0) >= 0 }
