package diagnosis

import (
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// operations are read often: one copy is enough.
var operations = operation.All()

// A table is what the doctor knows of an operation's fields.
type table struct {
	fields []operation.Field // of the body itself, without those of nested objects
	place  map[string]int
	others []operation.Field // of the commonest operation, where the body is another's
	nested map[string]*table // of the objects among the fields
}

// tableOf returns the table of the operation that a body is nearest to: the one
// that lists most of its members, the commonest of these.
func tableOf(d *data) *table {
	var best *table
	most := -1
	for _, op := range operations {
		t := newTable()
		for _, f := range op.Fields {
			t.add(f)
		}
		n := 0
		for _, m := range d.members {
			if _, listed := t.place[m.name]; listed {
				n++
			}
		}
		if n > most {
			best, most = t, n
		}
	}
	for _, f := range operations[0].Fields {
		if slices.Contains(sampleOrder, f.Name) && best.field(f.Name) == nil {
			best.others = append(best.others, f)
		}
	}
	return best
}

func newTable() *table { return &table{place: map[string]int{}, nested: map[string]*table{}} }

// add adds a row, that of a nested field to the table of its object.
func (t *table) add(f operation.Field) {
	outer, inner, nested := strings.Cut(f.Name, ".")
	if nested {
		if t.nested[outer] == nil {
			t.nested[outer] = newTable()
		}
		f.Name = inner
		t.nested[outer].add(f)
		return
	}
	t.place[f.Name] = len(t.fields)
	t.fields = append(t.fields, f)
}

// inside returns the table of the object in a field; an empty one where the
// documentation has none.
func (t *table) inside(name string) *table {
	if inner := t.nested[name]; inner != nil {
		return inner
	}
	return newTable()
}

// isField tells whether any operation has a field of that name.
func isField(name string) bool {
	return anyField(name, func(*operation.Field) bool { return true })
}

// isNumeric tells whether the documentation has a number in a field of that name.
func isNumeric(name string) bool {
	return anyField(name, func(f *operation.Field) bool { return f.Type == "int" || f.Type == "decimal" })
}

// isMoney tells whether a field of that name is a sum: the documentation has a
// decimal in it, or other gateways have their sums there.
func isMoney(name string) bool {
	return anyField(name, func(f *operation.Field) bool { return f.Type == "decimal" }) || slices.Contains(aliases["amount"], name)
}

func anyField(name string, is func(f *operation.Field) bool) bool {
	for _, op := range operations {
		for i := range op.Fields {
			if op.Fields[i].Name == name && is(&op.Fields[i]) {
				return true
			}
		}
	}
	return false
}

// sampleOrder is the order of the fields in all documented samples but one.
var sampleOrder = []string{"order_id", "amount", "customer_browser_user_agent", "customer_ip",
	"success_redirect_id", "fail_redirect_id", "notification_endpoint_id", "service"}

// field returns the table's row, nil where it has none.
func (t *table) field(name string) *operation.Field {
	if i, ok := t.place[name]; ok {
		return &t.fields[i]
	}
	return nil
}

// examples are values that the documented samples, or the table, have for a field.
func examples(f *operation.Field) []*body.Value {
	var values []*body.Value
	if f.Type == "object" {
		if v, err := body.Parse([]byte(f.Example)); err == nil {
			return append(values, v)
		}
	}
	if f.Example != "" {
		if body.IsNumber(f.Example) {
			values = append(values, body.NewNumber(f.Example))
		}
		values = append(values, body.NewString(f.Example))
	}
	if f.Name == "customer_browser_user_agent" {
		values = append(values, body.NewString("Mozilla/5.0 ..."))
	}
	return values
}
