package notification

import (
	"strings"
	"unicode/utf8"
)

// windows1251 are the characters of the bytes from 0x80; 0x98 has none.
var windows1251 = []rune("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffd™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя")

// latin1 are the first of Unicode.
var latin1 = func() []rune {
	all := make([]rune, 0x80)
	for i := range all {
		all[i] = rune(0x80 + i)
	}
	return all
}()

// windows1252 are the same of western Europe's charset, where the undefined
// bytes are control characters, as browsers have it.
var windows1252 = func() []rune {
	low := []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")
	return append(low, latin1[len(low):]...)
}()

// toUTF8 reads bytes of a charset; nothing changes where they are UTF-8.
func toUTF8(s string, charset []rune) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			b.WriteRune(charset[c-utf8.RuneSelf])
		}
	}
	return b.String()
}

// notUTF8 returns the UTF-8 text that was taken for one in a charset; the text
// itself where that cannot be.
func notUTF8(s string, charset []rune) string {
	var b []byte
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		place := -1
		for i, c := range charset {
			if c == r {
				place = i
			}
		}
		if place < 0 || r == utf8.RuneError {
			return s
		}
		b = append(b, byte(utf8.RuneSelf+place))
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}
