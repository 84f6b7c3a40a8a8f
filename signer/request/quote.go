package request

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// plain reports whether a character may stand in a program as it is: printable
// ASCII, the letters of Latin, Greek and Cyrillic, and signs that are common in
// their texts. Everything else is written as an escape: control characters and
// invisible ones, marks that combine and could be recomposed by an editor,
// what reverses the direction of writing, and what few fonts show.
func plain(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ' ' <= r && r <= '~'
	case 0xC0 <= r && r <= 0x24F, 0x370 <= r && r <= 0x482, 0x48A <= r && r <= 0x52F:
		return strconv.IsPrint(r)
	}
	return strings.ContainsRune("«»–—…№€₽", r)
}

// quoted appends text between delimiters: plain characters as they are, but
// those that escape has a spelling for.
func quoted(dst []byte, text string, delimiter byte, escape func(dst []byte, r rune) []byte) []byte {
	dst = append(dst, delimiter)
	for _, r := range text {
		dst = escape(dst, r)
	}
	return append(dst, delimiter)
}

// hex appends r in hexadecimal with at least width digits.
func hex(dst []byte, r rune, width int) []byte {
	const digits = "0123456789abcdef"
	for shift := 4 * (width - 1); shift >= 0; shift -= 4 {
		dst = append(dst, digits[r>>shift&15])
	}
	return dst
}

// hexWidth is the number of digits by which a code point is usually named.
func hexWidth(r rune) int {
	switch {
	case r > 0xFFFFF:
		return 6
	case r > 0xFFFF:
		return 5
	}
	return 4
}
