package request

import "strings"

// fill puts texts into the places of a template, each written as its name in
// double braces; the texts are given as pairs of name and text. What is put in
// is never looked at again, so that data cannot name a place. A place that has
// a line to itself and stays empty takes the line with it.
func fill(template string, texts ...string) string {
	out := make([]byte, 0, 2*len(template))
	for {
		start := strings.Index(template, "{{")
		if start < 0 {
			return string(append(out, template...))
		}
		end := start + strings.Index(template[start:], "}}")
		text := textOf(template[start+2:end], texts)
		out = append(out, template[:start]...)
		template = template[end+2:]
		if text == "" && strings.HasPrefix(template, "\n") {
			line := len(out)
			for line > 0 && (out[line-1] == ' ' || out[line-1] == '\t') {
				line--
			}
			if line == 0 || out[line-1] == '\n' {
				out, template = out[:line], template[1:]
			}
		}
		out = append(out, text...)
	}
}

func textOf(name string, texts []string) string {
	for i := 0; i < len(texts); i += 2 {
		if texts[i] == name {
			return texts[i+1]
		}
	}
	return ""
}

// join appends the parts of a line or a statement. Inlined everywhere it would
// add 4 KB to the compressed wasm.
//
//go:noinline
func join(dst []byte, parts ...string) []byte {
	for _, part := range parts {
		dst = append(dst, part...)
	}
	return dst
}
