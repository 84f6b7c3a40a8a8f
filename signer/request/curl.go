package request

// longestArgument is kept well under the 128 KiB that Linux allows an argument
// of a program to have; a longer body goes through a pipe.
const longestArgument = 100_000

const curlTemplate = `{{printf}}curl {{url}} \
{{headers}}  --data-binary {{data}}
`

// curlCommand writes a command for sh and bash.
//
// Between single quotes a shell takes every character as it is, and a quote
// itself by ending the string, a backslash and the quote. Where the body has characters that a terminal would
// swallow or that nobody sees, printf makes them from octal numbers; a command
// substitution would lose newlines at the end.
func curlCommand(p *Prepared, sign string) string {
	printf, data := "", "@-"
	if fitsCommandLine(p.Body) {
		data = shellQuote(p.Body)
	} else {
		printf = "printf " + shellPrintf(p.Body) + " |\n  "
	}
	return fill(curlTemplate,
		"printf", printf,
		"url", shellQuote([]byte(p.URL)),
		"headers", p.headerLines(sign, "  -H '", ": ", "' \\\n"),
		"data", data,
	)
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

func shellQuote(text []byte) string {
	out := append(make([]byte, 0, len(text)+2), '\'')
	for _, c := range text {
		if c == '\'' {
			out = append(out, `'\'`...)
		}
		out = append(out, c)
	}
	return string(append(out, '\''))
}

// shellPrintf returns the format with which printf writes text.
func shellPrintf(text []byte) string {
	out := append(make([]byte, 0, len(text)+len(text)/8), '\'')
	for i, r := range string(text) {
		switch {
		case r == '%' || r == '\\':
			out = append(out, byte(r), byte(r))
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
