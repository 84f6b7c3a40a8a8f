package diagnosis

import (
	"bytes"
	"strings"
)

var trailingNewline = Cause{
	Code:  "trailing-newline",
	Title: "A line break at the end",
	Looks: "The body that was signed and the one that was sent differ by a line break at their end, which no editor shows.",
	Why:   "A line break is one byte or two, and the signature covers every byte.",
	Fix:   "Sign and send the same string, without a line break behind it.",
	Fixes: []Fix{
		{"PHP", "Take the line break off what is read from a file.", "$data = rtrim(file_get_contents('body.json'), \"\\r\\n\");"},
		{"Python", "Take the line break off what is read from a file.", "data_bytes = open('body.json', 'rb').read().rstrip(b'\\r\\n')"},
		{"JavaScript", "Take the line break off what is read from a file.", "const dataStr = readFileSync('body.json', 'utf8').trimEnd();"},
		{"Go", "json.Encoder writes a line break behind the value; json.Marshal does not.", "dataBytes, err := json.Marshal(data)"},
		{"shell", "Use printf in place of echo, and --data-binary in place of -d.", "printf %s \"$body\" | openssl dgst -sha1 -sign private.pem | base64 -w0"},
	},
	bytes: []step{
		suffix("What was signed ends with a line break (LF).", "\n"),
		suffix("What was signed ends with a line break (CR LF).", "\r\n"),
		suffix("What was signed ends with two line breaks.", "\n\n"),
		suffix("What was signed ends with a carriage return.", "\r"),
		suffix("What was signed ends with two line breaks (CR LF).", "\r\n\r\n"),
		prefix("What was signed begins with a line break.", "\n"),
	},
	undone: []step{
		trimmed("What was sent ends with a line break that was not signed.", "\r\n"),
		{what: "What was sent begins with a line break that was not signed.", ends: true, apply: func(dst, text []byte) ([]byte, bool) {
			cut := bytes.TrimLeft(text, "\r\n")
			return append(dst, cut...), len(cut) < len(text)
		}},
		{what: "What was sent ends with one line break more than what was signed.", ends: true, apply: func(dst, text []byte) ([]byte, bool) {
			cut := bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
			return append(dst, cut...), len(cut) < len(text) && bytes.HasSuffix(cut, []byte("\n"))
		}},
	},
}

var byteOrderMark = Cause{
	Code:  "byte-order-mark",
	Title: "A byte order mark",
	Looks: "One of the two bodies begins with EF BB BF, which no editor shows: a file was saved as \"UTF-8 with BOM\".",
	Why:   "The mark is three bytes of the body, and the signature covers every byte.",
	Fix:   "Save the file as UTF-8 without BOM, or take the first three bytes off.",
	Fixes: []Fix{
		{"PHP", "Take it off.", `$data = preg_replace('/^\xEF\xBB\xBF/', '', $data);`},
		{"Python", "Read the file as utf-8-sig.", "text = open('body.json', encoding='utf-8-sig').read()"},
		{"JavaScript", "Take it off.", `const dataStr = text.replace(/^\uFEFF/, '');`},
	},
	bytes: []step{prefix("What was signed begins with a byte order mark (EF BB BF).", "\uFEFF")},
	undone: []step{mapped("What was sent begins with a byte order mark that was not signed.", func(text string) (string, bool) {
		return strings.CutPrefix(text, "\uFEFF")
	})},
}

var whitespace = Cause{
	Code:  "whitespace",
	Title: "Other blanks",
	Looks: "The two bodies have the same data in the same spelling; blanks and line breaks between them differ, as when one was printed prettily.",
	Why:   "JSON does not mind blanks between its tokens, but a signature covers them.",
	Fix:   "Sign the string that you send: write the JSON once, keep it in a variable, and use it for both.",
	Fixes: []Fix{
		{"PHP", "No JSON_PRETTY_PRINT on one side alone; best on neither.", "$data = json_encode($data);"},
		{"JavaScript", "No third argument to JSON.stringify on one side alone.", "const dataStr = JSON.stringify(data);"},
		{"Python", "The same separators and indent on both sides; data=, not json=, in requests.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
		{"Java", "The same ObjectMapper for both, without writerWithDefaultPrettyPrinter.", "String dataStr = mapper.writeValueAsString(data);"},
		{"Go", "json.Marshal once, for both.", "dataBytes, err := json.Marshal(data)"},
	},
	bytes: []step{
		suffix("What was signed ends with a blank.", " "),
		prefix("What was signed begins with a blank.", " "),
		suffix("What was signed ends with a NUL byte.", "\x00"),
		suffix("What was signed ends with a tab.", "\t"),
		swapped("What was signed has CR LF where LF was sent.", "\r\n", "\r\n", "\n", "\r\n"),
		swapped("What was signed has LF where CR LF was sent.", "\r\n", "\n"),
		swapped("What was signed has no line breaks at all.", "\r", "", "\n", ""),
		swapped("What was signed has no blanks at all, not even inside values.", " ", ""),
		swapped("What was signed has neither blanks, tabs nor line breaks, not even inside values.", " ", "", "\t", "", "\r", "", "\n", ""),
		swapped("What was signed has a blank after each comma.", ",", ", "),
		swapped("What was signed has one blank where several were sent.", "    ", " ", "   ", " ", "  ", " "),
		mapped("What was signed has no blanks between its tokens.", func(text string) (string, bool) {
			return withoutBlanks(text), strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
		}),
	},
	undone: []step{
		trimmed("What was sent ends with blanks that were not signed.", " \t"),
		trimmed("What was sent ends with a NUL byte that was not signed.", "\x00"),
		{what: "What was sent begins with blanks that were not signed.", ends: true, apply: func(dst, text []byte) ([]byte, bool) {
			cut := bytes.TrimLeft(text, " \t")
			return append(dst, cut...), len(cut) < len(text)
		}},
	},
}
