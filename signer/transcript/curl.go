package transcript

import "strings"

// A curlCommand is a command line of curl, whatever shell it was for.
type curlCommand struct {
	d     *draft
	words []shellWord

	// stdin returns what the command reads, as - and @- mean; file is what its
	// input is called where only the name is known.
	stdin func() (shellWord, bool)
	file  string

	data     []byte
	hasData  bool
	get      bool // -G: the data goes into the URL
	newlines bool // some were taken out
}

// withArgument are the short options of curl that have an argument.
const withArgument = "AbcCdDeEFhHKmoPQrtTuUwxXyYz"

// longWithArgument are long options that have one and say nothing here.
const longWithArgument = " user-agent cookie cookie-jar continue-at dump-header referer cert cert-type cacert capath key key-type pass ciphers " +
	"tls13-ciphers config max-time connect-timeout output ftp-port quote range telnet-option user proxy-user write-out proxy speed-limit " +
	"speed-time time-cond retry retry-delay retry-max-time resolve connect-to interface local-port limit-rate max-filesize max-redirs " +
	"unix-socket abstract-unix-socket noproxy preproxy socks4 socks5 socks5-hostname proto proto-default proto-redir trace trace-ascii stderr " +
	"tls-max oauth2-bearer aws-sigv4 expect100-timeout keepalive-time happy-eyeballs-timeout-ms dns-servers doh-url crlfile pinnedpubkey " +
	"engine curves request-target url-query output-dir proxy-header hostpubmd5 hostpubsha256 netrc-file alt-svc hsts libcurl rate "

// isCurl tells whether a word is curl's name.
func isCurl(word string) bool {
	word = word[strings.LastIndexAny(word, `/\`)+1:]
	return sameFold(word, "curl") || sameFold(word, "curl.exe")
}

// read goes through the arguments. It returns where another request begins, or
// the number of words.
func (c *curlCommand) read() int {
	c.d.method = "GET"
	i := 0
	for i < len(c.words) {
		text := c.words[i].text
		i++
		switch {
		case text == "--next" || text == "-:":
			c.finish()
			return i
		case strings.HasPrefix(text, "--"):
			i = c.long(text[2:], i)
		case len(text) > 1 && text[0] == '-':
			i = c.short(c.words[i-1], i)
		default:
			c.url(c.words[i-1])
		}
	}
	c.finish()
	return i
}

// short reads options of one letter, which may stand together, the last with
// its argument.
func (c *curlCommand) short(w shellWord, next int) int {
	for j := 1; j < len(w.text); j++ {
		letter := w.text[j]
		if strings.IndexByte(withArgument, letter) < 0 {
			c.get = c.get || letter == 'G'
			continue
		}
		argument := shellWord{w.text[j+1:], w.open}
		if argument.text == "" {
			if next >= len(c.words) {
				return next
			}
			argument = c.words[next]
			next++
		}
		if name := map[byte]string{'d': "data", 'H': "header", 'X': "request", 'F': "form", 'T': "upload-file"}[letter]; name != "" {
			c.option(name, argument)
		}
		return next
	}
	return next
}

// long reads an option of a name.
func (c *curlCommand) long(name string, next int) int {
	name, value, joined := strings.Cut(name, "=")
	if name == "get" {
		c.get = true
	}
	if !takesArgument(name) {
		return next
	}
	argument := shellWord{text: value}
	if !joined {
		if next >= len(c.words) {
			return next
		}
		argument = c.words[next]
		next++
	}
	c.option(name, argument)
	return next
}

func takesArgument(name string) bool {
	switch name {
	case "data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json", "header", "request", "url", "form", "form-string", "upload-file":
		return true
	}
	return name != "" && strings.Contains(longWithArgument, " "+name+" ")
}

// option takes an option that has to do with the request.
func (c *curlCommand) option(name string, w shellWord) {
	switch name {
	case "url":
		c.url(w)
	case "request":
		c.d.method = w.text
	case "header":
		c.header(w)
	case "form", "form-string":
		c.d.note(noteForm)
		c.d.noBody = true
	case "upload-file":
		c.fromFile(w.text, false)
	case "data", "data-ascii", "json":
		c.add(w, name != "json", true, true)
	case "data-binary":
		c.add(w, true, true, false)
	case "data-raw":
		c.add(w, true, false, false)
	case "data-urlencode":
		c.encoded(w)
	}
}

func (c *curlCommand) url(w shellWord) {
	if c.d.url == "" {
		c.d.url = w.text
		if w.open != "" {
			c.d.note(noteUnresolved("The URL", w.open))
		}
	}
}

// header takes -H. "Name;" sends an empty header, "Name:" none.
func (c *curlCommand) header(w shellWord) {
	if name, found := strings.CutSuffix(w.text, ";"); found && isHeaderName(name) {
		c.d.header(name, "")
		return
	}
	if name, _, _ := strings.Cut(w.text, ":"); w.open != "" && (sameFold(name, "sign") || sameFold(name, "account")) {
		c.d.note(noteUnresolved(name, w.open))
	}
	if strings.HasPrefix(w.text, "@") {
		c.d.note(noteUnresolved("A header", w.text))
		return
	}
	c.d.headerLine(w.text)
}

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
		c.d.note(noteUnresolved("The body", w.open))
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
	if strings.IndexAny(s, "\r\n\x00") < 0 {
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
	c.add(shellWord{name + percentEncode(content), w.open}, true, false, false)
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
