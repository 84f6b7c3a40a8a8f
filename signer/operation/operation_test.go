package operation

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func TestLookup(t *testing.T) {
	for _, o := range All() {
		found, err := Lookup(o.Name)
		require.NoError(t, err)
		assert.Equal(t, o.Path, found.Path)
	}
	_, err := Lookup("refund\n")
	var f *fault.Error
	require.ErrorAs(t, err, &f)
	assert.Equal(t, "unknown-operation", f.Code)
	assert.Equal(t, `There is no operation "refund\n".`, f.Message)
	assert.Equal(t, "Use one of payment, payment-status, payout, payout-status, balance.", f.Hint)
}

func TestAllIsACopy(t *testing.T) {
	All()[0] = Operation{}
	assert.Equal(t, "payment", All()[0].Name)
}

func TestCertificatesAndPaths(t *testing.T) {
	got := map[string]string{}
	for _, o := range All() {
		got[o.Name] = o.Certificate + " " + o.Path
	}
	assert.Equal(t, map[string]string{
		"payment":        "payments v1/payment",
		"payment-status": "payments v1/payment/status",
		"payout":         "payouts v1/payout",
		"payout-status":  "payouts v1/payout/status",
		"balance":        "payouts v1/account/balance",
	}, got)
}

// TestTables holds every table to what the checks and the page rely on.
func TestTables(t *testing.T) {
	known := map[string]bool{}
	for _, row := range types {
		known[row.name] = true
	}
	for _, o := range All() {
		seen := map[string]string{"": object}
		for i, f := range o.Fields {
			where := o.Name + " " + f.Name
			parent, member := split(f.Name)
			assert.True(t, known[f.Type], "%s: a type of the list", where)
			assert.NotContains(t, seen, f.Name, "%s: once", where)
			assert.Equal(t, object, seen[parent], "%s: after the object that it is nested in", where)
			assert.Equal(t, i, o.index(parent, member), where)
			assert.NotEmpty(t, f.Description, where)
			assert.NotEmpty(t, f.Documented, where)
			assert.NotEmpty(t, f.Example, where)
			if f.MaxLength > 0 {
				assert.Contains(t, f.Documented, strconv.Itoa(f.MaxLength), where)
			}
			seen[f.Name] = f.Type
		}
		for _, group := range o.OneOf {
			for _, name := range group {
				assert.Contains(t, seen, name, "%s: one-of fields are in the table", o.Name)
			}
		}
	}
}

// TestExamples: what the reference shows as an example passes.
func TestExamples(t *testing.T) {
	for _, o := range All() {
		for _, f := range o.Fields {
			value := f.Example
			if row := typeOf(&f); !row.number && row.name != object {
				value = strconv.Quote(value)
			}
			text := with(o.Name, f.Name, value)
			assert.Empty(t, validate(t, text, o.Name), text)
		}
	}
}
