package transcript

import "strings"

// looksVarDump goes by string(N) "…", as var_dump writes every string.
func looksVarDump(text string) bool {
	at := strings.Index(text, `string(`)
	return at >= 0 && strings.Contains(text[at:], `) "`)
}

// readVarDump reads what var_dump prints. A string is as long as it says: there
// may be quotes and line breaks inside.
func readVarDump(d *draft, text string) bool {
	v := &varDump{d: d, s: text}
	v.read()
	if len(v.nodes) == 1 || v.named == 0 && len(v.nodes) == 2 {
		return readString(d, v.nodes[len(v.nodes)-1].text)
	}
	v.nodes[0] = node{kind: object, size: int32(len(v.nodes)), raw: text}
	h := &harvest{d: d, dialect: json}
	h.gather(v.nodes)
	return d.found()
}

// maxName is how long a name may be that is looked for.
const maxName = 200

// A varDump gathers the strings and numbers of a dump, with their names; what
// is inside what does not matter.
type varDump struct {
	d     *draft
	s     string
	at    int
	nodes tree
	named int
}

func (v *varDump) read() {
	v.nodes = tree{{kind: object}}
	name, hasName := "", false
	for v.at < len(v.s) && len(v.nodes) < maxNodes {
		rest := v.s[v.at:]
		switch {
		case strings.HasPrefix(rest, `["`):
			near := rest[2:min(len(rest), maxName)]
			end := strings.Index(near, "]=>")
			if end < 0 {
				v.at++
				continue
			}
			name, _, _ = strings.Cut(near[:end], `"`) // of a private property its class follows
			hasName = true
			v.named++
			v.at += end + len("]=>")
		case strings.HasPrefix(rest, "string("):
			text, ok := v.string()
			if ok {
				v.nodes = append(v.nodes, node{kind: str, size: 1, named: hasName, name: name, text: text, raw: text})
			}
			name, hasName = "", false
		case strings.HasPrefix(rest, "int("), strings.HasPrefix(rest, "array("):
			name, hasName = v.other(rest, name, hasName)
		default:
			v.at++
		}
	}
}

// other reads int(N), or where an array begins: the first string of one under
// the name of a header is the header's.
func (v *varDump) other(rest, name string, hasName bool) (string, bool) {
	open := strings.IndexByte(rest, '(') + 1
	_, end := digitsAt(rest, open, 9, 10)
	v.at += end
	if rest[0] == 'i' {
		v.nodes = append(v.nodes, node{kind: number, size: 1, named: hasName, name: name, text: rest[open:end], raw: rest[open:end]})
		return "", false
	}
	switch roleOf(name) {
	case signRole, accountRole:
		if bracket := strings.Index(rest, "[0]=>"); bracket >= 0 && bracket < 60 {
			v.at += bracket - end + len("[0]=>")
			return name, hasName
		}
	}
	return "", false
}

// string reads string(N) "…".
func (v *varDump) string() (string, bool) {
	said, end := digitsAt(v.s, v.at+len("string("), 9, 10)
	start := end + len(`) "`)
	if !strings.HasPrefix(v.s[end:], `) "`) {
		v.at = end
		return "", false
	}
	if stop := start + int(said); stop < len(v.s) && v.s[stop] == '"' && (stop+1 == len(v.s) || v.s[stop+1] == '\n' || v.s[stop+1] == '\r' || v.s[stop+1] == ' ') {
		v.at = stop + 1
		return v.s[start:stop], true
	}
	stop := strings.Index(v.s[start:], "\"\n")
	if stop < 0 {
		stop = strings.LastIndexByte(v.s[start:], '"')
	}
	if stop < 0 {
		v.d.note(noteCut)
		stop = len(v.s) - start
	}
	text := v.s[start : start+stop]
	v.at = min(start+stop+1, len(v.s))
	if len(text) > 100 || isJSONText(text) {
		if crlf := strings.ReplaceAll(text, "\n", "\r\n"); len(crlf) == int(said) && crlf != text {
			v.d.note(noteLineEnds)
			return crlf, true
		}
		v.d.note(noteLength("var_dump", int(said), []byte(text)))
	}
	return text, true
}

// looksPrintR goes by [name] => value under Array or Object.
func looksPrintR(text string) bool {
	return strings.Contains(text, "] => ") && (strings.Contains(text, "Array\n") || strings.Contains(text, "Array\r\n") || strings.Contains(text, " Object\n"))
}

// readPrintR reads what print_r prints: a name and a value a line, and more
// lines of a value up to the next name.
func readPrintR(d *draft, text string) bool {
	nodes := tree{{kind: object, raw: text}}
	start := 0 // of the last value
	for at := 0; at < len(text) && len(nodes) < maxNodes; {
		line, _ := cutLine(text[at:])
		end := at + len(line)
		trimmed := strings.TrimLeft(line, " ")
		name, value, found := strings.Cut(trimmed, "] => ")
		last := &nodes[len(nodes)-1]
		switch {
		case found && strings.HasPrefix(name, "["):
			start = end - len(value)
			name, _, _ = strings.Cut(name[1:], ":")
			if name == "0" && last.name != "" && last.text == "" {
				last.text, last.raw = value, value // the only value of a header
				break
			}
			if value == "Array" || strings.HasSuffix(value, " Object") {
				value = ""
			}
			nodes = append(nodes, node{kind: str, size: 1, named: true, name: name, text: value, raw: value})
		case trimmed == "" || trimmed == "(" || trimmed == ")" || len(nodes) == 1:
		default:
			last.text = text[start:end]
		}
		if end < len(text) && text[end] == '\r' {
			end++
		}
		at = end + 1
	}
	nodes[0].size = int32(len(nodes))
	forgetEmpty(nodes)
	h := &harvest{d: d, dialect: json}
	h.gather(nodes)
	return d.found()
}

// forgetEmpty leaves out names whose value was something with names itself.
func forgetEmpty(nodes tree) {
	for i := range nodes {
		if nodes[i].named && nodes[i].text == "" && roleOf(nodes[i].name) != signRole && roleOf(nodes[i].name) != accountRole {
			nodes[i].named = false
		}
	}
}

// looksPHP goes by the arrow between a name and its value.
func looksPHP(text string) bool {
	return strings.Contains(text, "=>") || strings.HasPrefix(trimBlanks(text), "array")
}

// readPHP reads what var_export prints, an array of PHP's source, a hash of Ruby.
func readPHP(d *draft, text string) bool {
	start := strings.Index(text, "array (")
	if start < 0 {
		start = strings.Index(text, "array(")
	}
	if bracket := strings.IndexAny(text, "[{"); start < 0 || bracket >= 0 && bracket < start {
		start = bracket
	}
	if start < 0 {
		return false
	}
	t, _, ok := parseLiteral(text[start:], php)
	return ok && t[0].size > 1 && readValue(d, t, php)
}
