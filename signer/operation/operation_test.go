package operation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func TestLookup(t *testing.T) {
	for _, o := range All() {
		found, err := Lookup(o.Name)
		require.NoError(t, err)
		assert.Equal(t, o.Path, found.Path)
	}
	_, err := Lookup("no-such\n")
	var f *fault.Error
	require.ErrorAs(t, err, &f)
	assert.Equal(t, "unknown-operation", f.Code)
	assert.Equal(t, `There is no operation "no-such\n".`, f.Message)
	assert.Contains(t, f.Hint, "Use one of payment, payment-status, payout, ")
	for _, o := range All() {
		assert.Contains(t, f.Hint, " "+o.Name)
	}
}

func TestAllIsACopy(t *testing.T) {
	All()[0] = Operation{}
	assert.Equal(t, "payment", All()[0].Name)
}

// TestDocumentedOperations pins where the documentation has its five, which no
// form could tell from a typing error.
func TestDocumentedOperations(t *testing.T) {
	for name, want := range map[string]string{
		"payment":        "payments v1/payment",
		"payment-status": "payments v1/payment/status",
		"payout":         "payouts v1/payout",
		"payout-status":  "payouts v1/payout/status",
		"balance":        "payouts v1/account/balance",
	} {
		o, err := Lookup(name)
		require.NoError(t, err)
		assert.Equal(t, want, o.Certificate+" "+o.Path)
	}
}

// TestTables holds every table to what the checks and the page rely on.
func TestTables(t *testing.T) {
	names := map[string]bool{}
	for _, o := range operations {
		assert.Empty(t, flaws(o))
		assert.False(t, names[o.Name], "%s: twice", o.Name)
		names[o.Name] = true
	}
}

// TestFlaws: a mistake in a table does not go unnoticed.
func TestFlaws(t *testing.T) {
	field := func(f Field) func(*Operation) { return func(o *Operation) { o.Fields = append(o.Fields, f) } }
	whole := Field{Name: "sum", Type: "string", Documented: "string", Description: "Sum", Example: "1"}
	changed := func(change func(*Field)) func(*Operation) { f := whole; change(&f); return field(f) }
	for what, spoil := range map[string]func(*Operation){
		"name":                             func(o *Operation) { o.Name = "Pay back" },
		"title":                            func(o *Operation) { o.Title = "" },
		"path":                             func(o *Operation) { o.Path = "/v1/payment" },
		"certificate":                      func(o *Operation) { o.Certificate = "payout" },
		"one-of: a field of the body":      func(o *Operation) { o.OneOf = [][]string{{"order_id", "nowhere"}} },
		"one-of: two or more":              func(o *Operation) { o.OneOf = [][]string{{"order_id"}} },
		"sum: a type of the list":          changed(func(f *Field) { f.Type = "text" }),
		"order_id: once":                   changed(func(f *Field) { f.Name = "order_id" }),
		"a.b: after its object":            changed(func(f *Field) { f.Name = "a.b" }),
		"sum: a description":               changed(func(f *Field) { f.Description = "" }),
		"sum: a documented type":           changed(func(f *Field) { f.Documented = "" }),
		"sum: an example":                  changed(func(f *Field) { f.Example = "" }),
		"sum: MaxLength as documented":     changed(func(f *Field) { f.MaxLength, f.Documented = 12, "string (128)" }),
		"sum: Digits as documented":        changed(func(f *Field) { f.Type, f.Digits, f.Decimals, f.Documented = "decimal", 11, 3, "decimal (11.2)" }),
		"sum: Min and Max as documented":   changed(func(f *Field) { f.Type, f.Min, f.Max, f.Description = "int", 900, 360, "900–3600" }),
		"sum: Min, Max and Digits by type": changed(func(f *Field) { f.Max = 5; f.Description = "to 5" }),
	} {
		o := paymentStatus
		o.Fields = slices.Clone(o.Fields)
		spoil(&o)
		assert.Equal(t, []string{o.Name + " " + what}, flaws(&o), what)
	}
	nested := payout
	nested.OneOf = [][]string{{"extra.card_holder", "order_id"}}
	assert.Equal(t, []string{"payout one-of: a field of the body"}, flaws(&nested))
}

