package transcript

import "strings"

// output returns what a command writes, where that is plain and not too much: of
// echo, printf and cat.
func (sh *shell) output(i int) (shellWord, bool) {
	c := &sh.commands[i]
	if len(c.words) == 0 || !sh.effort.expand(0) {
		return shellWord{}, false
	}
	name, arguments := c.words[0].text, c.words[1:]
	switch name {
	case "echo":
		w := echo(arguments)
		return w, sh.effort.expand(len(w.text))
	case "printf":
		w, ok := printf(arguments)
		return w, ok && sh.effort.expand(len(w.text))
	case "cat", "tee":
		if name == "cat" && len(arguments) > 0 && arguments[0].text != "-" {
			return shellWord{}, false
		}
		return sh.inputOf(i)
	}
	return shellWord{}, false
}

// inputOf returns what a command reads.
func (sh *shell) inputOf(i int) (shellWord, bool) {
	c := &sh.commands[i]
	switch {
	case c.input != nil:
		return *c.input, sh.effort.expand(len(c.input.text))
	case c.piped && i > 0:
		return sh.output(i - 1)
	}
	return shellWord{}, false
}

func join(words []shellWord) shellWord {
	var text strings.Builder
	var open string
	for i, w := range words {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(w.text)
		if open == "" {
			open = w.open
		}
	}
	return shellWord{text: text.String(), open: open}
}

// echo writes its arguments, as bash's own does.
func echo(arguments []shellWord) shellWord {
	newline, escapes := "\n", false
	for len(arguments) > 0 {
		flags, isFlag := strings.CutPrefix(arguments[0].text, "-")
		if !isFlag || flags == "" || strings.Trim(flags, "neE") != "" {
			break
		}
		for _, f := range flags {
			switch f {
			case 'n':
				newline = ""
			default:
				escapes = f == 'e'
			}
		}
		arguments = arguments[1:]
	}
	w := join(arguments)
	if escapes {
		text, cut := printed(w.text, true)
		w.text = string(text)
		if cut {
			return w
		}
	}
	w.text += newline
	return w
}

// printf writes a format; of its verbs %s, %b, %d, %c and %%.
func printf(arguments []shellWord) (shellWord, bool) {
	if len(arguments) > 0 && arguments[0].text == "--" {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		return shellWord{}, false
	}
	open := ""
	for _, w := range arguments {
		if open = w.open; open != "" {
			break
		}
	}
	format, arguments := arguments[0].text, arguments[1:]
	var out []byte
	for again := true; again; {
		given := len(arguments)
		for rest := format; rest != ""; {
			literal, verb, found := strings.Cut(rest, "%")
			text, cut := printed(literal, false)
			out = append(out, text...)
			if cut || !found {
				break
			}
			if verb == "" {
				return shellWord{}, false
			}
			rest = verb[1:]
			argument := ""
			if verb[0] != '%' && len(arguments) > 0 {
				argument, arguments = arguments[0].text, arguments[1:]
			}
			switch verb[0] {
			case '%':
				out = append(out, '%')
			case 's', 'd', 'i':
				out = append(out, argument...)
			case 'b':
				text, _ := printed(argument, true)
				out = append(out, text...)
			default:
				return shellWord{}, false
			}
		}
		if len(out) > maxExpanded {
			return shellWord{}, false
		}
		again = len(arguments) > 0 && len(arguments) < given
	}
	return shellWord{text: string(out), open: open}, true
}

// printed resolves the escapes of echo -e and %b, or of printf's format, and
// tells whether \c ended the whole.
func printed(s string, zeros bool) (out []byte, cut bool) {
	out = make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' || i+1 == len(s) {
			out = append(out, s[i])
			i++
			continue
		}
		switch c := s[i+1]; {
		case c == 'c' && zeros:
			return out, true
		case c == '0' && zeros:
			value, end := digitsAt(s, i+2, 3, 8)
			out, i = append(out, byte(value)), end
		case isDigit(c) && zeros && c < '8', (c == '\'' || c == '?') && zeros:
			out, i = append(out, '\\', c), i+2
		case c == 'c':
			out, i = append(out, `\c`...), i+2
		default:
			out, i = ansiEscape(out, s, i+1)
		}
	}
	return out, false
}
