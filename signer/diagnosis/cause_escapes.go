package diagnosis

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

var escapes = Cause{
	Code:  "escapes",
	Title: "Other escapes",
	Looks: "Backslashes, quotes or entities were put in or taken out of one of the bodies.",
	Why:   "A backslash more or less is another body to the signature, even where both are JSON for the same data.",
	Fix:   "Do nothing to the JSON after it has been written: no stripslashes, no addslashes, no HTML escaping.",
	Fixes: []Fix{
		{"PHP", "No stripslashes around json_encode; for fewer backslashes use a flag, on both sides.", "$data = json_encode($data, JSON_UNESCAPED_SLASHES);"},
		{"JavaScript", "No replace on the result of JSON.stringify.", "const dataStr = JSON.stringify(data);"},
		{"Java", "Gson writes =, &, <, > and ' as escapes: switch that off, or write once for both.", "Gson gson = new GsonBuilder().disableHtmlEscaping().create();"},
		{"Python", "No replace on the result of json.dumps.", "data_bytes = json.dumps(data).encode('utf-8')"},
	},
	bytes: []step{
		mapped("What was signed has no backslashes, as after stripslashes.", stripSlashes),
		swapped(`What was signed has / where \/ was sent.`, `\\`, `\\`, `\/`, `/`),
		swapped(`What was signed has \/ where / was sent.`, `\\`, `\\`, `\/`, `\/`, `/`, `\/`),
		mapped("What was signed went through stripcslashes.", stripCSlashes),
		swapped("What was signed has backslashes before quotes, as after addslashes.", `\`, `\\`, `"`, `\"`, `'`, `\'`, "\x00", `\0`),
		swapped("What was signed has a backslash before each double quote.", `"`, `\"`),
		swapped("What was signed has each backslash twice.", `\`, `\\`),
		swapped("What was signed has one backslash where two were sent.", `\\`, `\`),
		swapped("What was signed has HTML's entities, as after htmlspecialchars.", `&`, `&amp;`, `"`, `&quot;`, `'`, `&#039;`, `<`, `&lt;`, `>`, `&gt;`),
		swapped("What was signed has HTML's entities, single quotes apart.", `&`, `&amp;`, `"`, `&quot;`, `<`, `&lt;`, `>`, `&gt;`),
		swapped("What was signed has HTML's entities, as Python and Go write them.", `&`, `&amp;`, `"`, `&#34;`, `'`, `&#39;`, `<`, `&lt;`, `>`, `&gt;`),
		swapped("What was signed has HTML's entities, as Python's html.escape writes them.", `&`, `&amp;`, `"`, `&quot;`, `'`, `&#x27;`, `<`, `&lt;`, `>`, `&gt;`),
		swapped(`What was signed has <, > and & as escapes, as with PHP's JSON_HEX_TAG and JSON_HEX_AMP.`, `<`, `\u003C`, `>`, `\u003E`, `&`, `\u0026`),
		swapped(`What was signed has < and > as escapes, as with PHP's JSON_HEX_TAG.`, `<`, `\u003C`, `>`, `\u003E`),
		swapped(`What was signed has single quotes as escapes, as with PHP's JSON_HEX_APOS.`, `'`, `\u0027`),
		swapped(`What was signed has <, > and & as escapes, in small letters.`, `<`, `\u003c`, `>`, `\u003e`, `&`, `\u0026`),
		mapped(`What was signed has the digits of its \u escapes in capitals.`, func(t string) (string, bool) { return hexCase(t, strings.ToUpper) }),
		mapped(`What was signed has the digits of its \u escapes in small letters.`, func(t string) (string, bool) { return hexCase(t, strings.ToLower) }),
		mapped(`What was signed has letters where \u escapes were sent.`, unescapeUnicode),
		mapped(`What was signed has \u escapes where letters were sent.`, escapeUnicode),
		mapped(`What was signed has \u escapes, their digits in capitals, where letters were sent.`, func(t string) (string, bool) {
			escaped, ok := escapeUnicode(t)
			if !ok {
				return "", false
			}
			return hexCase(escaped, strings.ToUpper)
		}),
		swapped("What was signed has <, >, &, single and double quotes as escapes, as with PHP's JSON_HEX flags.",
			`\\`, `\\`, `\"`, `\u0022`, `<`, `\u003C`, `>`, `\u003E`, `&`, `\u0026`, `'`, `\u0027`),
		swapped(`What was signed has quotes inside values as escapes, as with PHP's JSON_HEX_QUOT.`, `\\`, `\\`, `\"`, `\u0022`),
		mapped("What was signed has no double quotes.", func(t string) (string, bool) {
			return strings.ReplaceAll(t, `"`, ""), strings.HasPrefix(t, "{")
		}),
	},
	undone: []step{
		mapped("What was sent lost its backslashes after signing, as by stripslashes.", func(t string) (string, bool) {
			return lostBackslashes(strings.ReplaceAll(t, "/", `\/`)), !strings.Contains(t, `\`)
		}),
		mapped(`What was sent lost the backslashes of its \u escapes after signing.`, func(t string) (string, bool) {
			return lostBackslashes(t), !strings.Contains(t, `\`)
		}),
		mapped("What was sent has backslashes before its quotes that were not signed.", func(t string) (string, bool) {
			if !strings.HasPrefix(t, `{\"`) && !strings.HasPrefix(t, `[{\"`) {
				return "", false
			}
			return stripSlashes(t)
		}),
		mapped("What was sent has HTML's entities that were not signed.", func(t string) (string, bool) {
			return htmlUnescape(t), !strings.Contains(t, `"`) // else they stand inside values
		}),
	},
	values: func(v value, emit func(variant)) {
		if v.Kind() != body.String || !strings.ContainsAny(v.Text(), `\'"`) {
			return
		}
		t := v.Text()
		if s, ok := stripSlashes(t); ok && utf8.ValidString(s) {
			emit(variant{value: body.NewString(s), what: "Its value was signed without backslashes.", rank: seldom})
		}
		s := slashAdder.Replace(t)
		emit(variant{value: body.NewString(s), what: "Its value was signed with backslashes before quotes.", rank: seldom})
	},
}

// stripSlashes is PHP's stripslashes.
func stripSlashes(text string) (string, bool) {
	if strings.IndexByte(text, '\\') < 0 {
		return "", false
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
			if i == len(text) {
				break
			}
			if text[i] == '0' {
				out = append(out, 0)
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out), true
}

// stripCSlashes is PHP's stripcslashes.
func stripCSlashes(text string) (string, bool) {
	if strings.IndexByte(text, '\\') < 0 {
		return "", false
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out = append(out, text[i])
			continue
		}
		i++
		if at := strings.IndexByte("abtnvfr", text[i]); at >= 0 {
			out = append(out, byte(7+at))
			continue
		}
		digits, base := 0, 8
		from := i
		if text[i] == 'x' {
			from, base = i+1, 16
		}
		for digits < map[int]int{8: 3, 16: 2}[base] && from+digits < len(text) && isDigitOf(text[from+digits], base) {
			digits++
		}
		if digits == 0 {
			out = append(out, text[i])
			continue
		}
		n, _ := strconv.ParseUint(text[from:from+digits], base, 16)
		out = append(out, byte(n))
		i = from + digits - 1
	}
	return string(out), true
}

// lostBackslashes puts backslashes before what looks like a \u escape without one.
func lostBackslashes(text string) string {
	out := make([]byte, 0, len(text)+32)
	for i := 0; i < len(text); i++ {
		if text[i] == 'u' && i+5 <= len(text) {
			if _, err := strconv.ParseUint(text[i+1:i+5], 16, 16); err == nil && (text[i+1] == '0' || text[i+1] == '2' || text[i+1] == 'd') {
				out = append(out, '\\')
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}

func isDigitOf(c byte, base int) bool {
	_, err := strconv.ParseUint(string([]byte{c}), base, 8)
	return err == nil
}

// eachEscape goes through the \uxxxx of JSON, and lets them be replaced.
func eachEscape(text string, replace func(digits string) (string, bool)) (string, bool) {
	if !strings.Contains(text, `\u`) {
		return "", false
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 == len(text) {
			out = append(out, text[i])
			i++
			continue
		}
		if text[i+1] == 'u' && i+6 <= len(text) {
			if s, ok := replace(text[i+2 : i+6]); ok {
				out = append(out, s...)
				i += 6
				continue
			}
		}
		out = append(out, text[i], text[i+1])
		i += 2
	}
	return string(out), true
}

func hexCase(text string, convert func(string) string) (string, bool) {
	return eachEscape(text, func(digits string) (string, bool) { return `\u` + convert(digits), true })
}

func unescapeUnicode(text string) (string, bool) {
	high := uint64(0)
	return eachEscape(text, func(digits string) (string, bool) {
		n, err := strconv.ParseUint(digits, 16, 16)
		if err != nil || n < 0x80 {
			return "", false
		}
		switch {
		case n>>10 == 0x36:
			high = n
			return "", true
		case n>>10 == 0x37:
			return string(rune((high-0xD800)<<10 + n - 0xDC00 + 0x10000)), true
		}
		return string(rune(n)), true
	})
}

func escapeUnicode(text string) (string, bool) {
	if isASCII(text) || !utf8.ValidString(text) {
		return "", false
	}
	w, err := body.NewWriter("python", body.Layout{})
	if err != nil {
		return "", false
	}
	out := make([]byte, 0, 2*len(text))
	for i, r := range text {
		if r < 0x80 {
			out = append(out, byte(r))
			continue
		}
		quoted := w.AppendString(nil, text[i:i+utf8.RuneLen(r)])
		out = append(out, quoted[1:len(quoted)-1]...)
	}
	return string(out), true
}

var slashAdder = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `'`, `\'`)
