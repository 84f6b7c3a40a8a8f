package main

import (
	"strings"
	"unicode/utf16"
)

// pastes writes one good key in all the shapes that editors, terminals, chats
// and source code give it.
func pastes() {
	key := string(read("pkcs1-aes-256-cbc.pem"))
	public := string(read("public.pem"))
	lines := strings.Split(strings.TrimSuffix(key, "\n"), "\n")
	each := func(before, after string) string {
		return before + strings.Join(lines, after+before) + after
	}
	for name, text := range map[string]string{
		"crlf":             strings.ReplaceAll(key, "\n", "\r\n"),
		"cr":               strings.ReplaceAll(key, "\n", "\r"),
		"indented":         each("\t    ", "\n"),
		"trailing-blanks":  each("", " \t \n"),
		"blank-lines":      each("", "\n\n"),
		"byte-order-mark":  "\ufeff" + key,
		"utf-16-le":        toUTF16(key, 0),
		"utf-16-be":        toUTF16(key, 1),
		"no-break-spaces":  each("\u00a0\u200b", "\u00a0\n"),
		"public-first":     public + key,
		"public-after":     key + public,
		"words-around":     "Here is the key - as agreed:\n\n" + key + "\nIt's for payments.\n",
		"literal-newlines": strings.ReplaceAll(key, "\n", `\n`),
		"literal-crlf":     strings.ReplaceAll(key, "\n", `\r\n`),
		"literal-escaped":  strings.ReplaceAll(key, "\n", `\\n`),
		"json":             `{"private": "` + strings.NewReplacer("\n", `\n`, "/", `\/`).Replace(key) + `", "id": 1}`,
		"java-string":      each(`    + "`, `\n"`+"\n"),
		"php-string":       each(`    '`, `' .`+"\n"),
		"shell-variable":   `KEY="` + strings.TrimSuffix(key, "\n") + `"` + "\n",
		"yaml":             "key: |\n" + each("  ", "\n"),
		"no-final-newline": strings.TrimSuffix(key, "\n"),
		"one-line":         strings.Join(lines, " "),
		"no-line-breaks":   strings.Join(lines, ""),
		"no-blanks":        strings.NewReplacer("\n", "", " ", "").Replace(key),
		"lost-dashes":      strings.TrimSuffix(key, "-----\n")[4:],
		"long-dashes":      strings.ReplaceAll(key, "-----", "——-"),
		"no-padding":       strings.ReplaceAll(string(read("pkcs1-plain.pem")), "=", ""),
		"wrapped-at-20":    wrapped(lines, 20),
		"header-unknown":   strings.Replace(key, "Proc-Type", "X-Comment: from the archive\nProc-Type", 1),
		"header-lower":     strings.Replace(strings.Replace(key, "Proc-Type", "proc-type", 1), "DEK-Info: AES", "dek-info:  aes", 1),
	} {
		write("paste-"+name+".pem", []byte(text))
	}
}

// toUTF16 writes a text as Windows' "Unicode", with its mark; low is where the
// low byte of a pair stands.
func toUTF16(text string, high int) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		if high == 0 {
			out = append(out, byte(unit), byte(unit>>8))
		} else {
			out = append(out, byte(unit>>8), byte(unit))
		}
	}
	return string(out)
}

// wrapped breaks the base64 anew, headers and markers left as they are.
func wrapped(lines []string, width int) string {
	head, body, foot := lines[:4], strings.Join(lines[4:len(lines)-1], ""), lines[len(lines)-1]
	out := strings.Join(head, "\n") + "\n"
	for len(body) > width {
		out += body[:width] + "\n"
		body = body[width:]
	}
	return out + body + "\n" + foot + "\n"
}
