package diagnosis

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A hand is a way of writing a body: a style, laid out in one way or another,
// or the way of the one who sent it.
type hand struct {
	index   int
	style   string // the one that it writes, or for the sender's the nearest
	layout  string // in words; empty: on one line
	writer  *body.Writer
	open    string
	comma   string
	colon   string
	closing string
	empty   string // an object without members
	sorts   bool
	indexes bool // names that are numbers come first
	print   *print
	changes []change

	known string // who writes so, where no style does: "as Gson writes it"
}

// A print is how a language prints data other than as JSON.
type print struct {
	what string
	open, between, closing,
	empty string // without members
	sorts bool
	// member appends a member; false where the print has nothing for it, so that
	// it is left out.
	member func(dst []byte, name string, v *body.Value) ([]byte, bool)
}

// layouts are what pretty printers do, beside one line.
var layouts = []struct {
	what   string
	layout body.Layout
}{
	{"", body.Layout{}},
	{"indented by four blanks, as PHP's JSON_PRETTY_PRINT does", body.Layout{Indent: "    ", Colon: ": ", Comma: ","}},
	{"indented by two blanks, as JSON.stringify(data, null, 2) does", body.Layout{Indent: "  ", Colon: ": ", Comma: ","}},
	{"indented by a tab", body.Layout{Indent: "\t", Colon: ": ", Comma: ","}},
	{"indented as Jackson's pretty printer does", body.Layout{Indent: "  ", Colon: " : ", Comma: ",", InlineArrays: true}},
	{"with a blank after each comma and colon", body.Layout{Colon: ": ", Comma: ", "}},
	{"with a blank after each colon", body.Layout{Colon: ": ", Comma: ","}},
	{"with a blank after each comma", body.Layout{Colon: ":", Comma: ", "}},
	{"indented by one blank", body.Layout{Indent: " ", Colon: ": ", Comma: ","}},
	{"indented by three blanks", body.Layout{Indent: "   ", Colon: ": ", Comma: ","}},
	{"indented by two blanks, without blanks after colons", body.Layout{Indent: "  ", Colon: ":", Comma: ","}},
	{"indented by four blanks, with blanks behind commas", body.Layout{Indent: "    ", Colon: ": ", Comma: ", "}},
	{"with blanks around colons", body.Layout{Colon: " : ", Comma: ","}},
	{"with blanks around colons and after commas", body.Layout{Colon: " : ", Comma: ", "}},
	{"with blanks around colons and commas", body.Layout{Colon: " : ", Comma: " , "}},
	{"with a blank before each colon", body.Layout{Colon: " :", Comma: ","}},
	{"with blanks around commas", body.Layout{Colon: ":", Comma: " , "}},
}

// knownWriters write JSON as no style of the list does.
var knownWriters = []struct{ name, known, what string }{
	{"gson", "as Gson writes it", `What was signed is JSON as Java's Gson writes it, with =, &, <, > and ' as \u003d, \u0026 and so on.`},
	{"system-text-json", "as C#'s System.Text.Json writes it", `What was signed is JSON as C#'s System.Text.Json writes it, with +, &, <, >, quotes and letters as \u002B, \u0424 and so on.`},
}

// maxLaidOut is the most members for which pretty printers and prints are tried.
const maxLaidOut = 150

// allHands are the styles in every layout, made once.
var allHands = sync.OnceValue(makeHands)

// stylesByUse lists the styles, those first that a language has without options:
// where several write the same, the first one is named.
func stylesByUse() []string {
	first := []string{"php", "node", "python", "java", "go", "go-struct", "ruby", "rails"}
	styles := slices.Clone(first)
	for _, s := range body.Styles() {
		if s.Name != "as-is" && !slices.Contains(first, s.Name) {
			styles = append(styles, s.Name)
		}
	}
	return styles
}

