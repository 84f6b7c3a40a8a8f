package transcript

import (
	"strconv"
	"strings"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' }

func isBlankByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isBlank(s string) bool { return trimBlanks(s) == "" }

// trimBlanks takes JSON's blanks, and those alone, off both ends.
func trimBlanks(s string) string { return strings.Trim(s, " \t\r\n") }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// lowerText returns s with its ASCII letters in lower case.
func lowerText(s string) string {
	b := []byte(s)
	for i, c := range b {
		b[i] = lower(c)
	}
	return string(b)
}

// sameFold compares ASCII without regard to case; b is in lower case.
func sameFold(a, b string) bool { return len(a) == len(b) && prefixFold(a, b) }

// prefixFold tells whether s begins with a prefix that is in lower case.
func prefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if lower(s[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// foldIndex finds a text in lower case, without regard to case.
func foldIndex(s, sub string) int {
	first := sub[0] | 0x20 // no letter's case; prefixFold looks closer
	for i := range len(s) - len(sub) + 1 {
		if s[i]|0x20 == first && prefixFold(s[i:], sub) {
			return i
		}
	}
	return -1
}

// wordIndex finds a word in lower case that stands alone, from a place on.
func wordIndex(s, word string, from int) int {
	for from <= len(s) {
		i := foldIndex(s[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(word)
		if (i == 0 || !isWordByte(s[i-1])) && (end == len(s) || !isWordByte(s[end])) {
			return i
		}
		from = i + 1
	}
	return -1
}

// cutLine returns a text's first line without its end, and what follows.
func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

func atoi(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err == nil
}

// digitsAt returns the number that begins at a place, of at most so many
// digits in a base, and where it ends.
func digitsAt(s string, at, most int, base uint) (value uint32, end int) {
	end = at
	for end < len(s) && end-at < most {
		digit := hexDigit(s[end])
		if digit >= base {
			break
		}
		value = value*uint32(base) + uint32(digit)
		end++
	}
	return value, end
}

// hexDigit returns what a digit stands for, 255 where it is none.
func hexDigit(c byte) uint {
	switch c = lower(c); {
	case isDigit(c):
		return uint(c - '0')
	case 'a' <= c && c <= 'f':
		return uint(c-'a') + 10
	}
	return 255
}

// isJSONText tells by its first and last character whether a text is an array
// or an object of JSON.
func isJSONText(s string) bool {
	s = trimBlanks(s)
	return len(s) > 1 && (s[0] == '{' && s[len(s)-1] == '}' || s[0] == '[' && s[len(s)-1] == ']')
}

// balanced returns the length of the array or object at the beginning of a
// text, 0 where it does not end. Brackets inside quotes do not count.
func balanced(s string) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted:
			if c == '\\' {
				i++
			} else if c == '"' {
				quoted = false
			}
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return 0
}
