package body

import (
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

const byteOrderMark = "\ufeff"

// fail returns the fault "not-json" at a byte, which must not stand before any
// value that has been read.
func (p *parser) fail(at int, what string) *fault.Error {
	line, column := p.place.of(p.text, at)
	return fault.New("not-json", what+", "+where(line, column)+".").At(int(line), int(column))
}

// checkStart refuses what can stand only at the beginning of a text.
func (p *parser) checkStart() *fault.Error {
	switch {
	case strings.HasPrefix(p.text, byteOrderMark):
		return p.fail(0, "The text begins with a byte order mark (EF BB BF)").
			WithHint("Save the file as UTF-8 without BOM: AliKassa would receive those three bytes too.")
	case strings.HasPrefix(p.text, "\xff\xfe"), strings.HasPrefix(p.text, "\xfe\xff"):
		return p.fail(0, "The text is UTF-16").WithHint("Save the file as UTF-8 without BOM.")
	}
	if p.blanks(); p.at == len(p.text) {
		return p.fail(0, "There is no JSON: the text is empty").
			WithHint(`Write the request as an object, like {"order_id": "1"}.`)
	}
	return nil
}

// mistake returns the fault of what JSON does not know, nil where the current
// character is something else. There must be one.
func (p *parser) mistake() *fault.Error {
	rest := p.text[p.at:]
	for _, m := range foreign {
		if strings.HasPrefix(rest, m.text) {
			return p.fail(p.at, m.what).WithHint(m.hint)
		}
	}
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == utf8.RuneError && size == 1:
		return p.notUTF8()
	case r < 0x20 || 0x7f <= r && r < 0xa0:
		return p.fail(p.at, "A control character ("+codePoint(r)+") stands outside a text").WithHint("Remove it.")
	case strings.ContainsRune(blanks, r):
		return p.fail(p.at, "A blank that JSON does not know ("+codePoint(r)+") stands outside a text").
			WithHint("Replace it by a plain space.")
	}
	return nil
}

// blanks are Unicode's spaces, visible and not.
const blanks = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000"

// unexpectedValue says why no value begins here; word is what was taken of it.
func (p *parser) unexpectedValue(word string) *fault.Error {
	at := p.at - len(word)
	if word == "" {
		return p.unexpectedCharacter()
	}
	for _, m := range words {
		if m.text == word {
			return p.fail(at, m.what).WithHint(m.hint)
		}
	}
	if p.depth == 0 {
		return p.fail(at, "The text is not JSON: it begins with "+fault.Quote(word)).
			WithHint(`Write the request as an object, like {"order_id": "1"}.`)
	}
	return p.fail(at, "A value cannot begin with "+fault.Quote(word)).
		WithHint(`Put text between double quotes: "` + fault.Shorten(word) + `".`)
}

// unexpectedCharacter says why no value begins with a character that is
// neither a letter nor a digit.
func (p *parser) unexpectedCharacter() *fault.Error {
	if p.at == len(p.text) {
		return p.ended("where a value should stand")
	}
	switch c := p.text[p.at]; c {
	case ',':
		return p.fail(p.at, "A comma stands where a value should").WithHint("Remove one comma, or write the missing value.")
	case '}', ']', ':':
		return p.fail(p.at, "A value is missing before "+fault.Quote(string(rune(c)))).WithHint("Write the value, or null.")
	}
	if err := p.mistake(); err != nil {
		return err
	}
	return p.fail(p.at, "A value cannot begin with "+p.current()).
		WithHint("A value is an object, an array, a text in double quotes, a number, true, false or null.")
}

func (p *parser) ended(where string) *fault.Error {
	return p.fail(p.at, "The text ends "+where).WithHint("Its end was lost, perhaps in copying: paste the whole.")
}

// unexpectedName says why no member begins here.
func (p *parser) unexpectedName() *fault.Error {
	if p.at == len(p.text) {
		return p.ended("inside an object")
	}
	if p.text[p.at] == ',' {
		return p.fail(p.at, "A comma stands where a name should").WithHint("Remove one comma.")
	}
	if isWord(p.text[p.at]) || p.text[p.at] == '-' {
		at := p.at
		p.at++
		name := p.text[at:p.at] + p.word()
		return p.fail(at, "The name "+fault.Quote(name)+" has no quotes").
			WithHint(`Write "` + fault.Shorten(name) + `"; in JavaScript give JSON.stringify's result.`)
	}
	if err := p.mistake(); err != nil {
		return err
	}
	return p.fail(p.at, "A name in double quotes is expected, not "+p.current()).
		WithHint(`An object is written {"name": value, "name": value}.`)
}