func makeHands() []*hand {
	var hands []*hand
	written := func(style, known, what string, layout body.Layout) {
		w, err := body.NewWriter(style, layout)
		if err != nil {
			return // every style has a writer
		}
		h := &hand{index: len(hands) + 1, style: style, known: known, layout: what, writer: w,
			open: "{", comma: w.Comma(), colon: w.Colon(), closing: "}", empty: "{}",
			sorts: w.Sorts(), indexes: style == "node"}
		if layout.Indent != "" {
			h.open, h.closing = "{\n"+layout.Indent, "\n}"
			h.comma += "\n" + layout.Indent
		}
		if strings.HasPrefix(style, "php") {
			h.empty = "[]"
		}
		hands = append(hands, h)
	}
	for _, l := range layouts {
		for _, style := range stylesByUse() {
			written(style, "", l.what, l.layout)
		}
	}
	for _, l := range []int{0, 2} { // on one line, and as both indent
		for _, k := range knownWriters {
			written(k.name, k.known, layouts[l].what, layouts[l].layout)
		}
	}
	for _, c := range causes {
		for i := range c.prints {
			p := &c.prints[i]
			hands = append(hands, &hand{index: len(hands) + 1, print: p, layout: p.what,
				open: p.open, comma: p.between, closing: p.closing, empty: p.empty, sorts: p.sorts,
				changes: []change{{cause: c, what: p.what}}})
		}
	}
	return hands
}

// findHands finds out by which hand the text was written, and which others
// write it otherwise.
func (d *data) findHands(fresh bool, pause func() bool) {
	d.sent = &hand{index: 0, open: "{", comma: ",", colon: ":", closing: "}", empty: "{}"}
	nearest, most := allHands()[0], -1
	if !fresh && d.root.Kind() == body.Object {
		open, colon, between, closing := d.pieces()
		d.sent.open, d.sent.colon, d.sent.closing = open, colon, closing
		if len(between) > 0 {
			d.sent.comma = between[0]
		}
		if len(d.members) == 0 {
			d.sent.empty = d.text
		}
	}
	seen := map[string]bool{}
	byStyle := false
	bare := ""
	if !fresh {
		bare = withoutBlanks(d.text)
		seen[d.text] = true
	}
	for i, template := range allHands() {
		if i%16 == 15 && !pause() {
			break
		}
		if len(d.members) > maxLaidOut && template.layout != "" {
			continue
		}
		h := *template
		var out []byte
		if d.root.Kind() == body.Object {
			out = d.compose(nil, d.members, &h)
		} else if h.print == nil {
			out, _ = h.writer.AppendValue(nil, d.root, 0)
		}
		if out == nil {
			continue
		}
		if h.layout == "" {
			if n := d.likeness(&h); n > most {
				nearest, most = template, n
			}
		}
		if !fresh && string(out) == d.text {
			switch {
			case h.known != "" && !byStyle:
				d.known = h.known
			case h.known == "" && h.print == nil:
				byStyle = true // laid out in one way or another
				if d.style == "" && h.layout == "" {
					d.style = h.style
				}
			}
			continue
		}
		if !fresh && h.print == nil {
			h.changes = d.changesOf(&h, string(out), bare)
		}
		d.all = append(d.all, &h)
		if len(out) < maxSearched && !seen[string(out)] {
			seen[string(out)] = true
			d.hands = append(d.hands, &h)
		}
	}
	// Fewer mistakes first.
	slices.SortStableFunc(d.hands, func(a, b *hand) int { return len(a.changes) - len(b.changes) })
	d.sent.style, d.sent.writer = nearest.style, nearest.writer
	for _, h := range slices.Concat(d.hands, d.all) {
		for i := range h.changes {
			if h.changes[i].cause == &otherStyle {
				h.changes[i].to = d.style
				if d.style == "" && !fresh {
					h.changes[i].what = d.differing(h, bare)
				}
			}
		}
	}
}

// likeness counts the members that a hand writes as they were sent.
func (d *data) likeness(h *hand) int {
	n := 0
	for _, m := range d.members {
		if m.raw != "" && string(d.fragment(m, h)) == m.raw {
			n++
		} else if m.raw != "" && strings.HasSuffix(m.raw, string(d.valueOf(m, h))) {
			n++
		}
	}
	return n
}

