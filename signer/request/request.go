// Package request turns data into a request that AliKassa accepts: the bytes to
// sign, where they go and with which headers.
//
// Most callers start at [Prepare], sign the Body it returns, and hand the
// request on with [Prepared.As]: as a curl command, a raw HTTP message or a
// fetch call that carry these bytes and their signature, or as a whole program
// that builds, signs and sends the same data by itself.
//
// It promises that what a program sends is, byte for byte, what Prepare gave
// for that language's style, and that data stays data in every format: nothing
// in a name or a value can end a string, start a comment or be expanded.
package request

import (
	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// What a request is when its maker leaves these open.
const (
	DefaultOperation = "payment"
	DefaultStyle     = "php"
	DefaultBaseURL   = "https://api-merchant.alikassa.io/"
)

// userAgent is what AliKassa's documented samples send.
const userAgent = "AliKassa2.0 API"

// Request is what is to be sent. Operation, Style and BaseURL have defaults.
type Request struct {
	Operation string // a name of operation.All
	Style     string // a name of body.Styles
	Account   string // the account's UUID
	BaseURL   string // absolute, http or https; a trailing slash makes no difference
	JSON      []byte // the data as JSON text, in the order in which it is to be signed
}

// Header is a header field of the request.
type Header struct{ Name, Value string }

// Prepared is a request that lacks nothing but its signature.
type Prepared struct {
	URL      string
	Headers  []Header // in the order in which the documented samples send them; without Sign
	Body     []byte   // the bytes to sign and to send
	Problems []operation.Problem

	data      *body.Value
	style     string
	operation *operation.Operation
	account   string
}

// Prepare writes the data of r in its style and checks it against its operation.
//
// What AliKassa would refuse is told in Problems and stops nothing. Faults are
// bad-account, bad-url, unknown-operation, unknown-style, and those of
// [body.Parse] and [body.Write].
func Prepare(r Request) (*Prepared, error) {
	op, err := operation.Lookup(or(r.Operation, DefaultOperation))
	if err != nil {
		return nil, err
	}
	if err := checkAccount(r.Account); err != nil {
		return nil, err
	}
	base, err := checkBaseURL(or(r.BaseURL, DefaultBaseURL))
	if err != nil {
		return nil, err
	}
	data, err := body.Parse(r.JSON)
	if err != nil {
		return nil, err
	}
	style := or(r.Style, DefaultStyle)
	text, err := body.Write(data, style)
	if err != nil {
		return nil, err
	}
	return &Prepared{
		URL: base + op.Path,
		Headers: []Header{
			{"Content-Type", "application/json"},
			{"Account", r.Account},
			{"User-Agent", userAgent},
		},
		Body:      text,
		Problems:  op.Check(data),
		data:      data,
		style:     style,
		operation: op,
		account:   r.Account,
	}, nil
}

// headerLines returns the header fields with Sign where the documented samples
// have it, each with its name and value between the given texts.
func (p *Prepared) headerLines(sign, before, between, after string) string {
	var lines []byte
	for _, h := range p.Headers {
		lines = join(lines, before, h.Name, between, h.Value, after)
		if h.Name == "Account" {
			lines = join(lines, before, "Sign", between, sign, after)
		}
	}
	return string(lines)
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
