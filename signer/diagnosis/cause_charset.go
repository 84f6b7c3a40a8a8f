package diagnosis

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var charset = Cause{
	Code:  "charset",
	Title: "Another character encoding",
	Looks: "The bodies look alike on a screen; the letters that are not ASCII are other bytes.",
	Why:   "A signature covers bytes, and a letter like Я is two bytes in UTF-8, one in windows-1251 and others again in UTF-16.",
	Fix:   "Turn the JSON into bytes once, as UTF-8, and both sign and send these bytes.",
	Fixes: []Fix{
		{"PHP", "Convert the data to UTF-8 before json_encode, not the JSON after it.", "$desc = mb_convert_encoding($desc, 'UTF-8', 'Windows-1251');"},
		{"Python", "Name the encoding.", "data_bytes = json.dumps(data).encode('utf-8')"},
		{"JavaScript", "Name the encoding where a string is signed or sent.", "signer.update(dataStr, 'utf8');"},
		{"Java", "getBytes without an argument uses the machine's encoding.", "sig.update(dataStr.getBytes(StandardCharsets.UTF_8));"},
	},
	bytes: charsetSteps(),
	undone: []step{
		decoded("windows-1251", charmap.Windows1251),
		decoded("KOI8-R", charmap.KOI8R),
		decoded("windows-1252", charmap.Windows1252),
		decoded("ISO-8859-1", charmap.ISO8859_1),
		decoded("CP866", charmap.CodePage866),
		mapped("What was sent is UTF-16; UTF-8 was signed.", fromUTF16),
		undoubled("ISO-8859-1", charmap.ISO8859_1),
		undoubled("windows-1252", charmap.Windows1252),
		undoubled("windows-1251", charmap.Windows1251),
	},
}

func charsetSteps() []step {
	steps := []step{
		encoded("windows-1251", charmap.Windows1251),
		encoded("KOI8-R", charmap.KOI8R),
		encoded("windows-1252", charmap.Windows1252),
		encoded("ISO-8859-1", charmap.ISO8859_1),
		encoded("ISO-8859-5", charmap.ISO8859_5),
		encoded("CP866", charmap.CodePage866),
		doubled("ISO-8859-1", charmap.ISO8859_1),
		doubled("windows-1252", charmap.Windows1252),
		doubled("windows-1251", charmap.Windows1251),
		mapped("What was signed has a question mark in place of each letter that is not ASCII.", func(text string) (string, bool) {
			return strings.Map(func(r rune) rune {
				if r >= 0x80 {
					return '?'
				}
				return r
			}, text), utf8.ValidString(text) && !isASCII(text)
		}),
		mapped("What was signed lacks the letters that are not ASCII.", func(text string) (string, bool) {
			return strings.Map(func(r rune) rune {
				if r >= 0x80 {
					return -1
				}
				return r
			}, text), utf8.ValidString(text) && !isASCII(text)
		}),
	}
	// For letters of ISO-8859-1 alone it is that.
	steps = append(steps, mapped("What was signed has one byte for each UTF-16 unit, its low one, as Node's 'latin1' and 'binary' write letters that they have no place for.", func(text string) (string, bool) {
		out := make([]byte, 0, len(text))
		some := false
		for _, unit := range utf16.Encode([]rune(text)) {
			some = some || unit > 0xFF
			out = append(out, byte(unit))
		}
		return string(out), some && utf8.ValidString(text)
	}))
	for _, u := range []struct {
		what        string
		big, marked bool
	}{{"UTF-16LE", false, false}, {"UTF-16BE", true, false}, {"UTF-16LE with a byte order mark", false, true}, {"UTF-16BE with a byte order mark", true, true}} {
		steps = append(steps, step{what: "What was signed is " + u.what + ".", apply: func(dst, text []byte) ([]byte, bool) {
			if !utf8.Valid(text) {
				return dst, false
			}
			if u.marked {
				dst = appendUnit(dst, 0xFEFF, u.big)
			}
			for _, r := range string(text) {
				if r > 0xFFFF {
					high, low := utf16.EncodeRune(r)
					dst = appendUnit(dst, uint16(high), u.big)
					r = low
				}
				dst = appendUnit(dst, uint16(r), u.big)
			}
			return dst, true
		}})
	}
	return steps
}

func appendUnit(dst []byte, unit uint16, big bool) []byte {
	if big {
		return append(dst, byte(unit>>8), byte(unit))
	}
	return append(dst, byte(unit), byte(unit>>8))
}

