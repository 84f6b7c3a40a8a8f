package transcript

import "strings"

// optionNames are the options of PHP's curl that hold a request.
var optionNames = []string{"CURLOPT_URL", "CURLOPT_HTTPHEADER", "CURLOPT_POSTFIELDS", "curl_init"}

// looksPHPCurl goes by an option that is an argument: curl_setopt($ch,
// CURLOPT_POSTFIELDS, …).
func looksPHPCurl(text string) bool { return optionValue(text, "CURLOPT_POSTFIELDS", 0) >= 0 }

// optionValue returns where an option's value begins, from a place on; -1 where
// there is none.
func optionValue(text, name string, from int) int {
	for {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return -1
		}
		from += i + len(name)
		rest := strings.TrimLeft(text[from:min(len(text), from+maxName)], " \t\r\n")
		if separator := strings.TrimLeft(rest, ",("); len(separator)+1 == len(rest) && (name == "curl_init") == (rest[0] == '(') {
			return from + strings.IndexAny(text[from:], ",(") + 1
		}
	}
}

// readPHPCurl reads calls of curl_setopt in PHP's source, and the variables that
// were set in front.
func readPHPCurl(d *draft, text string) bool {
	h := &harvest{d: d, dialect: php}
	for _, name := range optionNames {
		for from, tried := 0, 0; tried < maxCalls; tried++ {
			at := optionValue(text, name, from)
			if at < 0 {
				break
			}
			from = at
			t, ok := argument(text[at:])
			if !ok {
				continue
			}
			v := &variables{text: text[max(0, at-maxScript):at], dialect: php, known: map[string]*node{}}
			h.lookup = v.lookup
			h.option(name, t)
		}
	}
	return d.found()
}

// argument reads the value up to a closing bracket: within one, so that
// operators are read too.
func argument(text string) (tree, bool) {
	text = text[:min(len(text), MaxSize)]
	p := literalParser{s: text, dialect: php, depth: 1}
	p.value()
	return p.nodes, !p.failed && len(p.nodes) > 0
}

// option takes the value of an option.
func (h *harvest) option(name string, t tree) {
	n := h.resolve(&t[0])
	switch name {
	case "CURLOPT_POSTFIELDS":
		if isNull(n) {
			return
		}
		h.member(bodyRole, t)
	case "CURLOPT_HTTPHEADER":
		if n != &t[0] {
			if t, _, _ = parseLiteral(n.raw, php); len(t) == 0 {
				return
			}
		}
		h.gather(t)
		h.joined(t)
	default:
		if n.kind == str && !n.open && isURL(n.text) {
			h.url(n.text)
		}
	}
}

// joined takes headers whose value is not in the text: 'Sign: ' . $sign.
func (h *harvest) joined(t tree) {
	for i := 1; i < len(t); i++ {
		n := &t[i]
		if n.kind != expression && !(n.kind == str && n.open) {
			continue
		}
		p := literalParser{s: n.raw, dialect: php}
		if !p.startsString() {
			continue
		}
		var first node
		p.quoted(&first)
		for _, name := range []string{"Sign", "Account"} {
			if prefixFold(first.text, lowerText(name)+":") {
				h.d.note(noteUnresolved(name, n.raw))
			}
		}
	}
}