func (d *data) valueOf(m *member, h *hand) []byte {
	out, _ := h.writer.AppendValue(nil, m.value, 1)
	return out
}

// changesOf tells what it means that a hand has signed what another has sent.
func (d *data) changesOf(h *hand, out, bare string) []change {
	style := change{cause: &otherStyle, from: h.style, to: d.style}
	for _, k := range knownWriters {
		if k.name == h.style {
			style = change{cause: &escapes, what: k.what}
		}
	}
	blanks := change{cause: &whitespace, what: "What was signed is " + h.layout + "."}
	switch {
	case h.layout == "":
		return []change{style}
	case withoutBlanks(out) == bare:
		return []change{blanks}
	case h.sorts && d.sortedBare() == withoutBlanks(out):
		return []change{{cause: &keyOrder, what: "What was signed has its fields in the order of their names."}, blanks}
	default:
		return []change{style, blanks}
	}
}

// differing tells what a style writes otherwise than the text that was sent, which
// no style has written; empty where there is nothing to tell.
func (d *data) differing(h *hand, bare string) string {
	if d.known != "" {
		return "sent " + d.known + "."
	}
	if d.root.Kind() != body.Object || len(d.members) == 0 {
		return ""
	}
	var differences []string
	out := string(d.compose(nil, d.members, h))
	if h.layout == "" && len(d.text)-len(bare) != len(out)-len(d.before)-len(d.behind)-len(withoutBlanks(out[len(d.before):len(out)-len(d.behind)])) {
		where := "with other blanks between its tokens"
		if strings.Contains(d.text, "\n") {
			where = "on several lines, with blanks between its tokens"
		}
		differences = append(differences, where)
	}
	for _, m := range d.members {
		was, is := withoutBlanks(string(d.fragment(m, h))), withoutBlanks(m.raw)
		if was == is {
			continue
		}
		was, is = strings.TrimPrefix(was, commonName(was, is)), strings.TrimPrefix(is, commonName(was, is))
		differences = append(differences, "with "+shorten(m.name, 40)+" as "+shorten(is, 60)+" where "+shorten(was, 60)+" was signed")
	}
	if (h.sorts || h.indexes) && !slices.Equal(h.order(d.members), d.members) {
		differences = append(differences, "with its fields in another order")
	}
	if len(differences) > 3 {
		differences = append(differences[:3], "and more")
	}
	if len(differences) == 0 {
		return ""
	}
	return "sent " + strings.Join(differences, ", ") + "."
}

// commonName returns the name and the colon with which both members begin.
func commonName(a, b string) string {
	end := min(skipString(a, 0)+1, len(a))
	if strings.HasPrefix(b, a[:end]) {
		return a[:end]
	}
	return ""
}

// sortedBare returns what was sent with its members in the order of their names,
// without blanks between tokens.
func (d *data) sortedBare() string {
	if d.root.Kind() != body.Object || len(d.members) == 0 {
		return ""
	}
	sorted := hand{sorts: true}
	raw := make([]string, len(d.members))
	for i, m := range sorted.order(d.members) {
		raw[i] = m.raw
	}
	return withoutBlanks("{" + strings.Join(raw, ",") + "}")
}

// withoutBlanks returns JSON without the blanks between its tokens.
func withoutBlanks(text string) string {
	out := make([]byte, 0, len(text))
	for at := 0; at < len(text); {
		if text[at] == '"' {
			end := min(skipString(text, at), len(text))
			out = append(out, text[at:end]...)
			at = end
			continue
		}
		if strings.IndexByte(" \t\r\n", text[at]) < 0 {
			out = append(out, text[at])
		}
		at++
	}
	return string(out)
}