// TestOneOfNeverPanics: a group that names what is not there, or is nested, is
// a mistake in a table, and no reason to fall over at every validation.
func TestOneOfNeverPanics(t *testing.T) {
	o := Operation{Name: "x", Fields: payout.Fields, OneOf: [][]string{{"extra.card_holder", "nowhere"}, {"nowhere"}}}
	check := func(text string) []string {
		v, err := body.Parse([]byte(text))
		require.NoError(t, err)
		return told(o.Check(v))
	}
	minimal := strings.TrimSuffix(minimal["payout"], "}")
	assert.Equal(t, []string{"extra.card_holder one-of-required"}, check(minimal+`}`))
	assert.Empty(t, check(minimal+`,"extra":{"card_holder":"ANNA"}}`))
}

var (
	kebab     = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	plainPath = regexp.MustCompile(`^[a-z0-9]+([/_-][a-z0-9]+)*$`) // no slash at either end
	length    = regexp.MustCompile(`\((?:max )?(\d+)\)`)
	digits    = regexp.MustCompile(`\((\d+)\.(\d+)\)`)
	spelled   = regexp.MustCompile(`\d+`)
)

// flaws lists what is wrong with a table, each as what should hold.
func flaws(o *Operation) []string {
	var found []string
	hold := func(ok bool, what string) {
		if !ok {
			found = append(found, o.Name+" "+what)
		}
	}
	hold(kebab.MatchString(o.Name), "name")
	hold(o.Title != "", "title")
	hold(plainPath.MatchString(o.Path), "path")
	hold(o.Certificate == payments || o.Certificate == payouts, "certificate")
	seen := map[string]string{"": object}
	for i := range o.Fields {
		f := &o.Fields[i]
		where := f.Name + ": "
		parent, _ := split(f.Name)
		hold(slices.ContainsFunc(types, func(row fieldType) bool { return row.name == f.Type }), where+"a type of the list")
		hold(seen[f.Name] == "", where+"once")
		hold(seen[parent] == object, where+"after its object")
		hold(f.Description != "", where+"a description")
		hold(f.Documented != "", where+"a documented type")
		hold(f.Example != "", where+"an example")
		hold(f.MaxLength == documented(length, 1, f.Documented), where+"MaxLength as documented")
		hold(f.Digits == documented(digits, 1, f.Documented) && f.Decimals == documented(digits, 2, f.Documented), where+"Digits as documented")
		hold(f.boundsDocumented(), where+"Min and Max as documented")
		hold((f.Digits == 0 || strings.HasPrefix(f.Type, "decimal")) && (f.Min == 0 && f.Max == 0 || f.Type == "int"), where+"Min, Max and Digits by type")
		seen[f.Name] = f.Type
	}
	for _, group := range o.OneOf {
		hold(len(group) > 1, "one-of: two or more")
		for _, name := range group {
			hold(seen[name] != "" && !strings.Contains(name, "."), "one-of: a field of the body")
		}
	}
	return found
}

// boundsDocumented tells whether the documentation's words name both bounds. A
// least of 1 goes without saying, for a number that stands for something.
func (f *Field) boundsDocumented() bool {
	named := spelled.FindAllString(f.Documented+" "+f.Description, -1)
	names := func(n int64) bool { return slices.Contains(named, itoa(n)) }
	return (f.Min == 0 || f.Min == 1 || names(f.Min)) && (f.Max == 0 || names(f.Max) && f.Max > f.Min)
}

// documented returns the number in a group of the pattern, 0 where it does not match.
func documented(pattern *regexp.Regexp, group int, text string) int {
	match := pattern.FindStringSubmatch(text)
	if match == nil {
		return 0
	}
	n, _ := strconv.Atoi(match[group])
	return n
}

// TestExamples: what the reference shows as an example passes.
func TestExamples(t *testing.T) {
	for _, o := range All() {
		for _, f := range o.Fields {
			text := with(o.Name, f.Name, f.exampleJSON())
			assert.Empty(t, validate(t, text, o.Name), text)
		}
	}
}
