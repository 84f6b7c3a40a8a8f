package diagnosis

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var valueTypes = Cause{
	Code:  "value-types",
	Title: "A value of another type",
	Looks: "A number is between quotes in one body and not in the other, or true is 1.",
	Why:   "12 and \"12\" are the same to many programs, and different bytes to a signature.",
	Fix:   "Give each value its type once, before the JSON is written, and sign the string that you send.",
	Fixes: []Fix{
		{"PHP", "What comes from a form or a database is a string: convert it first, and write the JSON once.", "'amount' => (float) $amount,"},
		{"JavaScript", "What comes from an input is a string: convert it first, and write the JSON once.", "amount: Number(amount),"},
		{"Python", "Convert first, and write the JSON once; Decimal with default=str becomes a string.", "'amount': float(amount),"},
		{"Java", "Use numbers in the map, not String.valueOf, or the reverse, on both sides.", "\"amount\", 500,"},
		{"Go", "A field of type string or a tag `json:\",string\"` puts quotes around a number.", "\"amount\": 500,"},
	},
	values: func(v value, emit func(variant)) {
		for _, other := range retyped(v) {
			emit(other)
		}
	},
	lists: func(d *data, emit func(edit)) {
		type rule struct {
			what   string
			change func(*body.Value) *body.Value
		}
		var rules []rule
		if d.has(body.Number) || d.has(body.Bool) { // else nulls alone would be strings, which is no matter of types
			rules = []rule{
				{"What was signed has all values as strings.", asString("1", "", "")},
				{"What was signed has all values as strings, true and false by name.", asString("true", "false", "null")},
				{"What was signed has all values as strings, as Python writes them.", asString("True", "False", "None")},
			}
		}
		for _, all := range append(rules, []rule{
			{"What was signed has all numbers as strings.", only(body.Number, asString("", "", ""))},
			{"What was signed has all whole numbers as strings.", wholeOnly(asString("", "", ""))},
			{"What was signed has numbers where strings of digits were sent.", numeric},
			{"What was signed has numbers where strings were sent, without the zeros before them.", unpadded},
			{"What was signed has whole numbers where strings of digits were sent.", digitsOnly},
			{"What was signed has 1 and 0 for true and false.", bools(body.NewNumber("1"), body.NewNumber("0"))},
			{"What was signed has \"1\" and \"\" for true and false.", bools(body.NewString("1"), body.NewString(""))},
			{"What was signed has \"1\" and \"0\" for true and false.", bools(body.NewString("1"), body.NewString("0"))},
			{"What was signed has \"true\" and \"false\" for true and false.", bools(body.NewString("true"), body.NewString("false"))},
			{"What was signed has true and false for 1 and 0.", unbool},
		}...) {
			emit(everywhere(change{what: all.what}, likely, all.change))
		}
		emit(named(change{what: "What was signed has numbers in the fields that the documentation has as numbers, and strings were sent."}, func(name string, v *body.Value) *body.Value {
			if !isNumeric(name) {
				return nil
			}
			return numeric(v)
		}))
		// All sums at once, where one is not all.
		if sums(d.members) > 1 {
			emit(named(change{what: "What was signed has numbers without zeros at their end where strings with decimals were sent."}, func(_ string, v *body.Value) *body.Value {
				if !strings.Contains(v.Text(), ".") {
					return nil
				}
				if n := numeric(v); n != nil {
					return body.NewNumber(shortNumber(n.Text()))
				}
				return nil
			}))
		}
	},
}

// sums counts the members that may be sums.
func sums(members []*member) int {
	n := 0
	for _, m := range members {
		if m.value.Kind() != body.Number && m.value.Kind() != body.String {
			continue
		}
		text := m.value.Text()
		if _, ok := asMoney(m.name, text); ok && body.IsNumber(text) {
			n++
		}
	}
	return n
}

