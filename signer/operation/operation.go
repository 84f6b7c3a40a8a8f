// Package operation knows AliKassa's five requests: where each goes, which
// certificate signs it, which fields it has, and what is wrong with a body
// before AliKassa says so.
//
// Start with [Validate], or with [Lookup] and [Operation.Check] where the body
// is parsed already; [All] is the reference of operations and fields.
//
// The tables are drawn from AliKassa's documentation and repeat its words. An
// operation is a file with one table, registered in operations below; a type
// of field is a row in types. An error is what the documentation rules out, or
// what cannot be meant; where it leaves room, as for fields that it does not
// list, there is a warning at most.
package operation

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// Operation is a kind of request: always a POST with a JSON body.
type Operation struct {
	Name        string // stable, in kebab case: "payment-status"
	Title       string
	Path        string // below the API's base URL, without a leading slash
	Certificate string // which certificate signs it: "payments" or "payouts"
	Creates     string // what it makes, which must not be done twice: "payment"; empty: nothing
	AsksFor     string // what it tells the status of: "payment"; empty: nothing

	// Fields is the documentation's table in its order. The members of a
	// nested object follow it under dotted names: extra, extra.card_holder.
	Fields []Field

	// OneOf are groups of fields of which at least one is required.
	OneOf [][]string
}

// Field is a row of an operation's field table.
type Field struct {
	Name       string // dotted where nested
	Type       string // a name of [Types]
	Documented string // the type as the documentation prints it: "string (128)"
	Required   bool

	// MaxLength counts characters (Unicode code points), and digits for an
	// int; Min and Max bound an int's value. Zero: no limit.
	MaxLength int
	Min, Max  int64

	// Digits and Decimals bound a decimal as SQL does: so many digits in all,
	// so many of them after the point. Digits zero: no limit.
	Digits, Decimals int

	Description string // the documentation's words
	Meaning     string // the description within a sentence, where its own words would not read well
	Example     string // one that passes; text, also where the value is a number

	// Samples says what the documented samples send, where they send the field.
	Samples string
}

// The certificates that AliKassa issues for signing.
const (
	payments = "payments"
	payouts  = "payouts"
)

// operations is the list of what the core knows: a new operation is a new file
// with its table, and a line here.
var operations = []*Operation{
	&payment,
	&paymentStatus,
	&payout,
	&payoutStatus,
	&balance,
}

// All returns the operations, the commonest first. The result is the caller's;
// the tables within are shared and must not be changed.
func All() []Operation {
	all := make([]Operation, len(operations))
	for i, o := range operations {
		all[i] = *o
	}
	return all
}

// Lookup returns the operation of that name, or the fault "unknown-operation",
// which names the known ones.
func Lookup(name string) (*Operation, error) {
	names := make([]string, len(operations))
	for i, o := range operations {
		if o.Name == name {
			return o, nil
		}
		names[i] = o.Name
	}
	return nil, fault.New("unknown-operation", "There is no operation "+fault.Quote(name)+".").
		WithHint("Use one of " + strings.Join(names, ", ") + ".")
}

// index returns the place in the table of a member of the body (parent "") or
// of a nested object, -1 where the table does not list it.
func (o *Operation) index(parent, name string) int {
	if strings.IndexByte(name, '.') >= 0 {
		return -1 // a dot in the table means nesting, never a dot in a name
	}
	for i := range o.Fields {
		if p, member := split(o.Fields[i].Name); member == name && p == parent {
			return i
		}
	}
	return -1
}

// split takes a dotted name apart: the object it is nested in, "" for the
// body itself, and its name there.
func split(name string) (parent, member string) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}
