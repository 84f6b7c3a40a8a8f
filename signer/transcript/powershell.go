package transcript

import "strings"

// looksPowerShell goes by the names of its commands, by hash tables, and by
// backticks at the ends of curl.exe's lines.
func looksPowerShell(text string) bool {
	for _, name := range powerShellRequests {
		if wordIndex(text, name, 0) >= 0 {
			return true
		}
	}
	return wordIndex(text, "curl.exe", 0) >= 0 && !looksCmd(text) || wordIndex(text, "curl", 0) >= 0 &&
		(strings.Contains(text, "@{") || strings.Contains(text, "`\n") || strings.Contains(text, "`\r\n") || strings.Contains(text, "@'\n") || strings.Contains(text, "@\"\n"))
}

// powerShellRequests send a request.
var powerShellRequests = []string{"invoke-webrequest", "invoke-restmethod", "iwr", "irm"}

// readPowerShell reads Invoke-WebRequest, Invoke-RestMethod and curl.exe, with
// the variables that are set in front.
func readPowerShell(d *draft, text string) bool {
	p := &powerShell{s: text, values: map[string]psValue{}, effort: &effort{}}
	var best *draft
	taken, of := 0, 0
	for p.at < len(p.s) && p.effort.commands < maxCommands {
		values := p.statement()
		if len(values) == 0 {
			continue
		}
		name := values[0].text
		if !isCurl(name) && !isOneOf(name, powerShellRequests) {
			continue
		}
		try := newDraft()
		if isCurl(name) && !hasParameter(values) {
			psCurl(try, values[1:])
		} else {
			psRequest(try, values[1:])
		}
		p.effort.commands++
		if !try.found() {
			continue
		}
		of++
		if best == nil || try.score() > best.score() {
			best, taken = try, of-1
		}
	}
	if best == nil {
		return false
	}
	if of > 1 {
		d.note(noteSeveral(taken, of, reasonFor(best)))
	}
	if p.at < len(p.s) {
		d.note(noteTooMuch)
	}
	d.take(best)
	return true
}

func isOneOf(s string, names []string) bool {
	for _, name := range names {
		if sameFold(s, name) {
			return true
		}
	}
	return false
}

// hasParameter tells whether curl is PowerShell's own name for Invoke-WebRequest.
func hasParameter(values []psValue) bool {
	for _, v := range values {
		if isOneOf(v.text, []string{"-uri", "-headers", "-body", "-method", "-usebasicparsing"}) {
			return true
		}
	}
	return false
}

// psCurl hands the arguments to curl.exe. Where quotes have backslashes, that is
// for the PowerShell that does not escape them itself.
func psCurl(d *draft, values []psValue) {
	var words []shellWord
	bare := false
	for i, v := range values {
		text := v.text
		if strings.Contains(text, `\"`) {
			text = windowsArguments(`"` + text + `"`)[0].text
		} else if i > 0 && strings.HasPrefix(values[i-1].text, "-") && strings.Contains(text, `"`) {
			bare = true
		}
		words = append(words, shellWord{text: text, open: v.open})
	}
	cc := &curlCommand{d: d, words: words, stdin: func() (shellWord, bool) { return shellWord{}, false }}
	cc.read()
	if bare && strings.Contains(string(d.body), `"`) {
		d.note(noteQuotes)
	}
}

// psRequest reads the parameters of Invoke-WebRequest and Invoke-RestMethod,
// which may be shortened.
func psRequest(d *draft, values []psValue) {
	d.method = "GET"
	for i := 0; i < len(values); i++ {
		if !isParameter(values[i]) {
			if d.url == "" && values[i].table == nil {
				d.url = values[i].text
			}
			continue
		}
		name := strings.TrimSuffix(values[i].text[1:], ":")
		if i+1 == len(values) || isParameter(values[i+1]) || strings.Contains(psSwitches, " "+lowerText(name)+" ") {
			continue
		}
		i++
		psParameter(d, name, values[i])
	}
}

// psSwitches are the parameters of both that have no value.
const psSwitches = " usebasicparsing usedefaultcredentials skipcertificatecheck skiphttperrorcheck skipheadervalidation " +
	"disablekeepalive allowunencryptedauthentication allowinsecureredirect preserveauthorizationonredirect " +
	"preservehttpmethodonredirect proxyusedefaultcredentials noproxy passthru resume followrellink verbose debug "

// isParameter tells -Name from a value, which may be a negative number.
func isParameter(v psValue) bool {
	return !v.quoted && len(v.text) > 1 && v.text[0] == '-' && (v.text[1]|0x20 >= 'a' && v.text[1]|0x20 <= 'z')
}

func psParameter(d *draft, name string, v psValue) {
	switch {
	case sameFold(name, "uri") || sameFold(name, "url"):
		d.url = v.text
	case prefixFold(name, "me"):
		d.method = upperText(v.text)
	case prefixFold(name, "h"):
		for i := 0; i+1 < len(v.table); i += 2 {
			key, value := v.table[i].text, v.table[i+1]
			if value.open != "" && (sameFold(key, "sign") || sameFold(key, "account")) {
				d.note(noteUnresolved(key, value.open))
			}
			d.header(key, value.text)
		}
	case sameFold(name, "infile"):
		d.note(noteFile(v.text))
		d.noBody = true
	case prefixFold(name, "b"):
		psBody(d, v)
	}
}

func psBody(d *draft, v psValue) {
	switch {
	case v.table != nil || v.text == "" && v.open != "":
		d.note(noteUnresolved("The body", v.open+"@{…}"))
		d.noBody = true
		return
	case v.open != "":
		d.note(noteUnresolved("The body", v.open))
	}
	d.body = []byte(v.text)
	if !v.bytes && !isASCII(v.text) {
		d.note(noteAssumed("as UTF-8, though PowerShell before 7.4 sends a text as ISO-8859-1 unless the content type has a charset",
			"Give bytes: -Body ([System.Text.Encoding]::UTF8.GetBytes($body))."))
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func upperText(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - ('a' - 'A')
		}
	}
	return string(b)
}