// retyped returns a value in its other types.
func retyped(v value) []variant {
	what := "It was signed as another type."
	is := func(made ...*body.Value) []variant {
		variants := make([]variant, len(made))
		for i, m := range made {
			variants[i] = variant{value: m, what: what}
		}
		return variants
	}
	text := v.Text()
	switch v.Kind() {
	case body.Number:
		made := is(body.NewString(text))
		if short := shortNumber(text); short != text {
			made = append(made, is(body.NewString(short))...)
		}
		for _, s := range padded(text) {
			r := farther
			if len(s) == 2 {
				r = seldom // a month
			}
			made = append(made, variant{value: body.NewString(s), what: "It was signed as a string, with zeros before it.", rank: r})
		}
		switch text {
		case "1":
			made = append(made, is(body.NewBool(true))...)
		case "0":
			made = append(made, is(body.NewBool(false), body.NewNull())...)
		}
		return made
	case body.String:
		var made []variant
		if n, ok := numberOf(text); ok {
			made = is(body.NewNumber(n))
			if short := shortNumber(n); short != n {
				made = append(made, is(body.NewNumber(short))...)
			}
			if whole, _, found := strings.Cut(n, "."); found {
				made = append(made, is(body.NewNumber(whole))...)
			}
		}
		switch text {
		case "1", "true", "True", "yes", "on":
			made = append(made, is(body.NewBool(true))...)
		case "0", "false", "False", "no", "off":
			made = append(made, is(body.NewBool(false))...)
		case "":
			made = append(made, is(body.NewBool(false), body.NewNumber("0"), body.NewArray(), body.NewObject(nil, nil))...)
		}
		return append(made, variant{value: body.NewArray(v.Value), what: what, rank: seldom})
	case body.Bool:
		if v.Bool() {
			return is(body.NewNumber("1"), body.NewString("1"), body.NewString("true"), body.NewString("True"))
		}
		return is(body.NewNumber("0"), body.NewString(""), body.NewString("0"), body.NewString("false"), body.NewString("False"))
	case body.Null:
		return is(body.NewString("null"), body.NewBool(false), body.NewNumber("0"), body.NewArray(), body.NewObject(nil, nil), body.NewString("None"))
	case body.Array:
		switch v.Len() {
		case 0:
			return is(body.NewObject(nil, nil), body.NewNull(), body.NewString(""))
		case 1:
			return is(v.Item(0))
		}
	case body.Object:
		if v.Len() == 0 {
			return is(body.NewArray(), body.NewNull(), body.NewString(""))
		}
	}
	return nil
}

const asMoneyTold = "It was signed as a string with two decimals, as number_format and toFixed give."

// asMoney spells a number with two decimals, as number_format and toFixed do,
// where it is a sum: it has a fraction, or a name that sums have.
func asMoney(name, text string) (string, bool) {
	if len(text) > 15 || strings.ContainsAny(text, "eE") || !strings.Contains(text, ".") && !isMoney(name) {
		return "", false
	}
	f, err := strconv.ParseFloat(text, 64)
	money := strconv.FormatFloat(f, 'f', 2, 64)
	return money, err == nil && mustEqual(money, f)
}

// numberOf returns the number that a string spells, as JSON spells it.
func numberOf(text string) (string, bool) {
	t := strings.TrimPrefix(strings.TrimSpace(text), "+")
	if whole := strings.TrimLeft(t, "0"); whole != t && whole != "" && whole[0] >= '1' && whole[0] <= '9' {
		t = whole
	}
	if len(t) > 40 || !body.IsNumber(t) {
		return "", false
	}
	return t, true
}

