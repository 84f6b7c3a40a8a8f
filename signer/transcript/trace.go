package transcript

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

var noteTrace = finding.Finding{
	Code:   "body-lossy",
	Title:  "The body has points where curl --trace-ascii may have put them for other bytes.",
	Detail: "It shows a point for each byte that is not printable ASCII: for each of a letter's that is not Latin, and for a line break.",
	Fix:    "Use curl --trace in place of --trace-ascii, and paste what it writes: the bytes in hex.",
}

// looksTrace goes by the line in front of what curl sends.
func looksTrace(text string) bool {
	return strings.Contains(text, "=> Send header") || strings.Contains(text, "=> Send data")
}

// readTrace reads what curl --trace and --trace-ascii write: pieces that were
// sent, each with its length, in lines that begin with their place in the piece.
func readTrace(d *draft, text string) bool {
	t := &trace{}
	for text != "" {
		var line string
		line, text = cutLine(text)
		t.line(line)
	}
	t.end()
	if !readHTTP(d, string(t.sent)) {
		return false
	}
	if t.points && d.body != nil {
		_, _, ok := parseLiteral(string(d.body), json)
		if !ok && strings.Contains(string(d.body), ".") || strings.Contains(string(d.body), "..") {
			d.note(noteTrace)
		}
	}
	return true
}

// A trace joins the pieces that were sent.
type trace struct {
	sent   []byte
	size   int  // of the piece that is being read; 0: of none that was sent
	place  int  // in it, where the last line begins
	shown  int  // characters of that line
	data   bool // it is no header
	hex    bool
	kind   bool // whether it is hex is known
	points bool // it is not
}

func (t *trace) line(line string) {
	if place, end := digitsAt(line, 0, 8, 16); end >= 4 && strings.HasPrefix(line[end:], ":") {
		if t.size > 0 {
			t.part(int(place), strings.TrimPrefix(line[end+1:], " "))
		}
		return
	}
	const front = 80 // of a line: a time, a number, and which piece it is
	start := line[:min(len(line), front)]
	at := strings.Index(start, "=> Send header, ")
	header := at >= 0
	if at < 0 {
		at = strings.Index(start, "=> Send data, ")
	}
	if at < 0 {
		if strings.Contains(start, "=> Send ") || strings.Contains(start, "<= Recv ") || strings.Contains(start, "== Info") {
			t.end()
		}
		return
	}
	t.end()
	at += strings.Index(line[at:], ", ") + len(", ")
	size, _ := digitsAt(line, at, 8, 10)
	if header && t.data { // another request
		t.sent = append(t.sent, '\n')
	}
	t.size, t.place, t.shown, t.data = int(size), 0, 0, !header
}

// part takes a line of a piece.
func (t *trace) part(place int, text string) {
	if !t.kind {
		t.kind, t.hex = true, len(hexColumns(text)) > 1 || len(text) > 1 && len(hexColumns(text)) == 1 && strings.HasPrefix(text[2:], "  ")
		t.points = !t.hex
	}
	t.breaks(place)
	if t.hex {
		b := hexColumns(text)
		t.sent = append(t.sent, b[:min(len(b), max(t.size-place, 0))]...)
	} else {
		t.sent = append(t.sent, text...)
	}
	t.place, t.shown = place, len(text)
}

// breaks puts back the line break that was in front of a place. It is not shown,
// but counted: a line ends there or after 64 characters. What it shows may have
// been changed since, so that the places count first.
func (t *trace) breaks(place int) {
	const width, end = 64, len("\r\n")
	if length := place - t.place; !t.hex && place > 0 && length >= end && (length != width || t.shown == width-end) {
		t.sent = append(t.sent, "\r\n"...)
	}
}

// end ends a piece.
func (t *trace) end() {
	if t.size-t.place == t.shown+len("\r\n") || t.size > 0 && !t.data {
		t.breaks(t.size)
	}
	t.size = 0
}

// hexColumns reads up to sixteen bytes in hex, a blank behind each, as they
// stand at the beginning of a line.
func hexColumns(s string) []byte {
	var out []byte
	for len(out) < 16 && len(s) >= 2 {
		value, end := digitsAt(s, 0, 2, 16)
		if end != 2 || len(s) > 2 && s[2] != ' ' {
			break
		}
		out = append(out, byte(value))
		s = s[min(3, len(s)):]
	}
	return out
}
