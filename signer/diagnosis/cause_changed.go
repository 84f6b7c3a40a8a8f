package diagnosis

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var fieldChanged = Cause{
	Code:  "field-changed",
	Title: "A value or a name changed after signing",
	Looks: "One value differs: a time that was read twice, a trimmed blank, a slash at the end of a URL. Or a name does: orderId for order_id.",
	Why:   "The signature covers every value and every name as it was when it was made.",
	Fix:   "Make each value once, keep it in a variable, and sign the string that you send.",
	Fixes: []Fix{
		{"PHP", "Call time() once.", "$orderId = (string) time();"},
		{"JavaScript", "Call Date.now() once.", "const orderId = String(Date.now());"},
		{"Python", "Call time.time() once.", "order_id = str(int(time.time()))"},
		{"Java", "Call System.currentTimeMillis() once.", "String orderId = String.valueOf(System.currentTimeMillis());"},
		{"Go", "signData and requestPayment of the sample marshal data twice: make the values once, before both.", "orderID := strconv.FormatInt(time.Now().Unix(), 10)"},
	},
	values: func(v value, emit func(variant)) {
		if isPlaceholder(v.Value) {
			return
		}
		switch v.Kind() {
		case body.String:
			changedStrings(v, emit)
		case body.Number:
			changedNumbers(v.Text(), v.far, body.NewNumber, emit)
		case body.Bool:
			emit(variant{value: body.NewBool(!v.Bool()), what: "It was signed with the other value."})
		}
		if f := v.table.field(v.name); f != nil {
			for _, example := range examples(f) {
				if example.Kind() != v.Kind() || example.Text() != v.Text() {
					emit(variant{value: example, what: "It was signed with the value of the documentation.", rank: seldom})
				}
			}
		}
	},
	lists: func(d *data, emit func(edit)) {
		for _, s := range spellingsOfNames {
			emit(edit{rank: s.rank, changes: []change{{what: s.what}}, all: respelt(s.spell)})
		}
		for _, m := range d.members {
			for _, name := range otherNames(m.name) {
				r := farther
				if name == camelCase(m.name) || name == documented(m.name) {
					r = seldom
				}
				emit(edit{rank: r, old: m, new: renamed(m, name), changes: nameTold(m, name)})
			}
		}
		for _, all := range []struct {
			what   string
			change func(string) string
		}{
			{"What was signed has no blanks around its values.", strings.TrimSpace},
			{"What was signed has HTML's entities in its values, as after htmlspecialchars.", htmlEscape},
			{"What was signed has HTML's entities in its values, as Go and Python write them.", htmlEscaperNumbers.Replace},
			{"What was signed has HTML's entities in its values, as Python's html.escape writes them.", htmlEscaperHex.Replace},
			{"What was signed has HTML's entities in its values, as Ruby writes them.", htmlEscaperRuby.Replace},
			{"What was signed has HTML's entities in its values for <, > and &.", htmlEscaperTags.Replace},
			{"What was signed has the characters where HTML's entities were sent.", htmlUnescape},
			{"What was signed has all its values in small letters.", strings.ToLower},
			{"What was signed has all its values in capitals.", strings.ToUpper},
		} {
			emit(everywhere(change{what: all.what}, likely, func(v *body.Value) *body.Value {
				if v.Kind() != body.String {
					return nil
				}
				if s := all.change(v.Text()); s != v.Text() {
					return body.NewString(s)
				}
				return nil
			}))
		}
	},
	far: func(d *data, emit func(edit)) {
		for _, m := range d.members[:min(len(d.members), maxInside)] {
			for _, name := range typos(shorten(m.name, 40)) {
				emit(edit{rank: farther, old: m, new: renamed(m, name), changes: nameTold(m, name)})
			}
		}
	},
}

// nameTold is the change of a name.
func nameTold(m *member, signed string) []change {
	return []change{{field: m.name, what: "Its name was signed as " + signed + ".", from: signed, to: m.name}}
}