// ungrouped returns the number that people spell with a decimal comma, or with
// thousands apart.
func ungrouped(text string) (string, bool) {
	whole, fraction, point := strings.Cut(text, ".")
	if !point {
		whole, fraction, point = cutLast(text, ",")
		if len(fraction) == 3 { // 1,000
			whole, fraction, point = text, "", false
		}
	}
	if point && strings.Contains(fraction, ",") { // 1.000,00
		whole, fraction, _ = cutLast(strings.Replace(text, ".", "", 1), ",")
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return slices.Contains(thousands, string(r)) })
	for i, group := range groups {
		if i > 0 && len(group) != 3 { // a phone number
			return "", false
		}
	}
	joined := strings.Join(groups, "")
	if joined == whole && !strings.Contains(text, ",") || len(text) > 30 {
		return "", false
	}
	if point {
		joined += "." + fraction
	}
	return joined, body.IsNumber(joined)
}

func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}

// thousands are what people put between groups of digits.
var thousands = []string{",", " ", "\u00a0", "'"}

// shortNumber spells a number with as few digits as it takes, as most languages
// print a float.
func shortNumber(text string) string {
	if !strings.ContainsAny(text, ".eE") {
		return text
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f > 1e15 || f < -1e15 {
		return text
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func asString(yes, no, null string) func(*body.Value) *body.Value {
	return func(v *body.Value) *body.Value {
		switch v.Kind() {
		case body.Number:
			return body.NewString(shortNumber(v.Text()))
		case body.Bool:
			if v.Bool() {
				return body.NewString(yes)
			}
			return body.NewString(no)
		case body.Null:
			return body.NewString(null)
		}
		return nil
	}
}

func only(kind body.Kind, change func(*body.Value) *body.Value) func(*body.Value) *body.Value {
	return func(v *body.Value) *body.Value {
		if v.Kind() != kind {
			return nil
		}
		return change(v)
	}
}

func wholeOnly(change func(*body.Value) *body.Value) func(*body.Value) *body.Value {
	return func(v *body.Value) *body.Value {
		if v.Kind() != body.Number || strings.ContainsAny(v.Text(), ".eE") {
			return nil
		}
		return change(v)
	}
}

func numeric(v *body.Value) *body.Value {
	if v.Kind() != body.String {
		return nil
	}
	if n, ok := numberOf(v.Text()); ok && n == v.Text() {
		return body.NewNumber(n)
	}
	return nil
}

// unpadded is numeric where digits have zeros before them.
func unpadded(v *body.Value) *body.Value {
	if v.Kind() != body.String {
		return nil
	}
	if n, ok := numberOf(v.Text()); ok {
		return body.NewNumber(n)
	}
	return nil
}

func digitsOnly(v *body.Value) *body.Value {
	if strings.Contains(v.Text(), ".") {
		return nil
	}
	return numeric(v)
}

func bools(yes, no *body.Value) func(*body.Value) *body.Value {
	return func(v *body.Value) *body.Value {
		switch {
		case v.Kind() != body.Bool:
			return nil
		case v.Bool():
			return yes
		}
		return no
	}
}

func unbool(v *body.Value) *body.Value {
	if v.Kind() == body.Number && (v.Text() == "1" || v.Text() == "0") {
		return body.NewBool(v.Text() == "1")
	}
	return nil
}

var numberSpelling = Cause{
	Code:  "number-spelling",
	Title: "A number spelt otherwise",
	Looks: "12.5 in one body is 12.50 or 1.25e1 in the other.",
	Why:   "The value is the same, the bytes are not.",
	Fix:   "Format the number once, before the JSON is written, and sign the string that you send.",
	Fixes: []Fix{
		{"PHP", "Do not format on one side alone; keep serialize_precision at -1.", "ini_set('serialize_precision', '-1');"},
		{"JavaScript", "toFixed makes a string; use it on both sides or on neither.", "amount: Number(amount.toFixed(2)),"},
		{"Python", "Decimal, float and a formatted string are written differently: use one of them.", "'amount': float(amount),"},
		{"Java", "BigDecimal keeps its zeros, double does not: use one of them.", "\"amount\", amount.doubleValue(),"},
		{"Go", "json.Number keeps its spelling, float64 does not: use one of them.", "\"amount\": 12.5,"},
	},
	values: func(v value, emit func(variant)) {
		const what = "It was signed in another spelling of the same number."
		make, text := body.NewNumber, v.Text()
		switch {
		case v.Kind() == body.String:
			make = body.NewString
			n, ok := ungrouped(text)
			if !ok {
				n, ok = numberOf(text)
			}
			if !ok || len(text) > 20 || text[0] == '+' || text != strings.TrimSpace(text) {
				return // a phone number, or blanks around it
			}
			if n != text {
				emit(variant{value: make(n), what: what})
				if ok {
					emit(variant{value: body.NewNumber(n), what: what, rank: seldom, also: &change{cause: &valueTypes, what: "It was signed as a number."}})
				}
				text = n
			}
			for _, s := range grouped(text) {
				emit(variant{value: make(s), what: what, rank: seldom})
			}
			for _, s := range padded(text) {
				emit(variant{value: make(s), what: what, rank: farther})
			}
		case v.Kind() != body.Number:
			return
		}
		for _, s := range spellings(text) {
			emit(variant{value: make(s), what: what})
		}
		// number_format and toFixed make both mistakes in one call.
		if money, ok := asMoney(v.name, text); ok && v.Kind() == body.Number {
			if money != text {
				emit(variant{value: body.NewString(money), what: what, also: &change{cause: &valueTypes, what: asMoneyTold}})
			}
			for _, s := range grouped(text) {
				emit(variant{value: body.NewString(s), what: what, rank: seldom, also: &change{cause: &valueTypes, what: "It was signed as a string, as people write it."}})
			}
		}
	},
	lists: func(d *data, emit func(edit)) {
		if sums(d.members) > 0 {
			money := named(change{what: "What was signed has all sums with two decimals."}, func(name string, v *body.Value) *body.Value {
				if v.Kind() != body.Number {
					return nil
				}
				if money, ok := asMoney(name, v.Text()); ok && money != v.Text() {
					return body.NewString(money)
				}
				return nil
			})
			money.changes = append(money.changes, change{cause: &valueTypes, what: "What was signed has all sums as strings with two decimals, as number_format and toFixed give."})
			money.single = true
			emit(money)
		}
		for _, all := range []struct {
			what  string
			spell func(f float64, text string) string
		}{
			{"What was signed has all numbers with two decimals.", func(f float64, _ string) string { return strconv.FormatFloat(f, 'f', 2, 64) }},
			{"What was signed has all numbers with one decimal.", func(f float64, _ string) string { return strconv.FormatFloat(f, 'f', 1, 64) }},
			{"What was signed has all numbers without zeros at their end.", func(_ float64, text string) string { return shortNumber(text) }},
			{"What was signed has all whole numbers with .0 behind them.", func(_ float64, text string) string {
				if strings.ContainsAny(text, ".eE") {
					return text
				}
				return text + ".0"
			}},
			{"What was signed has all fractions with seventeen digits, as with PHP's serialize_precision of 17.", func(f float64, text string) string { return seventeen(f, text) }},
			{"What was signed has all fractions with two decimals.", func(f float64, text string) string {
				if !strings.Contains(text, ".") {
					return text
				}
				return strconv.FormatFloat(f, 'f', 2, 64)
			}},
			{"What was signed has all fractions cut to whole numbers.", func(f float64, text string) string {
				whole, _, _ := strings.Cut(text, ".")
				return whole
			}},
		} {
			emit(everywhere(change{what: all.what}, likely, func(v *body.Value) *body.Value {
				if v.Kind() != body.Number || len(v.Text()) > 20 {
					return nil
				}
				f, err := strconv.ParseFloat(v.Text(), 64)
				if err != nil {
					return nil
				}
				if s := all.spell(f, v.Text()); s != v.Text() {
					return body.NewNumber(s)
				}
				return nil
			}))
		}
	},
}

// spellings returns other spellings of a number.
func spellings(text string) []string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > 30 {
		return nil
	}
	short := shortNumber(text)
	made := []string{short}
	if !strings.ContainsAny(text, "eE") {
		whole, fraction, point := strings.Cut(text, ".")
		if !point {
			made = append(made, text+".0", text+".00", text+".000", text+".")
		} else {
			made = append(made, text+"0", text+"00")
			for len(fraction) > 1 && fraction[len(fraction)-1] == '0' {
				fraction = fraction[:len(fraction)-1]
				made = append(made, whole+"."+fraction)
			}
		}
	}
	for decimals := range 5 {
		if s := strconv.FormatFloat(f, 'f', decimals, 64); mustEqual(s, f) || decimals == 2 && strings.Contains(text, ".") {
			made = append(made, s)
		}
	}
	e := strconv.FormatFloat(f, 'e', -1, 64) // 5e+02
	mantissa, exponent, _ := strings.Cut(e, "e")
	sign, digits := exponent[:1], strings.TrimLeft(exponent[1:], "0")
	if digits == "" {
		digits = "0"
	}
	pointed := mantissa
	if !strings.Contains(mantissa, ".") {
		pointed += ".0"
	}
	minus := strings.TrimPrefix(sign, "+")
	made = append(made, e, mantissa+"e"+minus+digits, mantissa+"E"+minus+digits, mantissa+"e"+sign+digits, mantissa+"E"+sign+digits,
		pointed+"e"+minus+digits, pointed+"E"+minus+digits, pointed+"e"+sign+digits, mantissa+"E"+exponent, pointed+"e"+exponent,
		seventeen(f, text), strconv.FormatFloat(f, 'f', 17, 64))
	if strings.Contains(text, ".") { // a sum that is not exact, as 0.1+0.2
		made = append(made, strconv.FormatFloat(math.Nextafter(f, math.Inf(1)), 'f', -1, 64), strconv.FormatFloat(math.Nextafter(f, math.Inf(-1)), 'f', -1, 64))
	}
	return distinct(made, text)
}

// seventeen spells a fraction with seventeen significant digits, as C's %.17g.
func seventeen(f float64, text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	s := strconv.FormatFloat(f, 'g', 17, 64)
	if strings.Contains(s, "e") || !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func mustEqual(s string, f float64) bool {
	g, err := strconv.ParseFloat(s, 64)
	return err == nil && f == g
}

// grouped returns the spellings of people: with a comma, or with thousands apart.
func grouped(text string) []string {
	whole, fraction, point := strings.Cut(text, ".")
	cents := (fraction + "00")[:max(2, len(fraction))]
	made := []string{"+" + text, "0" + text, whole + "," + cents}
	if point {
		made = append(made, whole+","+fraction)
	}
	if len(whole) > 3 && len(whole) < 13 && whole[0] != '-' {
		for _, separator := range thousands {
			parts := ""
			for i, c := range whole {
				if i > 0 && (len(whole)-i)%3 == 0 {
					parts += separator
				}
				parts += string(c)
			}
			made = append(made, parts+"."+cents, parts+","+cents, strings.ReplaceAll(parts, separator, ".")+","+cents)
			if point {
				made = append(made, parts+"."+fraction, parts+","+fraction)
			} else {
				made = append(made, parts)
			}
		}
	}
	return distinct(made, text)
}

// padded returns digits with zeros before them, as for a month or a counter.
func padded(text string) []string {
	if text == "" || lastDigits(text) > 0 {
		return nil
	}
	var made []string
	for width := max(2, len(text)+1); width <= 10; width++ {
		made = append(made, strings.Repeat("0", width-len(text))+text)
	}
	return made
}

// distinct returns the texts once each, without the one that there is.
func distinct(made []string, text string) []string {
	seen := map[string]bool{text: true}
	kept := made[:0]
	for _, s := range made {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
