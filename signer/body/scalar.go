package body

import (
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// number takes a number, and returns it as it is spelt.
func (p *parser) number() (string, *fault.Error) {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	switch {
	case p.peek() == '0':
		p.at++
		if isDigit(p.peek()) {
			return "", p.leadingZero(start)
		}
	case !p.digits():
		return "", p.badNumber(start)
	}
	if p.peek() == '.' {
		p.at++
		if !p.digits() {
			return "", p.badNumber(start)
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if !p.digits() {
			return "", p.badNumber(start)
		}
	}
	if c := p.peek(); isWord(c) || c == '.' {
		return "", p.badNumber(start)
	}
	return p.text[start:p.at], nil
}

// digits takes one digit or more.
func (p *parser) digits() bool {
	start := p.at
	for isDigit(p.peek()) {
		p.at++
	}
	return p.at > start
}

// string takes a string, and returns its characters.
func (p *parser) string() (string, *fault.Error) {
	open := p.at
	p.at++
	start := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			s := p.text[start:p.at]
			p.at++
			return s, nil
		case c == '\\':
			return p.escapedString(open)
		case c < 0x20:
			return "", p.controlCharacter()
		case c < utf8.RuneSelf:
			p.at++
		default:
			if err := p.character(); err != nil {
				return "", err
			}
		}
	}
	return "", p.openString(open)
}

// escapedString takes a string that has escapes; p.at is at the first.
func (p *parser) escapedString(open int) (string, *fault.Error) {
	s := append(make([]byte, 0, p.at-open+32), p.text[open+1:p.at]...)
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return string(s), nil
		case c == '\\':
			r, err := p.escape(open)
			if err != nil {
				return "", err
			}
			s = utf8.AppendRune(s, r)
		case c < 0x20:
			return "", p.controlCharacter()
		default:
			start := p.at
			if err := p.character(); err != nil {
				return "", err
			}
			s = append(s, p.text[start:p.at]...)
		}
	}
	return "", p.openString(open)
}

// character takes one character of valid UTF-8.
func (p *parser) character() *fault.Error {
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if r == utf8.RuneError && size == 1 {
		return p.notUTF8()
	}
	p.at += size
	return nil
}

// escape takes a backslash and what belongs to it.
func (p *parser) escape(open int) (rune, *fault.Error) {
	start := p.at
	p.at++
	c := p.peek()
	p.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		return p.unicodeEscape(start)
	}
	p.at--
	if p.at == len(p.text) {
		return 0, p.openString(open)
	}
	return 0, p.unknownEscape(start)
}

// unicodeEscape takes the hexadecimal digits after \u, and those of the second
// escape where a character needs two (UTF-16's surrogates).
func (p *parser) unicodeEscape(start int) (rune, *fault.Error) {
	r, ok := p.hex4()
	if !ok {
		return 0, p.badUnicodeEscape(start)
	}
	switch {
	case 0xDC00 <= r && r <= 0xDFFF:
		return 0, p.loneSurrogate(start)
	case 0xD800 <= r && r <= 0xDBFF:
		second := p.at
		if len(p.text)-p.at < 2 || p.text[p.at:p.at+2] != `\u` {
			return 0, p.loneSurrogate(start)
		}
		p.at += 2
		low, ok := p.hex4()
		if !ok {
			return 0, p.badUnicodeEscape(second)
		}
		if low < 0xDC00 || low > 0xDFFF {
			return 0, p.loneSurrogate(start)
		}
		return (r-0xD800)<<10 + (low - 0xDC00) + 0x10000, nil
	}
	return r, nil
}

func (p *parser) hex4() (rune, bool) {
	if len(p.text)-p.at < 4 {
		return 0, false
	}
	var r rune
	for _, c := range []byte(p.text[p.at : p.at+4]) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 + rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 + rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	p.at += 4
	return r, true
}
