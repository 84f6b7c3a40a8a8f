package key

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// maxText bounds what is read, in bytes. A key of 16384 bits has 13,000.
const maxText = 1 << 20

// pemBlock is what stands between a BEGIN and an END line. Its label is known
// at once; what it holds, only after decode.
type pemBlock struct {
	label string // upper case, single blanks: "RSA PRIVATE KEY"
	body  []byte // between the markers
	line  int    // of the body's first character, in the text as normalise left it
	end   string // the label of the END line; empty when there is none

	encrypted bool   // Proc-Type says so, or DEK-Info is there
	cipher    string // DEK-Info's, upper case; empty when there is none
	iv        []byte // DEK-Info's
	data      []byte // the decoded base64
}

// readPEM finds the blocks of a text, however it was pasted; see normalise. It
// fails only on what is too large to be one. RFC 7468 is the ideal that such
// texts fall short of.
func readPEM(text []byte) ([]*pemBlock, error) {
	if len(text) > maxText {
		return nil, fault.New("not-pem", "This is larger than 1 MiB, which no key is.").
			WithHint("Choose private.pem of the certificate.")
	}
	text = normalise(text)
	var blocks []*pemBlock
	line, counted := 1, 0
	for at := 0; ; {
		label, _, start, ok := findMarker(text, at, "BEGIN")
		if !ok {
			return blocks, nil
		}
		line += bytes.Count(text[counted:start], []byte{'\n'})
		counted = start
		block := &pemBlock{label: label, line: line, body: text[start:]}
		at = start
		if end, from, after, ok := findMarker(text, start, "END"); ok {
			if _, next, _, another := findMarker(text, start, "BEGIN"); !another || from < next {
				block.end, block.body, at = end, text[start:from], after
			} else {
				block.body = text[start:next]
			}
		}
		blocks = append(blocks, block)
	}
}

// findMarker looks for the next line like -----BEGIN RSA PRIVATE KEY-----. Of
// the dashes, which get lost at the edge of a selection or are joined by a word
// processor, one is enough. It returns the label and where the marker stands.
func findMarker(text []byte, at int, word string) (label string, from, after int, ok bool) {
	for {
		i := bytes.Index(text[at:], []byte(word))
		if i < 0 {
			return "", 0, 0, false
		}
		from = at + i
		at = from + len(word)
		before := bytes.TrimRight(text[:from], " ")
		if len(before) == 0 || before[len(before)-1] != '-' {
			continue
		}
		from = len(bytes.TrimRight(before, "-"))
		after = at
		for after < len(text) && (text[after] == ' ' || text[after] >= '0' && text[after] <= '9' || text[after] >= 'A' && text[after] <= 'Z') {
			after++
		}
		label = canonicalLabel(string(text[at:after]))
		if word == "BEGIN" && (after == len(text) || text[after] != '-') {
			continue
		}
		for after < len(text) && text[after] == '-' {
			after++
		}
		return label, from, after, true
	}
}

// canonicalLabel mends a label's blanks, which a paste may double or drop.
func canonicalLabel(label string) string {
	packed := strings.ReplaceAll(label, " ", "")
	for _, known := range labels {
		if strings.ReplaceAll(known.label, " ", "") == packed {
			return known.label
		}
	}
	return strings.Join(strings.Fields(label), " ")
}

// decode reads the headers of RFC 1421 and the base64 after them.
func (b *pemBlock) decode() error {
	if b.end == "" {
		return corrupt("The " + b.label + " block has no END line: the file was cut off.")
	}
	if b.end != b.label {
		return corrupt("The block begins as " + b.label + " and ends as " + b.end + ": something between was lost.")
	}
	rest, err := b.readHeaders()
	if err != nil {
		return err
	}
	return b.readBase64(rest)
}

// readHeaders takes Proc-Type and DEK-Info off the body. Both have a known
// length, so they are found even where the line breaks were lost.
func (b *pemBlock) readHeaders() ([]byte, error) {
	rest := b.body
	for {
		rest = bytes.TrimLeft(rest, " \n")
		n := 0
		for n < len(rest) && (isLetter(rest[n]) || rest[n] == '-') {
			n++
		}
		if n == 0 || n == len(rest) || rest[n] != ':' {
			break
		}
		name := strings.ToLower(string(rest[:n]))
		value := bytes.TrimLeft(rest[n+1:], " ")
		switch {
		case name == "proc-type" && hasPrefixFold(value, "4,ENCRYPTED"):
			b.encrypted = true
			rest = value[len("4,ENCRYPTED"):]
		case name == "dek-info":
			b.encrypted = true
			comma := 0
			for comma < len(value) && (isLetter(value[comma]) || isDigit(value[comma]) || value[comma] == '-') {
				comma++
			}
			b.cipher = strings.ToUpper(string(value[:comma]))
			value = bytes.TrimLeft(bytes.TrimPrefix(value[comma:], []byte{','}), " ")
			var digits int
			for digits < len(value) && isHex(value[digits]) && digits < 2*vectorSize(b.cipher) {
				digits++
			}
			iv, err := decodeHex(value[:digits])
			if err != nil {
				return nil, corrupt("The private key is damaged: its DEK-Info line is malformed.")
			}
			b.iv = iv
			rest = value[digits:]
		default:
			end := bytes.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			rest = rest[end:]
		}
	}
	if b.encrypted && b.cipher == "" {
		return nil, corrupt("The private key is damaged: it says that it is encrypted, but its DEK-Info line is missing.")
	}
	return rest, nil
}

// readBase64 decodes what the headers left. Blanks count for nothing, and the
// padding may be missing.
func (b *pemBlock) readBase64(rest []byte) error {
	line := b.line + bytes.Count(b.body[:len(b.body)-len(rest)], []byte{'\n'})
	column, padded := 0, false
	clean := make([]byte, 0, len(rest))
	for _, c := range rest {
		column++
		switch {
		case c == '\n':
			line++
			column = 0
		case c == ' ':
		case c == '=':
			padded = true
		case padded || !isLetter(c) && !isDigit(c) && c != '+' && c != '/':
			clear(clean)
			return corrupt("The "+b.label+" block has a character that does not belong into it, in line "+strconv.Itoa(line)+".").At(line, column)
		default:
			clean = append(clean, c)
		}
	}
	if len(clean) == 0 {
		return corrupt("The " + b.label + " block is empty.")
	}
	n, err := base64.RawStdEncoding.Decode(clean, clean)
	if err != nil {
		clear(clean)
		return corrupt("The " + b.label + " block lacks characters: its base64 breaks off.")
	}
	b.data = clean[:n]
	return nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isHex(c byte) bool    { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

func hasPrefixFold(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(string(text[:len(prefix)]), prefix)
}
