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

// longWithArgument are long options that have one and say nothing here: those of
// curl 7.88 and 8.17 (curl --help all).
const longWithArgument = " " +
	"abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie " +
	"cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header " +
	"ech egd-file engine etag-compare etag-save expect100-timeout ftp-account ftp-alternative-to-user ftp-method ftp-port " +
	"ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway " +
	"keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt " +
	"max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto " +
	"proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header " +
	"proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword " +
	"proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request-target resolve retry retry-delay " +
	"retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit " +
	"speed-time stderr telnet-option tftp-blksize time-cond tls-earlydata tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace " +
	"trace-ascii trace-config unix-socket url-query user user-agent variable vlan-priority write-out "

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
		argument := shellWord{text: w.text[j+1:], open: w.open}
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
	// The argument of an option that is not known here looks like a URL, too.
	if c.d.url == "" || !strings.Contains(c.d.url, "://") && strings.Contains(w.text, "://") {
		c.d.url = w.text
		if w.open != "" {
			c.d.note(noteShell("The URL", w))
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
		c.d.note(noteShell(name, w))
	}
	if strings.HasPrefix(w.text, "@") {
		c.d.note(noteUnresolved("A header", w.text))
		return
	}
	c.d.headerLine(w.text)
}
