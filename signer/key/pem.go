package key

import (
	"bytes"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// Limits of a text that keys are read from.
const (
	maxText   = 1 << 20 // bytes; a key of 16384 bits has 13,000
	maxBlocks = 1000    // more than any bundle of certificates has
)

// pemBlock is what stands between a BEGIN and an END line. Its label is known
// at once; what it holds, only after decode.
type pemBlock struct {
	label string // upper case, single blanks: "RSA PRIVATE KEY"
	end   string // the label of the END line; empty when there is none
	body  []byte // between the two lines
	line  int    // where the body begins, counted in the text as normalise left it

	encrypted bool   // Proc-Type or DEK-Info says so
	cipher    string // DEK-Info's
	iv        []byte // DEK-Info's
	data      []byte // the decoded base64
}

// pemText is a text with its blocks. It is a copy of what was read, so that it
// is to be wiped.
type pemText struct {
	plain  []byte
	blocks []*pemBlock
}

// wipe overwrites the copy, and with it the bodies of the blocks.
func (t *pemText) wipe() { clear(t.plain) }

// readPEM finds the blocks of a text, however it was pasted. RFC 7468 is the
// ideal that such texts fall short of; see normalise and readMarkers. It fails
// only on what is too large to hold a key.
func readPEM(text []byte) (*pemText, error) {
	if len(text) > maxText {
		return nil, fault.New("not-pem", "This is larger than 1 MiB, which no key is.").WithHint(useCertificate)
	}
	read := &pemText{}
	read.plain, text = normalise(text)
	markers := readMarkers(text)
	if len(markers) > 2*maxBlocks {
		read.wipe()
		return nil, fault.New("not-pem", "There are more than 1,000 blocks in this; one key is wanted.").WithHint(useCertificate)
	}

	line, counted := 1, 0
	for i, m := range markers {
		if !m.begin {
			continue
		}
		line += bytes.Count(text[counted:m.after], []byte{'\n'})
		counted = m.after
		block := &pemBlock{label: m.label, line: line, body: text[m.after:]}
		if i+1 < len(markers) {
			next := markers[i+1]
			block.body = text[m.after:next.from]
			if !next.begin {
				block.end = next.label
			}
		}
		read.blocks = append(read.blocks, block)
	}
	return read, nil
}

// marker is a line like -----BEGIN RSA PRIVATE KEY----- and where it stands.
type marker struct {
	begin       bool
	label       string
	from, after int
}

// readMarkers finds the BEGIN and END lines. Of their dashes, which get lost at
// the edge of a selection or are joined by a word processor, one a side is
// enough, and at the very end none.
func readMarkers(text []byte) []marker {
	var markers []marker
	for at := 0; len(markers) <= 2*maxBlocks; {
		i := bytes.IndexByte(text[at:], '-')
		if i < 0 {
			break
		}
		m := marker{from: at + i}
		at = m.from + len(leading(text[m.from:], "-"))
		rest := text[at:]
		blanks := len(leading(rest, " "))
		rest = rest[blanks:]
		switch {
		case bytes.HasPrefix(rest, []byte("BEGIN")):
			m.begin = true
			rest = rest[len("BEGIN"):]
		case bytes.HasPrefix(rest, []byte("END")):
			rest = rest[len("END"):]
		default:
			continue
		}
		label := leading(rest, " ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
		rest = rest[len(label):]
		dashes := leading(rest, "-")
		cut := len(rest) == 0 || rest[0] == '\n'
		if len(dashes) == 0 && (m.begin || !cut) {
			continue
		}
		m.label = canonicalLabel(string(label))
		m.after = len(text) - len(rest) + len(dashes)
		at = m.after
		markers = append(markers, m)
	}
	return markers
}

// leading returns the start of text that consists of the characters in set.
func leading(text []byte, set string) []byte {
	for i, c := range text {
		if strings.IndexByte(set, c) < 0 {
			return text[:i]
		}
	}
	return text
}

// canonicalLabel mends a label's blanks, which a paste may double or drop.
func canonicalLabel(label string) string {
	for _, known := range labels {
		if sameButBlanks(known.label, label) {
			return known.label
		}
	}
	return strings.Join(strings.Fields(label), " ")
}

// sameButBlanks reports whether two labels differ in their blanks at most.
func sameButBlanks(a, b string) bool {
	for i, j := 0, 0; ; i, j = i+1, j+1 {
		for i < len(a) && a[i] == ' ' {
			i++
		}
		for j < len(b) && b[j] == ' ' {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i] != b[j] {
			return false
		}
	}
}