// compose writes the members by a hand, with what stands around the body; nil
// where the hand's language cannot write one of them.
func (d *data) compose(dst []byte, members []*member, h *hand) []byte {
	if h.print != nil {
		return d.printed(dst, members, h)
	}
	dst = append(dst, d.before...)
	if len(members) == 0 {
		return append(append(dst, h.empty...), d.behind...)
	}
	if h.sorts || h.indexes {
		members = h.order(members)
	}
	dst = append(dst, h.open...)
	for i, m := range members {
		if i > 0 {
			dst = append(dst, h.comma...)
		}
		fragment := d.fragment(m, h)
		if fragment == nil {
			return nil
		}
		dst = append(dst, fragment...)
	}
	dst = append(dst, h.closing...)
	return append(dst, d.behind...)
}

// printed is compose for what is no JSON.
func (d *data) printed(dst []byte, members []*member, h *hand) []byte {
	if h.sorts {
		members = h.order(members)
	}
	dst = append(dst, h.open...)
	some := false
	for _, m := range members {
		fragment := d.fragment(m, h)
		if len(fragment) == 0 {
			continue
		}
		if some {
			dst = append(dst, h.comma...)
		}
		some = true
		dst = append(dst, fragment...)
	}
	if !some {
		return append(dst[:len(dst)-len(h.open)], h.empty...)
	}
	return append(dst, h.closing...)
}

// fragment returns a member as a hand writes it: name, colon and value.
func (d *data) fragment(m *member, h *hand) []byte {
	if m.byIndex != nil {
		if m.byIndex[h.index] == nil {
			m.byIndex[h.index] = d.write(m, h)
		}
		return m.byIndex[h.index]
	}
	for i := range m.written {
		if m.written[i].index == h.index {
			return m.written[i].text
		}
	}
	f := d.write(m, h)
	m.written = append(m.written, written{h.index, f})
	return f
}

func (d *data) write(m *member, h *hand) []byte {
	var f []byte
	switch {
	case h == d.sent && m.raw != "":
		f = []byte(m.raw)
	case h.print != nil:
		f = []byte{}
		if m.value != nil {
			f, _ = h.print.member(f, m.name, m.value)
		}
	default:
		f = h.writer.AppendString(make([]byte, 0, len(m.name)+32), m.name)
		f = append(f, h.colon...)
		if m.value == nil {
			f = append(f, m.literal...)
			break
		}
		if h == d.sent && m.value.Kind() == body.Object && m.value.Len() == 0 {
			f = append(f, "{}"...) // whatever the nearest style makes of it
			break
		}
		var ok bool
		if f, ok = h.writer.AppendValue(f, m.value, 1); !ok {
			return nil
		}
	}
	return f
}

// order returns the members in the order of a hand that has one.
func (h *hand) order(members []*member) []*member {
	if h.sorts {
		sorted := slices.Clone(members)
		slices.SortStableFunc(sorted, func(a, b *member) int { return strings.Compare(a.name, b.name) })
		return sorted
	}
	if !slices.ContainsFunc(members, func(m *member) bool { return isIndex(m.name) }) {
		return members
	}
	sorted := slices.Clone(members)
	slices.SortStableFunc(sorted, func(a, b *member) int {
		x, y := isIndex(a.name), isIndex(b.name)
		switch {
		case x && y:
			m, _ := strconv.ParseUint(a.name, 10, 32)
			n, _ := strconv.ParseUint(b.name, 10, 32)
			return int(int64(m) - int64(n))
		case x:
			return -1
		case y:
			return 1
		}
		return 0
	})
	return sorted
}

func isIndex(name string) bool {
	if name == "" || name[0] < '0' || name[0] > '9' {
		return false // soon, since it is asked often
	}
	n, err := strconv.ParseUint(name, 10, 32)
	return err == nil && n < 1<<32-1 && strconv.FormatUint(n, 10) == name
}

// plain tells whether all hands write a value alike, once laid out alike.
func plain(m *member) bool {
	if m.value == nil {
		return true
	}
	switch m.value.Kind() {
	case body.String:
		return !strings.ContainsFunc(m.value.Text(), func(r rune) bool {
			return r >= 0x7F || r < ' ' || strings.ContainsRune(`/<>&"\`, r)
		})
	case body.Number:
		return len(m.value.Text()) < 16 && !strings.ContainsAny(m.value.Text(), ".eE")
	case body.Object, body.Array:
		return false
	}
	return true
}