func changedStrings(v value, emit func(variant)) {
	text := v.Text()
	say := func(made, what string, r rank) {
		if made != text && utf8.ValidString(made) {
			emit(variant{value: body.NewString(made), what: what, rank: r})
		}
	}
	say(strings.TrimSpace(text), "It was signed without blanks around it.", likely)
	say(text+" ", "It was signed with a blank behind it.", likely)
	say(" "+text, "It was signed with a blank before it.", likely)
	say(text+"\n", "It was signed with a line break behind it.", likely)
	say(text+"\r\n", "It was signed with a line break behind it.", seldom)
	say(" "+text+" ", "It was signed with blanks around it.", seldom)
	say(strings.ToLower(text), "It was signed in small letters.", likely)
	say(strings.ToUpper(text), "It was signed in capitals.", likely)
	say(titled(text), "It was signed with a capital first.", likely)
	say(lowered(text), "It was signed with a small letter first.", seldom)
	say(htmlEscape(text), "It was signed with HTML's entities.", likely)
	say(htmlEscaperNumbers.Replace(text), "It was signed with HTML's entities, as Go and Python write them.", seldom)
	say(htmlEscaperHex.Replace(text), "It was signed with HTML's entities, as Python's html.escape writes them.", seldom)
	say(htmlEscaperRuby.Replace(text), "It was signed with HTML's entities, as Ruby writes them.", seldom)
	say(htmlEscaperTags.Replace(text), "It was signed with HTML's entities for <, > and &.", seldom)
	say(titledWords(text), "It was signed with a capital at each word.", seldom)
	say(htmlUnescape(text), "It was signed with the characters for which HTML's entities were sent.", likely)
	say(strings.ReplaceAll(text, "+", " "), "It was signed with blanks for plus signs.", seldom)
	say(strings.ReplaceAll(text, " ", "+"), "It was signed with plus signs for blanks.", seldom)
	say(strings.ReplaceAll(text, " ", ""), "It was signed without blanks.", likely)
	say(strings.Join(strings.Fields(text), " "), "It was signed with single blanks.", seldom)
	say(strings.ReplaceAll(text, "\r\n", "\n"), "It was signed with LF line breaks.", seldom)
	say(percentDecode(text), "It was signed before it was percent-encoded.", seldom)
	say(string(percentEncode(nil, text, "-_.~", "%20")), "It was signed percent-encoded.", seldom)
	if strings.Contains(text, "://") {
		if cut, ok := strings.CutSuffix(text, "/"); ok {
			say(cut, "It was signed without the slash at its end.", likely)
			say(text+"/", "It was signed with another slash at its end.", seldom)
		} else {
			say(text+"/", "It was signed with a slash at its end.", likely)
		}
		say(strings.Replace(text, "https://", "http://", 1), "It was signed with http.", likely)
		say(strings.Replace(text, "http://", "https://", 1), "It was signed with https.", likely)
		say(strings.Replace(text, "://www.", "://", 1), "It was signed without www.", seldom)
		say(strings.Replace(text, "://", "://www.", 1), "It was signed with www.", seldom)
		if i := strings.IndexAny(text, "?#"); i > 0 {
			say(text[:i], "It was signed without its query.", seldom)
		}
	}
	digits := onlyDigits(text)
	if n := len(digits); n >= 7 && n <= 15 {
		say(digits, "It was signed with digits alone.", likely)
		say("+"+digits, "It was signed with a plus sign.", likely)
		if n == 11 && (digits[0] == '7' || digits[0] == '8') {
			say("7"+digits[1:], "It was signed with 7 first.", seldom)
			say("8"+digits[1:], "It was signed with 8 first.", seldom)
			say("+7"+digits[1:], "It was signed with +7 first.", seldom)
			say(digits[1:], "It was signed without the country's digit.", seldom)
		}
	}
	for _, made := range otherDates(text) {
		say(made, "It was signed in another form of the date.", seldom)
	}
	if f := v.table.field(v.name); f != nil && f.MaxLength > 0 {
		say(cut(text, f.MaxLength), "It was signed cut to the documented length.", seldom)
	}
	for _, length := range []int{255, 100, 50} {
		say(cut(text, length), "It was signed cut to "+strconv.Itoa(length)+" characters.", seldom)
	}
	if body.IsNumber(text) {
		changedNumbers(text, v.far, body.NewString, emit)
	} else if i := lastDigits(text); i < len(text) && len(text)-i < 16 {
		// order-1024: a counter at the end.
		changedNumbers(text[i:], v.far, func(s string) *body.Value { return body.NewString(text[:i] + s) }, func(x variant) {
			if x.rank == likely {
				x.rank = seldom
			}
			emit(x)
		})
	}
}

// near is how far a counter or a time is looked for: by itself, and with others.
func near(digits int) (alone, withOthers int64) {
	switch {
	case digits >= 13: // milliseconds
		return 3000, 10
	case digits >= 10: // seconds
		return 600, 5
	}
	return 200, 2
}

