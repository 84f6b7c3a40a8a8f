package transcript

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// setBody makes the bytes of the body out of a value: a string's characters are
// they; of data the text does not have them.
func (h *harvest) setBody(t tree, n *node) {
	d := h.d
	switch n.kind {
	case str:
		if n.open {
			d.note(noteUnresolved("The body", n.raw))
		}
		d.body = []byte(n.text)
	case object, array:
		if n != &t[0] { // a variable's value
			t, _, _ = parseLiteral(n.raw, h.dialect)
		}
		h.dataBody(t, styleOf[h.dialect])
	case call:
		h.callBody(t, n)
	default:
		d.note(noteUnresolved("The body", n.raw))
		d.noBody = true
	}
}

// styleOf is how each language writes data.
var styleOf = [...]string{json: "as-is", javascript: "node", python: "python", php: "php", ruby: "ruby"}

// callBody takes the argument of a call: of one that writes JSON, or of one
// that turns a text into bytes.
func (h *harvest) callBody(t tree, n *node) {
	if n != &t[0] {
		t, _, _ = parseLiteral(n.raw, h.dialect)
	}
	if len(t) < 2 {
		h.d.note(noteUnresolved("The body", n.raw))
		h.d.noBody = true
		return
	}
	argument := t[1 : 1+t[1].size]
	style, writes := styleOfCall(n.text, otherArguments(n.raw, t[1].raw))
	value := h.resolve(&argument[0])
	switch {
	case style != "" && (value.kind == object || value.kind == array):
		if value != &argument[0] {
			argument, _, _ = parseLiteral(value.raw, h.dialect)
		}
		h.dataBody(argument, style)
	case value.kind == str && (hasSuffix(n.text, "encode", "from", "b", "trim", "Buffer") && !writes):
		h.setBody(argument, value)
	default:
		h.d.note(noteUnresolved("The body", n.raw))
		h.d.noBody = true
	}
}

// otherArguments returns what stands behind a call's first argument.
func otherArguments(call, first string) string {
	return strings.TrimRight(call[max(strings.Index(call, first), 0)+len(first):], " \t\r\n,)")
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// dataBody writes data as the language would. Where it is JSON in a log, the
// piece of the text itself is the likeliest.
func (h *harvest) dataBody(t tree, style string) {
	d := h.d
	if h.dialect == json {
		d.body = []byte(t[0].raw)
		d.note(noteAssumed("it stands in the text as data, and is taken as it stands there",
			"Log the string that was sent, and paste that."))
		return
	}
	w := jsonWriter{h: h}
	w.value(t)
	text, err := body.Encode(w.out, style)
	if err != nil || w.unknown != "" {
		if w.unknown == "" {
			w.unknown = t[0].raw
		}
		d.note(noteUnresolved("The body", w.unknown))
		d.noBody = true
		return
	}
	d.body = text
	d.note(noteAssumed("they are what "+writerOf[h.dialect]+" writes of this data",
		"Paste the body as it was sent; curl, a proxy or the sandbox show it."))
}

var writerOf = [...]string{json: "the program", javascript: "Node's JSON.stringify", python: "Python's json.dumps", php: "PHP's json_encode", ruby: "Ruby's JSON.generate"}

// A jsonWriter writes data of another notation as JSON text.
type jsonWriter struct {
	h       *harvest
	out     []byte
	unknown string // what could not be written
}

func (w *jsonWriter) value(t tree) {
	n := w.h.resolve(&t[0])
	if n != &t[0] && (n.kind == object || n.kind == array) {
		t, _, _ = parseLiteral(n.raw, w.h.dialect)
		n = &t[0]
	}
	switch n.kind {
	case str:
		if n.open {
			w.unknown = n.raw
		}
		w.string(n.text)
	case object:
		w.object(t)
	case array:
		w.container(t, '[', ']', false)
	case number:
		w.out = append(w.out, n.text...)
	default:
		w.word(n)
	}
}

// object writes an object; PHP's arrays are objects if they have names other
// than 0, 1, 2.
func (w *jsonWriter) object(t tree) {
	if w.h.dialect == php {
		list, next := true, 0
		for i := 1; i < len(t); i += int(t[i].size) {
			list = list && (!t[i].named || t[i].name == strconv.Itoa(next))
			next++
		}
		if list {
			w.container(t, '[', ']', false)
			return
		}
	}
	w.container(t, '{', '}', true)
}

func (w *jsonWriter) container(t tree, open, closing byte, named bool) {
	if !named && w.h.dialect == php && len(t) > 1 && t[1].named && t[1].name != "0" {
		w.container(t, '{', '}', true)
		return
	}
	w.out = append(w.out, open)
	for i := 1; i < len(t); i += int(t[i].size) {
		if i > 1 {
			w.out = append(w.out, ',')
		}
		if named {
			w.string(t[i].name)
			w.out = append(w.out, ':')
		}
		w.value(t[i : i+int(t[i].size)])
	}
	w.out = append(w.out, closing)
}

func (w *jsonWriter) word(n *node) {
	switch text := n.text; {
	case n.kind == word && (sameFold(text, "true") || sameFold(text, "false") || sameFold(text, "null")):
		w.out = append(w.out, lowerText(text)...)
	case n.kind == word && (text == "None" || text == "nil"):
		w.out = append(w.out, "null"...)
	default:
		w.unknown = n.raw
		w.out = append(w.out, "null"...)
	}
}

// string writes a string of JSON.
func (w *jsonWriter) string(s string) {
	const digits = "0123456789abcdef"
	w.out = append(w.out, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			w.out = append(w.out, '\\', c)
		case c < ' ':
			w.out = append(w.out, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			w.out = append(w.out, c)
		}
	}
	w.out = append(w.out, '"')
}

// decodeBase64 reads base64 of bytes.
func decodeBase64(s string) ([]byte, bool) {
	b, err := base64.StdEncoding.DecodeString(trimBlanks(s))
	return b, err == nil
}
