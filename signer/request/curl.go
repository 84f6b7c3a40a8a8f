package request

import (
	"strings"
)

// longestArgument is kept well under the 128 KiB that Linux allows an argument
// of a program to have; a longer body goes through a pipe.
const longestArgument = 100_000

// curlCommand writes a command for sh and bash.
//
// Between single quotes a shell takes every character as it is, and a quote
// itself is written '\”. Where the body has characters that a terminal would
// swallow or that nobody sees, printf makes them from octal numbers; a command
// substitution would lose newlines at the end.
func curlCommand(p *Prepared, sign string) (string, error) {
	var b strings.Builder
	data := shellQuote(string(p.Body))
	if !fitsCommandLine(p.Body) {
		b.WriteString("printf " + shellPrintf(p.Body) + " |\n  ")
		data = "@-"
	}
	b.WriteString("curl " + shellQuote(p.URL))
	for _, h := range p.signedHeaders(sign) {
		b.WriteString(" \\\n  -H " + shellQuote(h.Name+": "+h.Value))
	}
	b.WriteString(" \\\n  --data-binary " + data + "\n")
	return b.String(), nil
}

// fitsCommandLine reports whether the body can be curl's argument: curl reads
// a file where it begins with @.
func fitsCommandLine(text []byte) bool {
	if len(text) == 0 || len(text) > longestArgument || text[0] == '@' {
		return false
	}
	for _, r := range string(text) {
		if !plain(r) && r != '\n' {
			return false
		}
	}
	return true
}

func shellQuote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// shellPrintf returns the format with which printf writes text.
func shellPrintf(text []byte) string {
	out := make([]byte, 0, len(text)+len(text)/8)
	out = append(out, '\'')
	for i, r := range string(text) {
		switch {
		case r == '%':
			out = append(out, "%%"...)
		case r == '\\':
			out = append(out, `\\`...)
		case r == '\'' || r == '-' && i == 0 || !plain(r) && r != '\n':
			for _, c := range []byte(string(r)) {
				out = append(out, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
			}
		default:
			out = append(out, string(r)...)
		}
	}
	return string(append(out, '\''))
}
