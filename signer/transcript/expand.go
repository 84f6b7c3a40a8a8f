package transcript

import "strings"

// expand replaces what begins with $ or ` here, where its value is in the text.
// Else it is left as it is written, and the word is open.
func (sh *shell) expand(out []byte, w *shellWord) []byte {
	start := sh.at
	value, ok := sh.expansion()
	written := sh.s[start:sh.at]
	if written == "$" {
		return append(out, '$')
	}
	if !ok || value.open != "" {
		if w.open == "" {
			w.open = written
		}
	}
	if ok {
		if sh.effort.expand(len(value.text)) {
			return append(out, value.text...)
		}
		sh.broken = true
	}
	return append(out, written...)
}

// expansion goes past an expansion, and returns its value.
func (sh *shell) expansion() (shellWord, bool) {
	if sh.s[sh.at] == '`' {
		end := strings.IndexByte(sh.s[sh.at+1:], '`')
		if end < 0 {
			sh.at, sh.broken = len(sh.s), true
			return shellWord{}, false
		}
		command := sh.s[sh.at+1 : sh.at+1+end]
		sh.at += end + 2
		return sh.substitute(command, 0)
	}
	sh.at++
	rest := sh.s[sh.at:]
	switch {
	case strings.HasPrefix(rest, "("):
		return sh.substitute(sh.s, sh.at+1)
	case strings.HasPrefix(rest, "{"):
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			sh.at, sh.broken = len(sh.s), true
			return shellWord{}, false
		}
		sh.at += end + 1
		value, ok := sh.values[rest[1:end]]
		return value, ok
	}
	end := 0
	for end < len(rest) && isWordByte(rest[end]) && !(end == 0 && isDigit(rest[0])) {
		end++
	}
	if end == 0 && rest != "" && strings.IndexByte("0123456789@*#?!-$", rest[0]) >= 0 {
		end = 1
	}
	sh.at += end
	value, ok := sh.values[rest[:end]]
	return value, ok
}

// substitute returns what the commands at a place write, without the line breaks
// at its end; those of a text of their own, or up to a bracket.
func (sh *shell) substitute(s string, at int) (shellWord, bool) {
	inside := at > 0
	inner := &shell{s: s, at: at, values: sh.values, nesting: sh.nesting, effort: sh.effort}
	if inside {
		inner.nesting++
	}
	if inner.nesting > maxSubstitutions {
		sh.at, sh.broken = len(sh.s), true
		return shellWord{}, false
	}
	inner.run()
	if inside {
		sh.at = min(inner.at+1, len(sh.s))
		sh.broken = sh.broken || inner.broken || inner.full || inner.at >= len(s)
	}
	if len(inner.commands) == 0 || inner.broken {
		return shellWord{}, false
	}
	value, ok := inner.output(len(inner.commands) - 1)
	value.text = strings.TrimRight(value.text, "\n")
	return value, ok
}

// assign takes NAME=value for what the variable holds from here on.
func (sh *shell) assign(w shellWord) bool {
	name, value, found := strings.Cut(w.text, "=")
	if !found || name == "" || isDigit(name[0]) {
		return false
	}
	for i := range len(name) {
		if !isWordByte(name[i]) {
			return false
		}
	}
	sh.values[name] = shellWord{text: value, open: w.open}
	return true
}
