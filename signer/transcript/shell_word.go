package transcript

import (
	"strings"
	"unicode/utf8"
)

// word reads one argument.
func (sh *shell) word() shellWord {
	var w shellWord
	start := sh.at
	for sh.at < len(sh.s) && strings.IndexByte(" \t\r\n;|&<>()'\"$`\\", sh.s[sh.at]) < 0 {
		sh.at++
	}
	plain := sh.s[start:sh.at]
	var pairs braces
	for at := start; at < sh.at; at++ {
		sh.brace(&pairs, start, at, &w)
	}
	if sh.at == len(sh.s) || strings.IndexByte(" \t\r\n;|&<>()", sh.s[sh.at]) >= 0 {
		w.text, w.open = plain, tilde(plain)
		return w
	}
	out := []byte(plain)
	for sh.at < len(sh.s) {
		switch c := sh.s[sh.at]; {
		case strings.IndexByte(" \t\r\n;|&<>()", c) >= 0:
			sh.finishWord(&w, start, out)
			return w
		case c == '\'':
			end := strings.IndexByte(sh.s[sh.at+1:], '\'')
			if end < 0 {
				sh.broken = true
				end = len(sh.s) - sh.at - 1
			}
			out = append(out, sh.s[sh.at+1:sh.at+1+end]...)
			sh.at = min(sh.at+end+2, len(sh.s))
		case c == '"':
			out = sh.doubleQuoted(out, &w)
		case c == '$' && sh.at+1 < len(sh.s) && sh.s[sh.at+1] == '\'':
			out = sh.ansiQuoted(out)
		case c == '$' && sh.at+1 < len(sh.s) && sh.s[sh.at+1] == '"':
			sh.at++
		case c == '$' || c == '`':
			out = sh.expand(out, &w)
		case c == '\\':
			if n := sh.lineEnd(sh.at + 1); n > 0 {
				sh.at += 1 + n
				continue
			}
			if sh.at+1 < len(sh.s) {
				out = append(out, sh.s[sh.at+1])
			}
			sh.at = min(sh.at+2, len(sh.s))
		default:
			sh.brace(&pairs, start, sh.at, &w)
			out = append(out, c)
			sh.at++
		}
	}
	sh.finishWord(&w, start, out)
	return w
}

// brace looks at an unquoted character of a word for an expansion that it ends.
func (sh *shell) brace(pairs *braces, word, at int, w *shellWord) {
	if from := pairs.see(sh.s, word, at); from >= 0 && w.braces == "" {
		w.braces = sh.s[from : at+1]
	}
}

func (sh *shell) finishWord(w *shellWord, start int, out []byte) {
	w.text = string(out)
	if w.open == "" {
		w.open = tilde(sh.s[start:sh.at])
	}
}

func (sh *shell) doubleQuoted(out []byte, w *shellWord) []byte {
	sh.at++
	for sh.at < len(sh.s) {
		switch c := sh.s[sh.at]; {
		case c == '"':
			sh.at++
			return out
		case c == '\\' && sh.at+1 < len(sh.s) && strings.IndexByte("\\$`\"\n", sh.s[sh.at+1]) >= 0:
			if sh.s[sh.at+1] != '\n' {
				out = append(out, sh.s[sh.at+1])
			}
			sh.at += 2
		case c == '\\' && sh.lineEnd(sh.at+1) == 2: // the line ends were changed on the way
			sh.at += 3
		case c == '$' || c == '`':
			out = sh.expand(out, w)
		default:
			out = append(out, c)
			sh.at++
		}
	}
	sh.broken = true
	return out
}

// ansiQuoted reads $'…'. A NUL ends it as it ends a string of C.
func (sh *shell) ansiQuoted(out []byte) []byte {
	start := sh.at + 2
	end := start
	for end < len(sh.s) && sh.s[end] != '\'' {
		if sh.s[end] == '\\' {
			end++
		}
		end++
	}
	sh.broken = sh.broken || end >= len(sh.s)
	end = min(end, len(sh.s))
	sh.at = min(end+1, len(sh.s))
	text := sh.s[start:end]
	for i := 0; i < len(text); {
		length := len(out)
		if text[i] == '\\' && i+1 < len(text) {
			out, i = ansiEscape(out, text, i+1)
		} else {
			out = append(out, text[i])
			i++
		}
		if len(out) > length && out[length] == 0 {
			return out[:length]
		}
	}
	return out
}

// ansiEscape appends what an escape stands for whose letter is at a place.
func ansiEscape(out []byte, s string, at int) ([]byte, int) {
	const letters = "n\nr\rt\tb\bf\fv\va\ae\x1bE\x1b\\\\''\"\"??"
	c := s[at]
	if i := strings.IndexByte(letters, c); i >= 0 && i%2 == 0 {
		return append(out, letters[i+1]), at + 1
	}
	digits := 2
	switch c {
	case 'U':
		digits = 8
	case 'u':
		digits = 4
	case 'x':
	case 'c':
		if at+1 < len(s) {
			return append(out, s[at+1]&0x1f), at + 2
		}
		return append(out, '\\', c), at + 1
	default:
		if value, end := digitsAt(s, at, 3, 8); end > at {
			return append(out, byte(value)), end
		}
		return append(out, '\\', c), at + 1
	}
	value, end := digitsAt(s, at+1, digits, 16)
	switch {
	case end == at+1:
		return append(out, '\\', c), end
	case c == 'x':
		return append(out, byte(value)), end
	case 0xD800 <= value && value <= 0xDFFF: // half of a pair, which bash writes as it is
		return append(out, 0xE0|byte(value>>12), 0x80|byte(value>>6)&0xBF, 0x80|byte(value)&0xBF), end
	}
	return utf8.AppendRune(out, rune(value)), end
}
