package body

import "unicode/utf8"

// A place is a spot in a text, by line and column. It only moves forward, so
// that finding every place of a text costs one pass over it.
type place struct {
	at           int // the byte
	line, column int32
}

// of moves on to a byte, and returns its line and column in characters. Lines
// end with LF, CR or both, as in every editor. What is not UTF-8 counts a
// character a byte.
func (p *place) of(text string, at int) (line, column int32) {
	for p.at < at {
		c := text[p.at]
		if c == '\n' || c == '\r' && (p.at+1 == len(text) || text[p.at+1] != '\n') {
			p.at++
			p.line++
			p.column = 1
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(text[p.at:])
		}
		p.at += size
		p.column++
	}
	return p.line, p.column
}