// encoded returns the step to a charset of one byte a letter; what has no place
// in it becomes a question mark.
func encoded(name string, m *charmap.Charmap) step {
	return mapped("What was signed is "+name+"; UTF-8 was sent.", func(text string) (string, bool) {
		if !utf8.ValidString(text) || isASCII(text) {
			return "", false
		}
		out := make([]byte, 0, len(text))
		some := false
		for _, r := range text {
			b, ok := m.EncodeRune(r)
			some = some || ok && r >= 0x80
			if !ok {
				b = '?'
			}
			out = append(out, b)
		}
		return string(out), some && !utf8.Valid(out) // what is UTF-8 was sent doubly encoded
	})
}

// decoded returns the step from a charset that was sent to the UTF-8 that was signed.
func decoded(name string, m *charmap.Charmap) step {
	return mapped("What was sent is "+name+"; UTF-8 was signed.", func(text string) (string, bool) {
		if utf8.ValidString(text) {
			return "", false
		}
		return decode(text, m), true
	})
}

// doubled returns the step that takes the bytes of UTF-8 for letters of a
// charset, and writes these as UTF-8.
func doubled(name string, m *charmap.Charmap) step {
	return mapped("What was signed is UTF-8 written twice: its bytes were taken for "+name+".", func(text string) (string, bool) {
		if isASCII(text) || !utf8.ValidString(text) {
			return "", false
		}
		return decode(text, m), true
	})
}

func undoubled(name string, m *charmap.Charmap) step {
	return mapped("What was sent is UTF-8 written twice: the signed bytes were taken for "+name+".", func(text string) (string, bool) {
		if isASCII(text) || !utf8.ValidString(text) {
			return "", false
		}
		out := make([]byte, 0, len(text))
		for _, r := range text {
			b, ok := m.EncodeRune(r)
			if !ok {
				if r > 0xFF {
					return "", false
				}
				b = byte(r)
			}
			out = append(out, b)
		}
		return string(out), utf8.Valid(out)
	})
}

// decode reads bytes as a charset; those that it has no letter for are taken for
// control characters, as browsers and Python's latin-1 do.
func decode(text string, m *charmap.Charmap) string {
	out := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		r := m.DecodeByte(text[i])
		if r == utf8.RuneError {
			r = rune(text[i])
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

func fromUTF16(text string) (string, bool) {
	if len(text) < 2 || len(text)%2 != 0 {
		return "", false
	}
	big := text[0] == 0 || strings.HasPrefix(text, "\xFE\xFF")
	if !big && text[1] != 0 && !strings.HasPrefix(text, "\xFF\xFE") {
		return "", false
	}
	units := make([]uint16, len(text)/2)
	for i := range units {
		a, b := uint16(text[2*i]), uint16(text[2*i+1])
		if big {
			units[i] = a<<8 | b
		} else {
			units[i] = b<<8 | a
		}
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF"), true
}

var normalForms = []struct {
	name string
	form norm.Form
}{{"NFC", norm.NFC}, {"NFD", norm.NFD}, {"NFKC", norm.NFKC}, {"NFKD", norm.NFKD}}

var unicodeNormalization = Cause{
	Code:  "unicode-normalization",
	Title: "Letters composed otherwise",
	Looks: "A letter like й or é is one code point in one body, and two (a letter and its mark) in the other; on a screen they are the same.",
	Why:   "Composed and decomposed letters are different bytes.",
	Fix:   "Normalise the data once, to NFC, before it is written as JSON, and sign the string that you send.",
	Fixes: []Fix{
		{"PHP", "Normalise where data comes in, from file names of macOS for example.", "$desc = Normalizer::normalize($desc, Normalizer::FORM_C);"},
		{"JavaScript", "Normalise where data comes in.", "data.desc = data.desc.normalize('NFC');"},
		{"Python", "Normalise where data comes in.", "desc = unicodedata.normalize('NFC', desc)"},
	},
	values: func(v value, emit func(variant)) {
		for _, other := range normalised(v.Value) {
			emit(other)
		}
	},
	lists: func(d *data, emit func(edit)) {
		for _, f := range normalForms {
			emit(everywhere(change{what: "What was signed is in the form " + f.name + "."}, likely, func(v *body.Value) *body.Value {
				if v.Kind() != body.String || isASCII(v.Text()) || f.form.IsNormalString(v.Text()) {
					return nil
				}
				return body.NewString(f.form.String(v.Text()))
			}))
		}
	},
}

func normalised(v *body.Value) []variant {
	if v.Kind() != body.String || isASCII(v.Text()) {
		return nil
	}
	var variants []variant
	for _, f := range normalForms {
		if !f.form.IsNormalString(v.Text()) {
			variants = append(variants, variant{value: body.NewString(f.form.String(v.Text())), what: "What was signed is in the form " + f.name + ".", rank: seldom})
		}
	}
	return variants
}
