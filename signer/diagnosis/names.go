package diagnosis

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// spellingsOfNames are how programs spell the names of all fields.
var spellingsOfNames = []struct {
	what  string
	rank  rank
	spell func(name string) string
}{
	{"What was signed has its names in camelCase.", likely, camelCase},
	{"What was signed has its names as the documentation does.", likely, documented},
	{"What was signed has its names in snake_case.", likely, snakeCase},
	{"What was signed has its names in PascalCase.", likely, func(name string) string { return titled(camelCase(name)) }},
	{"What was signed has its names in kebab-case.", seldom, func(name string) string { return strings.ReplaceAll(name, "_", "-") }},
	{"What was signed has its names in capitals.", seldom, strings.ToUpper},
	{"What was signed has its names in small letters.", seldom, strings.ToLower},
	{"What was signed has its names without underscores.", seldom, func(name string) string { return strings.ReplaceAll(name, "_", "") }},
	{"What was signed has its names with a capital first.", seldom, titled},
}

func camelCase(name string) string {
	camel := ""
	for i, part := range strings.Split(name, "_") {
		if i > 0 {
			part = titled(part)
		}
		camel += part
	}
	return camel
}

func snakeCase(name string) string {
	out := make([]rune, 0, len(name)+8)
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			out = append(out, '_')
		}
		out = append(out, unicode.ToLower(r))
	}
	return string(out)
}

// squashed is what all spellings of a name have in common.
func squashed(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}

// squashedNames are the documented names, by what their spellings have in common.
var squashedNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, op := range operations {
		for _, f := range op.Fields {
			name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
			names[squashed(name)] = name
		}
	}
	return names
})

// documented returns the documented name that is spelt so or otherwise; the name
// itself where there is none.
func documented(name string) string {
	if n := squashedNames()[squashed(name)]; n != "" {
		return n
	}
	return name
}

// aliases are names that other gateways have for a field.
var aliases = map[string][]string{
	"order_id":                    {"order", "id", "invoice_id", "transaction_id", "payment_id"},
	"amount":                      {"sum", "price", "value", "total"},
	"service":                     {"method", "payment_method", "payment_system"},
	"desc":                        {"description", "comment"},
	"number":                      {"card", "card_number", "account"},
	"customer_browser_user_agent": {"user_agent"},
	"notification_endpoint_url":   {"notification_url", "callback_url", "webhook_url"},
	"success_redirect_url":        {"success_url", "return_url"},
	"fail_redirect_url":           {"fail_url"},
}

// otherNames returns what else a field may have been called: other spellings,
// its aliases, and for what is no field those that it is near to.
func otherNames(name string) []string {
	var made []string
	for _, s := range spellingsOfNames {
		made = append(made, s.spell(name))
	}
	made = append(made, aliases[name]...)
	for i, parts := 0, strings.Split(name, "_"); i < len(parts); i++ { // customer_ip is ip elsewhere
		made = append(made, strings.Join(slices.Delete(slices.Clone(parts), i, i+1), "_"))
	}
	made = append(made, name+" ", " "+name, strings.TrimSpace(name))
	if !isField(name) {
		for field, others := range aliases {
			if slices.Contains(others, name) {
				made = append(made, field)
			}
		}
		for _, field := range squashedNames() {
			if isTypo(name, field) || strings.HasSuffix(field, "_"+name) {
				made = append(made, field)
			}
		}
		slices.Sort(made) // the maps have no order
	}
	return distinct(slices.DeleteFunc(made, func(n string) bool { return n == "" }), name)
}

// typos returns a name with one letter lost, doubled, or changed with the next.
func typos(name string) []string {
	var made []string
	for i := range len(name) {
		made = append(made, name[:i]+name[i+1:], name[:i]+name[i:i+1]+name[i:])
		if i+1 < len(name) {
			made = append(made, name[:i]+name[i+1:i+2]+name[i:i+1]+name[i+2:])
		}
	}
	return distinct(made, name)
}

// isTypo tells whether a text is a name with one letter lost, added or another,
// or two that changed places.
func isTypo(text, name string) bool {
	i := 0
	for i < len(text) && i < len(name) && text[i] == name[i] {
		i++
	}
	a, b := text[i:], name[i:]
	switch len(a) - len(b) {
	case 1:
		return a[1:] == b
	case -1:
		return a == b[1:]
	case 0:
		return len(a) > 0 && (a[1:] == b[1:] || len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:])
	}
	return false
}

// renamed returns the member under another name, its value written as it was.
func renamed(m *member, name string) *member {
	other := &member{name: name, value: m.value, literal: m.literal}
	if m.raw != "" {
		other.raw = `"` + name + `"` + m.raw[skipString(m.raw, 0):]
	}
	return other
}

// renamedDeeply returns the value with other names in the objects inside it.
func renamedDeeply(v *body.Value, spell func(string) string) *body.Value {
	if v.Len() == 0 {
		return v
	}
	names, values := make([]string, v.Len()), make([]*body.Value, v.Len())
	for i := range values {
		values[i] = renamedDeeply(v.Item(i), spell)
		if v.Kind() == body.Object {
			names[i] = spell(v.Name(i))
		}
	}
	if v.Kind() == body.Array {
		return body.NewArray(values...)
	}
	return body.NewObject(names, values)
}

// respelt returns the edit that spells all names otherwise, those of nested
// objects too.
func respelt(spell func(string) string) func([]*member) []*member {
	made := map[*member]*member{}
	return func(list []*member) []*member {
		edited := slices.Clone(list)
		for i, m := range list {
			other, known := made[m]
			if !known {
				name := spell(m.name)
				if m.value != nil && m.value.Len() > 0 {
					other = &member{name: name, value: renamedDeeply(m.value, spell)}
				} else if name != m.name {
					other = renamed(m, name)
				}
				if len(made) < 4096 {
					made[m] = other
				}
			}
			if other != nil {
				edited[i] = other
			}
		}
		if slices.EqualFunc(edited, list, func(a, b *member) bool { return a.name == b.name }) {
			return nil
		}
		return edited
	}
}
