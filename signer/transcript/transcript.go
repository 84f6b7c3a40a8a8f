// Package transcript picks a request out of whatever was at hand: a curl
// command, a raw HTTP message, a call of fetch, a HAR file, a line of a log.
//
// Everything starts at [Read]. It knows a closed list of formats, in formats.go;
// each has a file.
//
// What it promises: text is parsed, never evaluated, and any text is answered.
// The body's bytes are those that the text stands for, never written anew;
// where they had to be assumed, a note says so. Sign is what the header held,
// mangled or not: to mend it is the doctor's work. The time it takes grows with
// the length of the text, and no faster.
package transcript

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// MaxSize is how much of a text is read, in bytes.
const MaxSize = 5 << 20

// maxNesting is how often a text may stand inside another: a command in a
// string of a line of a log of a container.
const maxNesting = 4

// A Request is what a transcript holds of a request; what it lacks is empty.
type Request struct {
	URL     string
	Account string
	Sign    string
	Body    []byte // nil where there is none, empty where an empty one was sent

	// Notes say how it was read, what had to be assumed and what is missing,
	// in this order.
	Notes []finding.Finding
}

// Read picks the request out of a text. Where there are several, it takes the
// one that looks most like a signed request to AliKassa, and says so.
func Read(text string) *Request {
	d := newDraft()
	if len(text) > MaxSize {
		text = text[:MaxSize]
		d.note(noteTooLong)
	}
	text, numbers, cut := spelled(strings.TrimPrefix(text, byteOrderMark))
	if !d.read(text) {
		d.note(noteNothing)
	}
	if numbers && d.body != nil {
		d.note(noteBytes)
		if t, _, ok := parseLiteral(string(d.body), json); ok && t[0].kind == str { // where a body needs no quotes
			d.body = []byte(t[0].text)
		}
		if cut {
			d.note(noteCut)
		}
	}
	d.complete()
	return &Request{URL: d.url, Account: d.account, Sign: d.sign, Body: d.body, Notes: d.notes}
}

const byteOrderMark = "\ufeff"

// read tries one format after the other until one finds something.
func (d *draft) read(text string) bool {
	if isBlank(text) {
		return false
	}
	for _, f := range formats() {
		if !f.looks(text) {
			continue
		}
		try := newDraft()
		try.nesting = d.nesting
		if f.read(try, text) && try.found() {
			try.notes = append([]finding.Finding{f.note()}, try.notes...)
			d.take(try)
			return true
		}
	}
	return false
}

// inside reads a text that stood inside another one.
func (d *draft) inside(text string) bool {
	if d.nesting >= maxNesting {
		return false
	}
	d.nesting++
	defer func() { d.nesting-- }()
	return d.read(text)
}
