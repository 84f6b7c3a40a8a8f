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
	h.loose(v.nodes)
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
		case rest[0] == '[' && optionNumber(rest) > 0:
			end := optionNumber(rest)
			name, hasName = rest[1:1+end], true
			v.named++
			v.at += end + len("[]=>")
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

// optionNumber returns the length of [10015]=>'s number: one of curl's options.
// A place in a list is shorter.
func optionNumber(s string) int {
	const digits = 5
	if _, end := digitsAt(s, 1, digits, 10); end == 1+digits && strings.HasPrefix(s[end:], "]=>") {
		return digits
	}
	return 0
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
// lines of a value up to the next name. What is printed in front of an array and
// behind it are values without names.
func readPrintR(d *draft, text string) bool {
	p := &printR{s: text, nodes: tree{{kind: object, raw: text}}}
	p.read()
	p.nodes[0].size = int32(len(p.nodes))
	forgetEmpty(p.nodes)
	h := &harvest{d: d, dialect: json}
	h.gather(p.nodes)
	h.loose(p.nodes)
	return d.found()
}

// A printR gathers the values that print_r prints, with their names.
type printR struct {
	s     string
	nodes tree
	start int  // of the last value
	depth int  // brackets that are open
	open  bool // a JSON text has no end

	outside int // values that were read outside of arrays
}

func (p *printR) read() {
	for at := 0; at < len(p.s) && len(p.nodes) < maxNodes; {
		line, _ := cutLine(p.s[at:])
		end := at + len(line)
		if trimmed := strings.TrimLeft(line, " "); p.depth <= 0 && !(strings.HasPrefix(trimmed, "[") && strings.Contains(trimmed, "] => ")) {
			end = p.free(line, at)
		} else {
			p.line(line, end)
		}
		if end < len(p.s) && p.s[end] == '\r' {
			end++
		}
		if at = end; at < len(p.s) && p.s[at] == '\n' {
			at++
		}
	}
}

// line reads a line inside an array, which ends at a place.
func (p *printR) line(line string, end int) {
	trimmed := strings.TrimLeft(line, " ")
	name, value, found := strings.Cut(trimmed, "] => ")
	last := &p.nodes[len(p.nodes)-1]
	switch {
	case found && strings.HasPrefix(name, "["):
		p.start = end - len(value)
		name, _, _ = strings.Cut(name[1:], ":")
		if r := roleOf(last.name); name == "0" && last.named && last.text == "" && (r == signRole || r == accountRole) {
			last.text, last.raw = value, value // the only value of a header
			break
		}
		if isContainer(value) {
			value = ""
		}
		p.nodes = append(p.nodes, node{kind: str, size: 1, named: true, name: name, text: value, raw: value})
	case trimmed == "(":
		p.depth++
	case trimmed == ")":
		p.depth--
	case trimmed == "" || len(p.nodes) == 1:
	default:
		last.text = p.s[p.start:end]
	}
}

// isContainer tells whether a value of print_r goes on between brackets.
func isContainer(value string) bool { return value == "Array" || strings.HasSuffix(value, " Object") }

// free reads what stands outside of arrays, and returns where it ends: the
// beginning of an array, a JSON text, a line.
func (p *printR) free(line string, at int) int {
	end := at + len(line)
	if strings.TrimLeft(line, " ") == "(" {
		p.depth++
		return end
	}
	text := line
	if p.outside++; line != "" && (line[0] == '{' || line[0] == '[') && !p.open && p.outside <= maxLoose {
		n := balanced(p.s[at:])
		p.open = n == 0
		if n > 0 {
			text, end = p.s[at:at+n], at+n
		}
	} else if begins, found := strings.CutSuffix(line, "Array"); found {
		text = begins
	}
	if text = strings.Trim(text, " "); text != "" {
		p.nodes = append(p.nodes, node{kind: str, size: 1, text: text, raw: text})
	}
	return end
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
	if t := looseValues(text, php); t != nil {
		return readValue(d, t, php)
	}
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
