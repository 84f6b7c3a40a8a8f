package key

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
)

// decode reads a block's headers and the base64 after them, once: it wipes the
// body, which is a part of a copy.
func (b *pemBlock) decode() error {
	defer clear(b.body)
	switch b.end {
	case b.label:
	case "":
		return corrupt("The file is cut off: its line END " + shorten(b.label) + " is missing.")
	default:
		return corrupt("The block begins as " + shorten(b.label) + " and ends as another: something between was lost.")
	}
	rest, err := b.readHeaders()
	if err != nil {
		return err
	}
	return b.readBase64(rest)
}

// readHeaders takes the headers of RFC 1421 off the body. Proc-Type and
// DEK-Info have a known length, so they are found even where the line breaks
// were lost.
func (b *pemBlock) readHeaders() ([]byte, error) {
	rest := b.body
	for {
		rest = bytes.TrimLeft(rest, " \n")
		name := leadingName(rest)
		if len(name) == 0 || len(name) == len(rest) || rest[len(name)] != ':' {
			break
		}
		value := bytes.TrimLeft(rest[len(name)+1:], " ")
		switch {
		case strings.EqualFold(string(name), "Proc-Type"):
			const encrypted = "4,ENCRYPTED"
			if len(value) >= len(encrypted) && strings.EqualFold(string(value[:len(encrypted)]), encrypted) {
				b.encrypted = true
				rest = value[len(encrypted):]
			} else {
				rest = skipLine(value)
			}
		case strings.EqualFold(string(name), "DEK-Info"):
			b.encrypted = true
			var ok bool
			if rest, ok = b.readDEKInfo(value); !ok {
				return nil, corrupt("The private key is damaged: its DEK-Info line is malformed.")
			}
		default:
			rest = skipLine(value)
		}
	}
	if b.encrypted && b.cipher == "" {
		return nil, corrupt("The private key is damaged: it says that it is encrypted, but its DEK-Info line is missing.")
	}
	return rest, nil
}

// readDEKInfo reads a value like AES-256-CBC,0123456789ABCDEF0123456789ABCDEF
// and returns what follows it.
func (b *pemBlock) readDEKInfo(value []byte) (rest []byte, ok bool) {
	name := leadingName(value)
	b.cipher = strings.ToUpper(string(name))
	rest = bytes.TrimLeft(value[len(name):], " ")
	if len(name) == 0 || len(rest) == 0 || rest[0] != ',' {
		return nil, len(name) > 0 && cipherByName(b.cipher) == nil // an unknown one is named later
	}
	rest = bytes.TrimLeft(rest[1:], " ")
	digits := leading(rest, "0123456789ABCDEFabcdef")
	if c := cipherByName(b.cipher); c != nil && len(digits) > 2*c.blockSize {
		digits = digits[:2*c.blockSize]
	}
	b.iv = make([]byte, len(digits)/2)
	if _, err := hex.Decode(b.iv, digits); err != nil {
		return nil, false
	}
	return rest[len(digits):], true
}

// leadingName returns the name of a header or of a cipher.
func leadingName(text []byte) []byte {
	return leading(text, "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
}

// skipLine returns what follows the first line.
func skipLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[i+1:]
	}
	return nil
}

// readBase64 decodes what the headers left. Blanks count for nothing, and the
// padding may be missing.
func (b *pemBlock) readBase64(rest []byte) error {
	line := b.line + bytes.Count(b.body[:len(b.body)-len(rest)], []byte{'\n'})
	column, padding := 0, 0
	digits := make([]byte, 0, len(rest))
	for _, c := range rest {
		column++
		switch {
		case c == '\n':
			line++
			column = 0
		case c == ' ':
		case c == '=':
			padding++
		case padding > 0 || !isBase64(c):
			clear(digits)
			return corrupt("The file is damaged: line "+strconv.Itoa(line)+" has a character that does not belong into it.").At(line, column)
		default:
			digits = append(digits, c)
		}
	}
	if len(digits) == 0 {
		return corrupt("The file is damaged: there is nothing between the lines BEGIN and END " + shorten(b.label) + ".")
	}
	data := make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	_, err := base64.RawStdEncoding.Decode(data, digits)
	clear(digits)
	if err != nil || padding > 0 && (len(digits)+padding)%4 != 0 {
		clear(data)
		return corrupt("The file is damaged: its base64 lacks a character or has one too many.")
	}
	b.data = data
	return nil
}

func isBase64(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}
