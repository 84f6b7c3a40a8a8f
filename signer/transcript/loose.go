package transcript

import "strings"

// loose takes, of values that have no name or none that says anything, what
// shows by itself what it is, where nothing else has been found: a URL, a
// signature, a JSON text, of which the last is the body. All of it that is
// called an answer is left out.
func (h *harvest) loose(t tree) {
	d := h.d
	hadBody, answer := d.body != nil || d.noBody, false
	for i := 1; i < len(t); i++ {
		n := &t[i]
		r := none
		if n.named {
			r = roleOf(n.name)
		}
		if r == responseRole {
			i += int(n.size) - 1
			continue
		}
		if n.kind != str || n.open {
			continue
		}
		nameless := !n.named || isIndex(n.name)
		switch {
		case d.url == "" && isURL(n.text) && (nameless || foldIndex(n.text, "alikassa") >= 0):
			d.url = n.text
		case !d.hasSign && hasSignLength(n.text):
			d.setSign(n.text)
		case !d.hasAccount && nameless && isUUID(n.text):
			d.setAccount(n.text)
		case !hadBody && isJSONText(n.text):
			if looksAnswer(n.text) && d.body != nil && !answer {
				continue
			}
			answer = looksAnswer(n.text)
			d.body = []byte(n.text)
		}
	}
}

// isURL tells whether a text is one address and nothing else.
func isURL(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\r\n\"<>")
}

// hasSignLength tells whether a text is base64 that is as long as the signature
// of a key of 1024, 2048, 3072 or 4096 bits.
func hasSignLength(s string) bool {
	switch len(s) {
	case 172, 344, 512, 684:
		return isBase64(s)
	}
	return false
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (s[i] == '-') || !dash && hexDigit(s[i]) > 15 {
			return false
		}
	}
	return true
}

// isIndex tells whether a name is a place in a list.
func isIndex(name string) bool {
	for i := range len(name) {
		if !isDigit(name[i]) {
			return false
		}
	}
	return name != ""
}

// looksAnswer tells whether a JSON text has a name in it that answers of
// AliKassa have, and its requests do not.
func looksAnswer(text string) bool {
	const most = 4 << 10 // an answer says so soon
	text = text[:min(len(text), most)]
	for _, name := range []string{`"message":`, `"errors":`, `"error":`, `"payment_status":`} {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// looseValues reads values that stand one behind the other, as the items of a
// list; nil where there is anything else, or one value alone.
func looseValues(text string, language dialect) tree {
	t := tree{{kind: array, raw: text}}
	values := 0
	for at := 0; ; values++ {
		for at < len(text) && isBlankByte(text[at]) {
			at++
		}
		if at == len(text) {
			break
		}
		p := literalParser{s: text[at:], dialect: language}
		if c := p.peek(); values == maxLoose || !p.startsString() && c != '{' && c != '[' && c != '(' && !(language == php && prefixFold(text[at:], "array")) {
			return nil
		}
		if p.value(); p.failed || p.at == 0 {
			return nil
		}
		t = append(t, p.nodes...)
		at += p.at
	}
	if values < 2 {
		return nil
	}
	t[0].size = int32(len(t))
	return t
}

// maxLoose is how many values are read that stand one behind the other.
const maxLoose = 64
