// Package notification tells whether AliKassa sent a notification, or a
// payer's return to the shop, and where its signature does not hold, why.
//
// Start with [Check]. It takes what arrived as it was logged, the address, the
// form or the JSON, and the public key of the certificate for notifications:
// AliKassa signs these with its own key, not with the merchant's.
//
// What is signed is a text that the receiver composes again from the fields,
// so that there are several ways to compose it: [Forms] lists them, the
// documented one first. A payload is valid only where the signature is the
// key's, to the byte, over one of those texts of the fields exactly as they
// were received. Whatever has to be mended first, in the sign or in a field,
// is a finding, and the payload is not valid.
//
// A valid signature says who wrote the fields, and nothing more. Before goods
// are handed out, compare account with your own account, order_id and amount
// with the order as you stored it, and payment_status with "paid"; and since
// the same notification may come again, hand them out once.
package notification

import (
	"crypto/rsa"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// MaxSize is the longest payload that is read, in bytes.
const MaxSize = 64 << 10

// A Field is a name and its value, each decoded once.
type Field struct{ Name, Value string }

// The kinds of payload. A payload of neither kind has none.
const (
	Notification = "notification" // the change of a payment's status
	Redirect     = "redirect"     // the payer's return to the shop
)

// Result is what [Check] found.
type Result struct {
	Valid bool   // the signature proves the fields, as received, in the form
	Form  string // the name of the form, one of [Forms]; "" where it is not valid
	Kind  string // [Notification], [Redirect] or ""

	// Fields are the fields in the order received, sign among them. One that
	// came twice has its last value at its first place, as PHP has it. A JSON
	// value that is no string is its JSON text, null an empty one. A value
	// may hold bytes that are not UTF-8.
	Fields []Field

	// Findings are the causes where it is not valid, the most telling first,
	// and what is worth knowing where it is. Only those of the documented
	// form, with nothing beside it, are empty.
	Findings []finding.Finding
}

// Check verifies a payload: a query string, an address, a form's body, a JSON
// body, an HTTP request or its line in an access log, or PHP's print of the
// fields. Faults: "payload-empty", "payload-too-large", "payload-unreadable",
// those of [body.Parse] for JSON, and "weak-key".
//
// [body.Parse]: https://pkg.go.dev/github.com/alikassa-sign/alikassa-sign/signer/body#Parse
func Check(payload string, public *rsa.PublicKey) (*Result, error) {
	if len(payload) > MaxSize {
		return nil, fault.New("payload-too-large", "The payload is longer than 64 KiB.").
			WithHint("A notification is about a thousand bytes: give one alone, not a whole log.")
	}
	if err := signature.CheckBytes(public, nil, nil); isWeak(err) {
		return nil, err
	}
	p, err := read(payload, 0)
	if err != nil {
		return nil, err
	}
	c := &checker{payload: p, public: public, result: Result{Kind: kindOf(p.members), Fields: p.fields}}
	c.check()
	return &c.result, nil
}

func isWeak(err error) bool {
	f, ok := err.(*fault.Error)
	return ok && f.Code == "weak-key"
}
