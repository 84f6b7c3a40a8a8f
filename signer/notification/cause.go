package notification

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A variant is the fields as they may have been when they were signed.
type variant struct {
	members  []member
	detail   string
	from, to string
}

// A cause is a mistake by which the fields that arrived are not those that were
// signed. vary returns the fields as they were before it; nothing where they
// show no trace of it.
type cause struct {
	code, title, fix string
	vary             func(members []member) []variant
}

// carried are the mistakes on the way, which may come with another one.
var carried = []cause{
	{"plus-as-space", "A + in a value has become a blank.", "Encode + as %2B when the payload is passed on, or decode only %xx, as rawurldecode does.", plusKept},
	{"decoded-twice", "The payload was decoded before it was read.", "Give the query as it arrived ($_SERVER['QUERY_STRING']), and decode it once.", notDecoded},
	{"double-encoded", "The values are encoded twice.", "Decode once more, or find who encodes what is encoded already, such as a proxy or a redirect that passes the query on.",
		each("It was percent-encoded once more.", func(s string) string { s, _ = unescape(s, true); return s })},
	{"escapes", "The values are escaped for HTML.", "Verify the values as they arrived; escape only what is printed.", each("With & for &amp;, and so on, the values are the signed ones.", htmlEntities.Replace)},
	{"escapes", "Quotes in the values have backslashes.", "Verify before anything like addslashes changes the values; stripslashes undoes it.", each("stripslashes was undone.", withoutSlashes)},
	{"charset", "The values are in windows-1251, and were signed in UTF-8.", "Keep the payload in UTF-8, or convert it before it is verified: mb_convert_encoding($desc, 'UTF-8', 'Windows-1251').", each("Read as windows-1251, the values are the signed ones.", func(s string) string { return toUTF8(s, windows1251) })},
	{"charset", "The values are in windows-1252 (latin-1), and were signed in UTF-8.", "Keep the payload in UTF-8, or convert it before it is verified.", each("Read as windows-1252, the values are the signed ones.", func(s string) string { return toUTF8(s, windows1252) })},
	{"charset", "The values were UTF-8 and have been read as windows-1251.", "Read the payload as UTF-8: a driver, a log or an editor is set to windows-1251.", each("Written back as windows-1251, the bytes are the signed ones.", func(s string) string { return notUTF8(s, windows1251) })},
	{"charset", "The values were UTF-8 and have been read as windows-1252.", "Read the payload as UTF-8: a driver, a log or an editor is set to windows-1252, which MySQL calls latin1.", each("Written back as windows-1252, the bytes are the signed ones.", func(s string) string { return notUTF8(s, windows1252) })},
	{"charset", "The values were UTF-8 and have been read as latin-1.", "Read the payload as UTF-8: a driver, a log or an editor is set to latin-1, or PHP's utf8_encode was called.", each("Written back as latin-1, the bytes are the signed ones.", func(s string) string { return notUTF8(s, latin1) })},
	{"whitespace", "Blanks have been added around values.", "Verify the values as they arrived, before anything lays them out.", each("Without them the values are the signed ones.", strings.TrimSpace)},
	{"whitespace", "The line breaks in the values are others than those signed.", "Verify the values as they arrived: LF and CRLF are different bytes.", each("With LF the values are the signed ones.", func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") })},
	{"whitespace", "The line breaks in the values are others than those signed.", "Verify the values as they arrived: LF and CRLF are different bytes.", each("With CRLF the values are the signed ones.", toCRLF)},
	{"key-order", "The fields were signed in another order.", "Put the fields in that order before you encode them: ksort($fields).", sorted},
	{"key-order", "The fields were signed in another order.", "Put the fields in that order before you encode them: array_reverse($fields).", reversed},
}

// composed are the mistakes in composing the text.
var composed = []cause{
	{"value-types", "Values were signed with other types.", "Give each value the type it was signed with before you encode the fields; a payload's values are strings.", typed},
	{"missing-fields", "A field that was signed did not arrive.", "Pass on every field that came, the empty ones too, and verify before anything drops them.", completed},
	{"null-fields", "A field without a value was signed as null.", "A query cannot carry null: put the field in as null before you encode the fields.", nulled},
	{"added-fields", "A field arrived that was not signed.", "Leave it out of the text that you verify, and do not trust its value: anyone may have added it.", dropped},
	{"number-spelling", "A number was signed in another spelling.", "Verify the values as they arrived, as text: a number type loses trailing zeros.", respelt},
}

// each makes a cause that changes all texts in one way.
func each(detail string, undo func(string) string) func([]member) []variant {
	return func(members []member) []variant {
		changed, v := false, variant{detail: detail, members: make([]member, len(members))}
		for i, m := range members {
			if text := undo(m.text); m.kind == body.String && text != m.text {
				if !changed {
					v.from, v.to = text, m.text
				}
				changed, m.text = true, text
			}
			v.members[i] = m
		}
		if !changed {
			return nil
		}
		return []variant{v}
	}
}

// plusKept reads a query's + as a plus.
func plusKept(members []member) []variant {
	return again(members, "Read with + as a plus, the values are the signed ones.", func(s string) string { s, _ = unescape(s, false); return s })
}

// notDecoded takes a query's values as they stand, and puts a value together
// again that an ampersand of its own has cut.
func notDecoded(members []member) []variant {
	joined := make([]member, 0, len(members))
	for _, m := range members {
		foreign := !has(documentedFields, m.name) && !has(redirectFields, m.name)
		if last := len(joined) - 1; m.raw != "" && last >= 0 && foreign {
			joined[last].raw += "&" + m.raw
			continue
		}
		joined = append(joined, m)
	}
	asIs := func(s string) string { return s }
	all := again(members, "Taken as they stand, without decoding, the values are the signed ones.", asIs)
	if len(joined) < len(members) {
		all = append(all, again(joined, "Taken as they stand, with the ampersands that cut a value, the values are the signed ones.", asIs)...)
	}
	return all
}

// again reads the values of a query in another way.
func again(members []member, detail string, read func(string) string) []variant {
	changed, v := false, variant{detail: detail, members: make([]member, len(members))}
	for i, m := range members {
		if _, value, ok := strings.Cut(m.raw, "="); ok {
			if text := read(value); text != m.text {
				if !changed {
					v.from, v.to = text, m.text
				}
				changed, m.text = true, text
			}
		}
		v.members[i] = m
	}
	if !changed {
		return nil
	}
	return []variant{v}
}

var htmlEntities = strings.NewReplacer("&quot;", `"`, "&#039;", "'", "&#39;", "'", "&apos;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&")

// withoutSlashes is PHP's stripslashes.
func withoutSlashes(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}

func toCRLF(s string) string {
	if strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(s, "\n", "\r\n")
}
