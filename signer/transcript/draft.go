package transcript

import (
	"bytes"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// A draft is a request while it is being read.
type draft struct {
	url, account, sign string
	host, target       string // where the URL comes in two
	method             string
	body               []byte
	length             string // what a Content-Length said
	lengthKnown        bool   // the format has compared it already
	hasSign            bool   // the header was there, perhaps empty
	hasAccount         bool
	noBody             bool // a note has said already why there is none
	notes              []finding.Finding
	nesting            int
}

func newDraft() *draft { return new(draft) }

// maxNotes bounds the notes of one code: a text may give occasion to any number.
const maxNotes = 4

// note adds a note, once.
func (d *draft) note(n finding.Finding) {
	same := 0
	for i := range d.notes {
		if d.notes[i].Code != n.Code {
			continue
		}
		if same++; same == maxNotes || d.notes[i].Title == n.Title {
			return
		}
	}
	d.notes = append(d.notes, n)
}

// take makes d what another draft is, and keeps its own notes in front.
func (d *draft) take(other *draft) {
	notes, nesting := d.notes, d.nesting
	*d = *other
	d.nesting, d.notes = nesting, notes
	for _, n := range other.notes {
		d.note(n)
	}
}

// found tells whether anything was found.
func (d *draft) found() bool {
	return d.hasSign || d.hasAccount || d.body != nil || d.noBody && d.url != ""
}

// score tells how much a draft looks like a signed request to AliKassa.
func (d *draft) score() int {
	score := 0
	if d.sign != "" {
		score += 16
	}
	if d.account != "" {
		score += 8
	}
	if foldIndex(d.url, "alikassa") >= 0 {
		score += 4
	}
	if d.body != nil || d.noBody {
		score += 2
	}
	if sameFold(d.method, "post") || foldIndex(d.url, "/v1/") >= 0 {
		score++
	}
	return score
}

// header takes a header, of which the first counts.
func (d *draft) header(name, value string) {
	switch {
	case sameFold(name, "sign"):
		d.setSign(value)
	case sameFold(name, "account"):
		d.setAccount(value)
	case sameFold(name, "content-length"):
		d.length = value
	case sameFold(name, "host"):
		d.host = value
	}
}

func (d *draft) setSign(value string) {
	if d.hasSign && d.sign != value {
		d.note(noteDuplicate("Sign"))
		return
	}
	d.sign, d.hasSign = value, true
}

func (d *draft) setAccount(value string) {
	if d.hasAccount && d.account != value {
		d.note(noteDuplicate("Account"))
		return
	}
	d.account, d.hasAccount = value, true
}

// headerLine takes a header as it stands in a message: the name, a colon, the
// value. Blanks and tabs around the value are the header's own syntax.
func (d *draft) headerLine(line string) bool {
	name, value, found := strings.Cut(line, ":")
	if !found || !isHeaderName(name) {
		return false
	}
	d.header(name, strings.Trim(value, " \t"))
	return true
}

// isHeaderName tells whether a text is a token of RFC 9110.
func isHeaderName(s string) bool {
	for i := range len(s) {
		if !isWordByte(s[i]) && strings.IndexByte("!#$%&'*+-.^`|~", s[i]) < 0 {
			return false
		}
	}
	return s != ""
}

// complete adds what can only be told once everything has been read.
func (d *draft) complete() {
	d.completeURL()
	if d.method != "" && !sameFold(d.method, "post") && d.body != nil {
		d.note(noteNotPost(d.method))
	}
	d.checkLength()
	if d.body != nil && bytes.Contains(d.body, []byte("\ufffd")) {
		d.note(noteLossy)
	}
	for _, c := range []struct{ what, value string }{{"Sign", d.sign}, {"Account", d.account}} {
		if isPlaceholder(c.value) && !d.unresolved(c.what) {
			d.note(notePlaceholder(c.what, c.value))
		}
	}
	if d.body == nil && !d.noBody {
		d.note(noteMissingBody)
	}
	if d.sign == "" && !d.unresolved("Sign") {
		d.note(noteMissingSign(d.hasSign))
	}
	if d.account == "" && !d.unresolved("Account") {
		d.note(noteMissingAccount(d.hasAccount))
	}
}

// unresolved tells whether a note has said that a value is not in the text.
func (d *draft) unresolved(name string) bool {
	for i := range d.notes {
		if d.notes[i].Code == "unresolved" && prefixFold(d.notes[i].Title, lowerText(name)+" ") {
			return true
		}
	}
	return false
}

// completeURL joins a host and a path. AliKassa's API is reached by https alone.
func (d *draft) completeURL() {
	if d.url == "" && strings.Contains(d.target, "://") {
		d.url = d.target
	}
	if d.url == "" && d.host != "" && strings.HasPrefix(d.target, "/") {
		scheme := "https://"
		if host, _, _ := strings.Cut(d.host, ":"); host == "localhost" || host == "127.0.0.1" {
			scheme = "http://"
		}
		d.url = scheme + d.host + d.target
	}
	if d.url == "" {
		d.url = d.target
	}
}

// checkLength compares the body with the Content-Length that came along.
func (d *draft) checkLength() {
	if d.length == "" || d.body == nil || d.lengthKnown {
		return
	}
	said, ok := atoi(d.length)
	if !ok || said == len(d.body) {
		return
	}
	d.note(noteLength("Content-Length", said, d.body))
}

// isPlaceholder tells whether something stands there that was to be filled in.
func isPlaceholder(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "${") || strings.HasPrefix(s, "$") ||
		strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") || strings.HasPrefix(s, "%") && strings.HasSuffix(s, "%") && len(s) > 1 ||
		s != "" && strings.Trim(s, ".…*xX") == "" ||
		strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")
}
