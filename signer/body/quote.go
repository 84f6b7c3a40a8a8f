package body

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func where(line, column int32) string {
	return "line " + strconv.Itoa(int(line)) + ", column " + strconv.Itoa(int(column))
}

// current names the current character for a message.
func (p *parser) current() string {
	if p.at >= len(p.text) {
		return "the end"
	}
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if r == utf8.RuneError && size == 1 {
		return "the byte 0x" + hexByte(p.text[p.at])
	}
	return fault.Quote(string(r))
}

func hexByte(c byte) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[c>>4], digits[c&15]})
}

// codePoint names a character as Unicode does, like U+00A0.
func codePoint(r rune) string {
	s := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	if len(s) < 4 {
		s = "0000"[len(s):] + s
	}
	return "U+" + s
}