func changedNumbers(text string, far bool, make func(string) *body.Value, emit func(variant)) {
	if strings.ContainsAny(text, "eE") || len(text) > 18 {
		return
	}
	const what = "It was signed with another number."
	whole, fraction, point := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return
	}
	pad := func(n int64) string {
		s := strconv.FormatInt(n, 10)
		if len(s) < len(whole) && whole[0] == '0' {
			s = strings.Repeat("0", len(whole)-len(s)) + s
		}
		if point {
			s += "." + fraction
		}
		return s
	}
	alone, withOthers := near(len(whole))
	from, to := int64(1), withOthers
	if far {
		from, to = withOthers+1, alone
	}
	for i := from; i <= to; i++ {
		r := seldom
		switch {
		case far:
			r = farther
		case i == 1:
			r = likely
		}
		emit(variant{value: make(pad(n + i)), what: what, rank: r})
		if n-i >= 0 || n < 0 {
			emit(variant{value: make(pad(n - i)), what: what, rank: r})
		}
	}
	if point {
		f, err := strconv.ParseFloat(text, 64)
		if err == nil {
			for _, made := range distinct([]string{strconv.FormatFloat(f*100, 'f', 0, 64), strconv.FormatFloat(math.Round(f), 'f', 0, 64), strconv.FormatFloat(math.Ceil(f), 'f', 0, 64), whole}, text) {
				emit(variant{value: make(made), what: what})
			}
			hundred, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
			for i := int64(1); far && i < 100 && err == nil && len(fraction) <= 2; i++ {
				for _, n := range []int64{hundred + i, hundred - i} {
					emit(variant{value: make(strconv.FormatFloat(float64(n)/100, 'f', len(fraction), 64)), what: what, rank: farther})
				}
			}
		}
		return
	}
	emit(variant{value: make(text + "00"), what: "It was signed a hundred times as large, as cents are.", rank: likely})
	if cents := strconv.FormatFloat(float64(n)/100, 'f', -1, 64); strings.Contains(cents, ".") {
		emit(variant{value: make(cents), what: "It was signed a hundredth as large, where cents were sent.", rank: seldom})
	}
	emit(variant{value: make(text + "000"), what: "It was signed a thousand times as large.", rank: seldom})
	emit(variant{value: make(text + "0"), what: what, rank: seldom})
	for _, zeros := range []string{"00", "000", "0"} {
		if short, ok := strings.CutSuffix(text, zeros); ok && short != "" && short != "-" {
			emit(variant{value: make(short), what: what, rank: seldom})
		}
	}
	if n != 0 {
		emit(variant{value: make("0"), what: what, rank: seldom})
	}
}

func lastDigits(text string) int {
	i := len(text)
	for i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
		i--
	}
	return i
}

func onlyDigits(text string) string {
	out := make([]byte, 0, 16)
	for _, c := range []byte(text) {
		switch {
		case c >= '0' && c <= '9':
			out = append(out, c)
		case strings.IndexByte("+-() ", c) < 0:
			return ""
		}
	}
	return string(out)
}

func titled(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// titledWords writes a capital at the beginning of each word.
func titledWords(text string) string {
	before := ' '
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(before) {
			before = r
			return unicode.ToUpper(r)
		}
		before = r
		return r
	}, text)
}

func lowered(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[size:]
}

func cut(text string, characters int) string {
	n := 0
	for i := range text {
		if n == characters {
			return text[:i]
		}
		n++
	}
	return text
}

var (
	htmlEscaper        = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "'", "&#039;", "<", "&lt;", ">", "&gt;")
	htmlEscaperNumbers = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "'", "&#39;", "<", "&lt;", ">", "&gt;")
	htmlEscaperHex     = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "'", "&#x27;", "<", "&lt;", ">", "&gt;")
	htmlEscaperRuby    = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "'", "&#39;", "<", "&lt;", ">", "&gt;")
	htmlEscaperTags    = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	htmlUnescaper      = strings.NewReplacer("&amp;", "&", "&quot;", `"`, "&#34;", `"`, "&#039;", "'", "&#39;", "'", "&#x27;", "'", "&lt;", "<", "&gt;", ">", "&nbsp;", "\u00a0")
)

func htmlEscape(text string) string   { return htmlEscaper.Replace(text) }
func htmlUnescape(text string) string { return htmlUnescaper.Replace(text) }

