package notification

import (
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// Form is a way to compose the signed text from the fields.
type Form struct {
	Name  string // stable, in kebab case: "documented-unescaped-slashes"
	Title string // what the text is, as part of a sentence

	pick  pick
	types types
	style string // of package body, or one of the queries
	code  string // of the finding, where the form is none that a receiver should know
}

// Documented is the name of the documented form.
const Documented = "documented"

// A row is a choice of fields and of their types; unfold makes a form of it for
// each way of writing.
type row struct {
	name, title string
	pick        pick
	types       types
}

// writings are PHP's json_encode with the flags that change what it escapes.
var writings = []struct{ suffix, title, style string }{
	{"", "", "php"},
	{"-unescaped-slashes", ", written with JSON_UNESCAPED_SLASHES", "php-unescaped-slashes"},
	{"-unescaped-unicode", ", written with JSON_UNESCAPED_UNICODE", "php-unescaped-unicode"},
	{"-unescaped", ", written with JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE", "php-unescaped"},
}

// forms are all forms, in the order in which they are tried: a new one is a row
// here, and a vector in signer/testdata/notifications.
var forms = unfold([]row{
	{"documented", "the documented fields in the documented order, id a number and the others strings", documented, idNumber},
	{"without-commission-amount", "the documented fields without commission_amount, as an earlier documentation had them, id a number and the others strings", withoutCommission, idNumber},
	{"documented-strings", "the documented fields in the documented order, all of them strings", documented, allStrings},
	{"without-commission-amount-strings", "the documented fields without commission_amount, as an earlier documentation had them, all of them strings", withoutCommission, allStrings},
	{"documented-as-sent", "the documented fields in the documented order, with numbers where the JSON has numbers", documented, asSent},
	{"redirect", "order_id and uuid, both strings", redirect, allStrings},
	{"redirect-number", "order_id, a number, and uuid, a string", redirect, allNumbers},
	{"received", "all fields in the order received, id a number and the others strings", received, idNumber},
	{"received-strings", "all fields in the order received, all of them strings", received, allStrings},
	{"received-as-sent", "all fields in the order received, with numbers where the JSON has numbers", received, asSent},
	{"received-known", "the documented fields in the order received, without the undocumented ones, id a number and the others strings", receivedKnown, idNumber},
	{"received-known-strings", "the documented fields in the order received, without the undocumented ones, all of them strings", receivedKnown, allStrings},
	{"present", "those of the documented fields that came, in the documented order, id a number and the others strings", present, idNumber},
	{"present-strings", "those of the documented fields that came, in the documented order, all of them strings", present, allStrings},
})

func unfold(rows []row) []Form {
	all := make([]Form, 0, len(rows)*len(writings))
	for _, r := range rows {
		for _, w := range writings {
			all = append(all, Form{Name: r.name + w.suffix, Title: r.title + w.title, pick: r.pick, types: r.types, style: w.style})
		}
	}
	return all
}

// Forms returns the forms in the order in which they are tried. The result is
// the caller's.
func Forms() []Form { return append([]Form(nil), forms...) }

// isDocumented tells whether a form is the documentation's, for either kind.
func (f *Form) isDocumented() bool { return f.Name == Documented || f.Name == "redirect" }

// A pick chooses fields and their order.
type pick uint8

const (
	documented pick = iota
	withoutCommission
	received
	receivedKnown
	present
	redirect
	picks
)

// choose returns the fields that a pick has of a payload, false where the
// payload is none for it. A pick never leaves a documented field out that came,
// but for commission_amount, which an earlier documentation did not sign.
func (k pick) choose(members []member) ([]member, bool) {
	switch k {
	case documented:
		return inOrder(members, documentedFields, "", len(documentedFields))
	case withoutCommission:
		return inOrder(members, documentedFields, earlier, len(documentedFields)-1)
	case received:
		return members, len(members) > 0
	case receivedKnown:
		known := make([]member, 0, len(members))
		for _, m := range members {
			if has(documentedFields, m.name) {
				known = append(known, m)
			}
		}
		return known, isEnough(known) && len(known) < len(members)
	case present:
		known, _ := inOrder(members, documentedFields, "", 0)
		return known, isEnough(known) && len(known) < len(documentedFields)
	default:
		if kindOf(members) != Redirect {
			return nil, false
		}
		return inOrder(members, redirectFields, "", len(redirectFields))
	}
}

// isEnough tells whether fields say what became of which payment.
func isEnough(members []member) bool {
	return len(missing(members, []string{"order_id", "payment_status"})) == 0
}

// inOrder returns the members of these names in their order, but one, and
// whether there are so many.
func inOrder(members []member, names []string, but string, all int) ([]member, bool) {
	chosen := make([]member, 0, len(names))
	for _, name := range names {
		if m, ok := find(members, name); ok && name != but {
			chosen = append(chosen, *m)
		}
	}
	return chosen, len(chosen) >= all
}

// types say which values are strings.
type types uint8

const (
	idNumber types = iota
	allStrings
	asSent
	allNumbers
	typings
)

// appendJSON appends the fields as an object, for package body to write again;
// false where these types make no difference or cannot be had.
func (t types) appendJSON(dst []byte, members []member) ([]byte, bool) {
	differs := t == allStrings
	dst = append(dst, '{')
	for i := range members {
		m := &members[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendQuoted(dst, m.name), ':')
		switch {
		case t == idNumber && m.name == "id" || t == allNumbers && isInteger(m.text):
			// A number that PHP would read otherwise proves another value.
			if !isInteger(m.text) {
				return dst, false
			}
			differs = true
			dst = append(dst, m.text...)
		case t == asSent && m.kind != body.String:
			differs = true
			dst = append(dst, m.json...)
		default:
			dst = appendQuoted(dst, m.text)
		}
	}
	return append(dst, '}'), differs
}

// isInteger tells whether a text is just how PHP writes an integer.
func isInteger(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && strconv.FormatInt(n, 10) == s
}

func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < 0x20:
			dst = append(dst, `\u00`...)
			dst = append(dst, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
