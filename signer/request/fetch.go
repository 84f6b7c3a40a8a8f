package request

import "strings"

// fetchCall writes JavaScript for Node 18 and newer, as a module or not, and
// for a browser's console.
func fetchCall(p *Prepared, sign string) (string, error) {
	var b strings.Builder
	b.WriteString("// Sign fits this text to the byte: build the request anew to change anything in it.\n")
	b.WriteString("const body = " + jsString(string(p.Body)) + ";\n\n")
	b.WriteString("fetch(" + jsString(p.URL) + ", {\n  method: 'POST',\n  headers: {\n")
	for _, h := range p.signedHeaders(sign) {
		b.WriteString("    " + jsString(h.Name) + ": " + jsString(h.Value) + ",\n")
	}
	b.WriteString("  },\n  body,\n")
	b.WriteString("}).then(async (response) => {\n  console.log(response.status, await response.text());\n});\n")
	return b.String(), nil
}

func jsString(text string) string {
	return string(quoted(nil, text, '\'', jsEscape))
}

// jsEscape spells < in a way that ends no script element, and everything
// outside the Basic Multilingual Plane by its code point.
func jsEscape(dst []byte, r rune) []byte {
	switch {
	case r == '\'' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == '\t':
		return append(dst, `\t`...)
	case r == '<' || r < 0x100 && !plain(r):
		return hex(append(dst, `\x`...), r, 2)
	case plain(r):
		return append(dst, string(r)...)
	case r > 0xFFFF:
		return append(hex(append(dst, `\u{`...), r, hexWidth(r)), '}')
	}
	return hex(append(dst, `\u`...), r, 4)
}