// otherDates returns a date in the other usual forms.
func otherDates(text string) []string {
	if len(text) < 10 || len(text) > 30 {
		return nil
	}
	var year, month, day string
	switch {
	case text[4] == '-' && text[7] == '-':
		year, month, day = text[:4], text[5:7], text[8:10]
	case text[2] == '.' && text[5] == '.' || text[2] == '/' && text[5] == '/':
		day, month, year = text[:2], text[3:5], text[6:10]
	default:
		return nil
	}
	if onlyDigits(year+month+day) != year+month+day {
		return nil
	}
	iso := year + "-" + month + "-" + day
	return []string{iso, day + "." + month + "." + year, day + "/" + month + "/" + year, month + "/" + day + "/" + year,
		year + month + day, iso + "T00:00:00", iso + "T00:00:00Z", iso + "T00:00:00.000Z", iso + " 00:00:00", year + "/" + month + "/" + day}
}

var placeholder = Cause{
	Code:  "placeholder",
	Title: "A placeholder that was not filled in",
	Looks: "The signed text has {{order_id}}, ${order_id} or the like where the body that was sent has a value.",
	Why:   "The text was signed before its variables were put in, so that the signature covers their names.",
	Fix:   "Put the values in first, then sign. In Postman sign in a pre-request script over pm.variables.replaceIn(pm.request.body.raw).",
	Fixes: []Fix{
		{"PHP", "Single quotes do not put variables in.", "$data = json_encode(['order_id' => $orderId]);"},
		{"JavaScript", "${…} is filled in between backticks alone.", "const dataStr = JSON.stringify({ order_id: orderId });"},
		{"Python", "A string needs its f in front; better write the JSON from data.", "data_bytes = json.dumps({'order_id': order_id}).encode('utf-8')"},
	},
	values: func(v value, emit func(variant)) {
		if v.Kind() > body.String {
			return
		}
		if isPlaceholder(v.Value) {
			if f := v.table.field(v.name); f != nil {
				for _, example := range examples(f) {
					emit(variant{value: example, what: "The placeholder was sent, and its value signed."})
				}
			}
			return
		}
		for i, name := range variableNames(v.name) {
			for j, p := range placeholders {
				r := seldom
				switch {
				case i == 0 && j < 2:
					r = likely
				case i > 1 || j > 6:
					r = farther
				}
				text := p[0] + name + p[1]
				what := "The name of a variable was signed in place of its value."
				emit(variant{value: body.NewString(text), what: what, rank: r})
				emit(variant{literal: text, what: what, rank: max(r, seldom)})
			}
		}
		for _, text := range []string{"{{$timestamp}}", "{{$guid}}", "{{$randomUUID}}", "{{$randomInt}}", "{{$isoTimestamp}}", "{{timestamp}}", "{{uuid}}", "{{guid}}", "%s", "%d", "?", "undefined", "null"} {
			emit(variant{value: body.NewString(text), what: "A placeholder was signed in place of the value.", rank: farther})
			emit(variant{literal: text, what: "A placeholder was signed in place of the value.", rank: farther})
		}
	},
}

// isPlaceholder tells whether a value looks like a variable that was not filled in.
func isPlaceholder(v *body.Value) bool {
	t := v.Text()
	if v.Kind() != body.String || len(t) < 3 {
		return false
	}
	for _, p := range placeholders {
		if (len(p[0]) > 1 || p[1] != "") && strings.HasPrefix(t, p[0]) && strings.HasSuffix(t, p[1]) && !strings.ContainsAny(t[1:len(t)-1], " /") {
			return true
		}
	}
	return t[0] == '$' && isIdentifier(t)
}

var placeholders = [][2]string{{"{{", "}}"}, {"${", "}"}, {"{{ ", " }}"}, {"{", "}"}, {"$", ""}, {":", ""}, {"%", "%"}, {"<", ">"}, {"#{", "}"}, {"%(", ")s"}, {"{$", "}"}, {"[", "]"}, {"<%= ", " %>"}, {"@", ""}}

// variableNames returns the names that a variable for a field may have.
func variableNames(field string) []string {
	camel := camelCase(field)
	_, last, _ := strings.Cut(field, "_")
	names := []string{field}
	for _, name := range []string{camel, strings.ToUpper(field), strings.ReplaceAll(field, "_", "-"), titled(camel), last, strings.ReplaceAll(field, "_", ""), "data." + field, "data['" + field + "']"} {
		if name != "" && name != field && len(names) < 9 {
			names = append(names, name)
		}
	}
	return names
}
