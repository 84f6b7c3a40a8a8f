package key

import (
	"bytes"
	"unicode/utf8"
)

// normalise gives a text the plain form that the reader wants: ASCII, one \n a
// line, blanks as single-byte blanks. It undoes what editors, terminals, chats
// and source code do to a PEM: byte order marks and UTF-16, CR and CRLF, tabs
// and typographic blanks, long dashes, \n and \/ written as two characters,
// and the quotes and operators of a string in a program. What it returns is a
// part of the one copy that it makes, for the caller to wipe.
func normalise(text []byte) (copied, normal []byte) {
	narrow := fromUTF16(text)
	copied = plain(narrow)
	if len(narrow) < len(text) { // a copy itself
		clear(narrow)
	}
	return copied, unescape(unquote(copied))
}

// plain returns a copy in ASCII, its line breaks \n and its control characters
// blanks.
func plain(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		c, size := text[i], 1
		switch {
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				size = 2
			}
			c = '\n'
		case c == '\n':
		case c < ' ':
			c = ' '
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			c = plainRune(r)
		}
		out = append(out, c)
		i += size
	}
	return out
}

// unescape reads, in place, what a backslash and the next character stand for.
// Several are one that was escaped again; before a line break it is a shell's.
func unescape(text []byte) []byte {
	out := text[:0]
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			out = append(out, text[i])
			continue
		}
		for i+1 < len(text) && text[i+1] == '\\' {
			i++
		}
		c := byte(' ')
		if i+1 < len(text) {
			i++
			switch text[i] {
			case 'n':
				c = '\n'
			case '/', '\n':
				c = text[i]
			}
		}
		out = append(out, c)
	}
	return out
}

// plainRune maps what a word processor or a web page puts in the place of a
// blank or a dash.
func plainRune(r rune) byte {
	switch {
	case r == 0xFEFF, r == 0xA0, r >= 0x2000 && r <= 0x200D, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x2060, r == 0x3000:
		return ' '
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return '-'
	}
	return '?'
}

// unquote blanks the quotes of a line, and what stands outside of them: the
// indentation, the operators, the names of the program it was copied from.
func unquote(text []byte) []byte {
	for start := 0; start < len(text); {
		end := bytes.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		line := text[start:end]
		first, last := bytes.IndexAny(line, "\"'`"), bytes.LastIndexAny(line, "\"'`")
		if first >= 0 && first < last {
			blank(line[:first])
			blank(line[last:])
		}
		for i, c := range line {
			if c == '"' || c == '\'' || c == '`' {
				line[i] = ' '
			}
		}
		start = end + 1
	}
	return text
}

func blank(line []byte) {
	for i := range line {
		line[i] = ' '
	}
}

// fromUTF16 turns the "Unicode" of a Windows editor, known by its byte order
// mark, into bytes; all that matters in a PEM is ASCII.
func fromUTF16(text []byte) []byte {
	if len(text) < 2 {
		return text
	}
	var low int
	switch {
	case text[0] == 0xFF && text[1] == 0xFE:
		low = 0
	case text[0] == 0xFE && text[1] == 0xFF:
		low = 1
	default:
		return text
	}
	out := make([]byte, 0, len(text)/2)
	for i := 2; i+1 < len(text); i += 2 {
		if text[i+1-low] == 0 {
			out = append(out, text[i+low])
		} else {
			out = append(out, '?')
		}
	}
	return out
}

// isClean reports whether a reader that mends nothing would find the block of
// that label: its two lines as they should be, and between them headers, an
// empty line after those, and whole lines of base64.
func isClean(text []byte, label string) bool {
	begin, end := []byte("-----BEGIN "+label+"-----"), []byte("-----END "+label+"-----")
	inside, headers := false, false
	for len(text) > 0 {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte{'\n'})
		line = bytes.TrimRight(line, " \t\r")
		switch {
		case !inside:
			inside = bytes.Equal(line, begin)
		case bytes.Equal(line, end):
			return true
		case bytes.IndexByte(line, ':') > 0:
			headers = true
		case len(line) == 0 && headers:
			headers = false
		case len(line) == 0 || len(line)%4 != 0 || !isBase64(line[0]):
			return false
		}
	}
	return false
}
