package transcript

import "strings"

// add appends what an option gives to the body: behind & where it is another
// piece of data. What is read from a file with -d has its line breaks taken out.
func (c *curlCommand) add(w shellWord, ampersand, files, strips bool) {
	if files && strings.HasPrefix(w.text, "@") {
		text, ok := c.fromFile(w.text[1:], strips)
		if !ok {
			return
		}
		w = text
	}
	if w.open != "" {
		c.d.note(noteShell("The body", w))
	}
	if ampersand && c.hasData {
		c.data = append(c.data, '&')
	}
	c.data = append(c.data, w.text...)
	c.hasData = true
}

// fromFile returns what curl reads from a file, which is known for - alone.
func (c *curlCommand) fromFile(name string, strips bool) (shellWord, bool) {
	if name == "-" || name == "." {
		if w, ok := c.stdin(); ok {
			if stripped := stripLineBreaks(w.text); strips && stripped != w.text {
				c.newlines = true
				w.text = stripped
			}
			return w, true
		}
		if name = c.file; name == "" {
			c.d.note(noteUnresolved("The body", "@-"))
			c.d.noBody = true
			return shellWord{}, false
		}
	}
	c.d.note(noteFile(name))
	c.d.noBody = true
	return shellWord{}, false
}

// stripLineBreaks does to a text what -d does to a file.
func stripLineBreaks(s string) string {
	if !strings.ContainsAny(s, "\r\n\x00") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c != '\r' && c != '\n' && c != 0 {
			out = append(out, c)
		}
	}
	return string(out)
}

// encoded takes --data-urlencode: content, =content, name=content, @file, name@file.
func (c *curlCommand) encoded(w shellWord) {
	name, content := "", w.text
	if i := strings.IndexAny(w.text, "=@"); i >= 0 {
		name, content = w.text[:i], w.text[i+1:]
		if w.text[i] == '@' {
			text, ok := c.fromFile(content, false)
			if !ok {
				return
			}
			content = text.text
		}
		if name != "" {
			name += "="
		}
	}
	if strings.Contains(content, " ") {
		c.d.note(noteAssumed("curl 7.87 and newer send a blank as +, older ones as %20", "Use --data-binary: AliKassa takes JSON, not a form."))
	}
	c.add(shellWord{text: name + percentEncode(content), open: w.open}, true, false, false)
}

func percentEncode(s string) string {
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case isWordByte(c) || c == '-' || c == '.' || c == '~':
			out = append(out, c)
		case c == ' ':
			out = append(out, '+')
		default:
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(out)
}

// finish makes the body of the data.
func (c *curlCommand) finish() {
	d := c.d
	switch {
	case c.hasData && c.get:
		d.note(noteNotPost("GET"))
		d.url += "?" + string(c.data)
	case c.hasData && !d.noBody:
		d.body = c.data
		if d.body == nil {
			d.body = []byte{}
		}
	}
	if (c.hasData || d.noBody) && d.method == "GET" && !c.get {
		d.method = "POST"
	}
	if c.newlines && d.body != nil {
		d.note(noteNewlines)
	}
}