func (p *parser) missingColon(name string) *fault.Error {
	if p.at == len(p.text) {
		return p.ended("after the name " + fault.Quote(name))
	}
	if err := p.mistake(); err != nil {
		return err
	}
	return p.fail(p.at, "A colon is missing after the name "+fault.Quote(name)).WithHint(`Write "name": value.`)
}

func (p *parser) missingComma(closing byte) *fault.Error {
	if p.at == len(p.text) {
		return p.ended("before the " + fault.Quote(string(rune(closing))) + " that closes it")
	}
	if err := p.mistake(); err != nil {
		return err
	}
	switch c := p.text[p.at]; {
	case c == '}' || c == ']':
		return p.fail(p.at, "A bracket of the wrong kind closes: "+fault.Quote(string(rune(c)))).
			WithHint("Here " + fault.Quote(string(rune(closing))) + " closes.")
	case c == '"':
		return p.fail(p.at, "A comma is missing before this text").
			WithHint(`Write the comma; if the quote belongs to a text, write it as \".`)
	}
	return p.fail(p.at, "A comma or "+fault.Quote(string(rune(closing)))+" is expected, not "+p.current()).
		WithHint("Put a comma between the values.")
}

func (p *parser) trailingComma(at int) *fault.Error {
	return p.fail(at, "A comma stands after the last value").
		WithHint("Remove it: JavaScript, Python and PHP allow it, JSON does not.")
}

func (p *parser) trailing() *fault.Error {
	if err := p.mistake(); err != nil {
		return err
	}
	return p.fail(p.at, "Something follows after the end of the JSON: "+p.current()).
		WithHint("Give one JSON value alone; a semicolon, a second object or the rest of a log line does not belong to it.")
}

func (p *parser) duplicate(n name) *fault.Error {
	e := fault.New("duplicate-name", "The name "+fault.Quote(n.text)+" comes twice in an object, the second time in "+where(n.line, n.column)+".")
	return e.At(int(n.line), int(n.column)).
		WithHint("Remove one of the two: which of them counts is different from language to language.")
}

func (p *parser) leadingZero(start int) *fault.Error {
	return p.fail(start, "A number begins with a zero").
		WithHint("Leave the zero out, or put the number between double quotes if the zero matters.")
}

func (p *parser) badNumber(start int) *fault.Error {
	if strings.HasPrefix(p.text[start:], "-Inf") || strings.HasPrefix(p.text[start:], "-inf") {
		p.at = start + 1
		return p.fail(start, "-"+p.word()+" is not JSON, which has no such number").WithHint("Write null, or leave the field out.")
	}
	at := p.at
	for p.at < len(p.text) && (isWord(p.text[p.at]) || strings.IndexByte(".+-", p.text[p.at]) >= 0) {
		p.at++
	}
	return p.fail(at, "The number "+fault.Quote(p.text[start:p.at])+" is not written as JSON writes numbers").
		WithHint("Write 12, 12.5 or 1e3: digits, a point with digits on both sides; anything else between double quotes.")
}

func (p *parser) controlCharacter() *fault.Error {
	switch c := p.text[p.at]; c {
	case '\n', '\r':
		return p.fail(p.at, "A line ends inside a text").
			WithHint(`Write a line break as \n; if none is meant, the closing quote is missing.`)
	case '\t':
		return p.fail(p.at, "A tab stands inside a text").WithHint(`Write it as \t.`)
	default:
		return p.fail(p.at, "A control character ("+codePoint(rune(c))+") stands inside a text").
			WithHint("Remove it, or write it as \\u00" + hexByte(c) + ".")
	}
}

func (p *parser) openString(open int) *fault.Error {
	return p.fail(open, "The text that begins here has no closing quote").
		WithHint("Its end was lost, perhaps in copying: paste the whole.")
}

func (p *parser) unknownEscape(start int) *fault.Error {
	p.at = start + 1
	return p.fail(start, `JSON has no escape of a backslash and `+p.current()).
		WithHint(`Write a backslash as \\; the escapes are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits.`)
}

func (p *parser) badUnicodeEscape(start int) *fault.Error {
	return p.fail(start, `After \u four hexadecimal digits are missing`).
		WithHint(`Write \u00e9, for example; a backslash alone is written \\.`)
}

func (p *parser) loneSurrogate(start int) *fault.Error {
	return p.fail(start, "Half of a character: the surrogate "+p.text[start:start+6]+" stands alone").
		WithHint("A character beyond U+FFFF is a pair of escapes; the other half was cut off, perhaps by a limit on length.")
}

func (p *parser) notUTF8() *fault.Error {
	return p.fail(p.at, "A byte that is not UTF-8 (0x"+hexByte(p.text[p.at])+")").
		WithHint("Save or send the text as UTF-8; it may be in windows-1251 or latin-1, or cut in the middle of a character.")
}
