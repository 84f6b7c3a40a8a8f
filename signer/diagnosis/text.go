package diagnosis

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Steps that several rules use.

// suffix returns the step that puts something behind the text.
func suffix(what, end string) step {
	return step{what: what, ends: true, apply: func(dst, text []byte) ([]byte, bool) {
		return append(append(dst, text...), end...), true
	}}
}

// prefix returns the step that puts something before the text.
func prefix(what, start string) step {
	return step{what: what, ends: true, apply: func(dst, text []byte) ([]byte, bool) {
		return append(append(dst, start...), text...), true
	}}
}

// trimmed returns the step that takes these characters off the end of the text.
func trimmed(what, cutset string) step {
	return step{what: what, ends: true, apply: func(dst, text []byte) ([]byte, bool) {
		cut := bytes.TrimRight(text, cutset)
		return append(dst, cut...), len(cut) < len(text)
	}}
}

// swapped returns the step that replaces pieces of the text, all at once.
func swapped(what string, oldnew ...string) step {
	r := strings.NewReplacer(oldnew...)
	return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
		some := false
		for i := 0; i < len(oldnew) && !some; i += 2 {
			some = bytes.Contains(text, []byte(oldnew[i]))
		}
		if !some {
			return dst, false
		}
		return append(dst, r.Replace(string(text))...), true
	}}
}

// mapped returns the step that makes a string of the text.
func mapped(what string, change func(text string) (string, bool)) step {
	return step{what: what, apply: func(dst, text []byte) ([]byte, bool) {
		out, ok := change(string(text))
		return append(dst, out...), ok && out != string(text)
	}}
}

// keep keeps the text: it is to be read otherwise.
func keep(dst, text []byte) ([]byte, bool) { return append(dst, text...), true }

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

func validUTF8(text []byte) bool { return utf8.Valid(text) }
