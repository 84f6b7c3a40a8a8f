package transcript

import "strings"

// The lengths of signatures in base64: of keys of 1024 to 8192 bits.
const (
	shortestSign = 160
	longestSign  = 1400
)

// looksSign goes by the characters of base64, hex and their broken forms.
func looksSign(text string) bool {
	if len(text) > 2*longestSign {
		return false
	}
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case isLetter(c) || isDigit(c) || strings.IndexByte("+/=-_", c) >= 0:
			n++
		case isBlankByte(c) || strings.IndexByte(`%"'\`, c) >= 0:
		default:
			return false
		}
	}
	return shortestSign <= n && n <= longestSign
}

// readSign takes a signature as it stands there, less the blanks around it.
func readSign(d *draft, text string) bool {
	d.setSign(trimBlanks(text))
	return true
}
