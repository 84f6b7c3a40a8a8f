package transcript

import "strings"

// A caller is a function that sends a request, in a program's source.
type caller struct {
	name    string // in lower case, as it ends
	dialect dialect
	body    int // which argument is the body; 0: none
}

// The bounds of what is read of a program's source.
const (
	maxCalls     = 16
	maxVariables = 32
	maxScript    = 64 << 10 // bytes in front of a call
)

var callers = []caller{
	{"fetch(", javascript, 0},
	{"axios.post(", javascript, 1},
	{"axios(", javascript, 0},
	{"axios.request(", javascript, 0},
	{"got.post(", javascript, 0},
	{".ajax(", javascript, 0},
	{"requests.post(", python, 0},
	{"requests.request(", python, 0},
	{"session.post(", python, 0},
	{"httpx.post(", python, 0},
}

func looksCall(text string) bool {
	for i := range callers {
		if foldIndex(text, callers[i].name) >= 0 {
			return true
		}
	}
	return false
}

// readCall reads calls of fetch and their like: their arguments, and the
// variables that were set in front.
func readCall(d *draft, text string) bool {
	var best *draft
	taken, of, tried := 0, 0, 0
	for i := range callers {
		c := &callers[i]
		for at := foldIndex(text, c.name); at >= 0 && tried < maxCalls; tried++ {
			start := at
			for start > 0 && (isWordByte(text[start-1]) || text[start-1] == '.' || text[start-1] == '$') {
				start--
			}
			try := newDraft()
			end := c.read(try, text, start)
			if try.found() || try.url != "" {
				of++
				if best == nil || try.score() > best.score() {
					best, taken = try, of-1
				}
			}
			at = nextIndex(text, c.name, max(end, at+1))
		}
	}
	if best == nil {
		return false
	}
	if of > 1 {
		d.note(noteSeveral(taken, of, reasonFor(best)))
	}
	d.take(best)
	return true
}

func nextIndex(text, name string, from int) int {
	if i := foldIndex(text[from:], name); i >= 0 {
		return from + i
	}
	return -1
}

// read reads one call, and returns where it ends.
func (c *caller) read(d *draft, text string, start int) int {
	t, length, ok := parseLiteral(text[start:], c.dialect)
	if len(t) == 0 || !ok && len(t) < 3 {
		return start + 1
	}
	if !ok {
		d.note(noteCut)
	}
	v := &variables{text: text[max(0, start-maxScript):start], dialect: c.dialect, known: map[string]*node{}}
	h := &harvest{d: d, dialect: c.dialect, lookup: v.lookup}
	h.pairs(t)
	for i, position := 1, 0; i < len(t); i, position = i+int(max(t[i].size, 1)), position+1 {
		inside := t[i:min(i+int(max(t[i].size, 1)), len(t))]
		c.argument(h, inside, position)
	}
	if d.method == "" {
		d.method = "POST"
	}
	return start + length
}

func (c *caller) argument(h *harvest, t tree, position int) {
	n := h.resolve(&t[0])
	switch {
	case t[0].named:
		h.gatherNamed(t)
	case position == 0 && n.kind == str, n.kind == str && strings.Contains(n.text, "://"):
		h.url(n.text)
	case c.body != 0 && position == c.body:
		h.body(bodyRole, t)
	case n.kind == object && n != &t[0]:
		inner, _, _ := parseLiteral(n.raw, c.dialect)
		h.gather(inner)
	case n.kind == object || n.kind == call:
		h.gather(t)
	case n.kind == word || n.kind == expression:
		if position == 0 {
			h.d.note(noteUnresolved("The URL", n.raw))
		}
	}
}

// gatherNamed reads a named argument: headers=…, data=….
func (h *harvest) gatherNamed(t tree) {
	r := roleOf(t[0].name)
	if r == maybeBodyRole {
		r = bodyRole
	}
	if !h.member(r, t) {
		h.gather(t)
	}
}

// variables finds what a variable was set to, in the source in front of a call.
type variables struct {
	text    string
	dialect dialect
	known   map[string]*node
}

func (v *variables) lookup(name string) *node {
	if n, ok := v.known[name]; ok {
		return n
	}
	if len(v.known) >= maxVariables || name == "" {
		return nil
	}
	v.known[name] = nil
	for at := len(v.text); ; {
		at = strings.LastIndex(v.text[:at], name)
		if at < 0 {
			return nil
		}
		if at > 0 && (isWordByte(v.text[at-1]) || v.text[at-1] == '.') {
			continue
		}
		rest := strings.TrimLeft(v.text[at+len(name):], " \t")
		if !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") || strings.HasPrefix(rest, "=>") {
			continue
		}
		t, end, ok := parseLiteral(rest[1:], v.dialect)
		if !ok || len(t) == 0 {
			return nil
		}
		n := t[0]
		if after := strings.TrimLeft(rest[1+end:], " \t"); after != "" && strings.IndexByte(".+?[", after[0]) >= 0 {
			n = node{kind: expression, size: 1, raw: n.raw, text: n.raw}
		}
		v.known[name] = &n
		return &n
	}
}
