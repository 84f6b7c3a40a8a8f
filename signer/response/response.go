// Package response tells what an answer of AliKassa's API means for the
// payment: whether it was created, was not, or nobody can say yet, and what to
// do next.
//
// Start with [Explain]. What the documentation says is a row in documented;
// what servers and proxies say of themselves is in transport.
//
// The outcome errs on one side only: where an answer leaves a doubt it is
// [Unknown], since a second payment under another order_id cannot be taken
// back. What the server wrote is data: it is repeated shortened, in quotation
// marks, and never as an instruction.
package response

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// The outcomes. For an operation that only reads (a status, the balance),
// where nothing can be created, [Created] is an answer with what was asked for,
// [NotCreated] a refusal, and [Unknown] no answer; the title says it in its own
// words.
const (
	Created    = "created"     // AliKassa has the payment or payout
	NotCreated = "not-created" // it has not, and a new attempt is safe
	Unknown    = "unknown"     // it may or may not have it
)

// Explanation is what an answer means.
type Explanation struct {
	Outcome string // [Created], [NotCreated] or [Unknown]
	Title   string // one sentence: what happened
	Advice  string // what to do

	// Fields are the problems that the server named, by field: its own words,
	// and what would be right where the operation's table knows the field.
	Fields []operation.Problem
}

// MaxSize is how much of a body is read, in bytes.
const MaxSize = 1 << 20

// Explain explains the answer to a request of an operation, "payment" where it
// is empty. Status 0 is no answer: a timeout or a broken connection. The one
// fault is "unknown-operation".
func Explain(status int, text, name string) (*Explanation, error) {
	if name == "" {
		name = "payment"
	}
	o, err := operation.Lookup(name)
	if err != nil {
		return nil, err
	}
	a := &answer{status: status, operation: o, kind: kindOf(o)}
	if len(text) > MaxSize {
		text, a.cut = text[:MaxSize], true
	}
	a.read(text)
	return a.explain(), nil
}

// A kind is what an operation does.
type kind struct {
	noun  string // "payment"
	reads bool   // it creates nothing
}

func kindOf(o *operation.Operation) kind {
	return kind{noun: cmp.Or(o.Creates, o.AsksFor, o.Name), reads: o.Creates == ""}
}

// An answer is what came back, read.
type answer struct {
	status    int
	operation *operation.Operation
	kind      kind

	text    string // without blanks around it
	cut     bool   // it was longer than is read
	value   *body.Value
	message string // the server's, where it is JSON with one
}

func (a *answer) read(text string) {
	a.text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	if a.cut || a.text == "" {
		return
	}
	v, err := body.Parse([]byte(a.text))
	if err != nil {
		return
	}
	if v.Kind() == body.String { // JSON inside a JSON string, as some logs have it
		if inner, err := body.Parse([]byte(v.Text())); err == nil {
			v = inner
		}
	}
	a.value = v
	for _, name := range []string{"message", "error", "error_description", "detail"} {
		if m := a.member(name); m != nil && m.Kind() == body.String && strings.TrimSpace(m.Text()) != "" {
			a.message = strings.TrimSpace(m.Text())
			return
		}
	}
}

// member returns a member of the answer, nil where there is none.
func (a *answer) member(name string) *body.Value {
	if a.value == nil {
		return nil
	}
	return a.value.Get(name)
}

// explain goes from what is known for certain to what is only likely.
func (a *answer) explain() *Explanation {
	if a.status == 200 || a.status == 201 {
		if e := a.success(); e != nil {
			return e
		}
	}
	e := a.refusal()
	if e == nil {
		e = a.transport()
	}
	e.Fields = a.fields()
	if a.kind.reads {
		a.reword(e)
	}
	return e
}

// refusal is a message that the documentation knows, with a status under which
// it counts, or one that leaves open what a refusal would settle.
func (a *answer) refusal() *Explanation {
	if a.status < 400 || a.status >= 500 {
		return nil
	}
	if r := a.doubt(); r != nil {
		e := a.explained(r)
		if what := a.what(); what != "" && r.outcome == Unknown {
			e.Advice = what + " " + e.Advice
		}
		return e
	}
	if a.message == "" {
		return nil
	}
	message := strings.ToLower(a.message)
	for i := range documented {
		if d := &documented[i]; d.matches(message) && (d.when == nil || d.when(a)) {
			return a.explained(d)
		}
	}
	return nil
}

func (a *answer) explained(r *row) *Explanation {
	return &Explanation{Outcome: r.outcome, Title: a.fill(r.title), Advice: a.fill(r.advice)}
}

// fill puts the answer's own words in: %noun, %message and %amount.
func (a *answer) fill(text string) string {
	return strings.NewReplacer("%noun", a.kind.noun, "%message", quote(a.message), "%amount", amount(a.message), "%status", strconv.Itoa(a.status)).Replace(text)
}

// amount returns the number at the end of a message, in quotation marks where it
// is no plain one.
func amount(message string) string {
	i := strings.LastIndexAny(message, " :")
	number := message[i+1:]
	if number == "" || strings.Trim(number, "0123456789.,") != "" || len(number) > 20 {
		return "that of the message, " + quote(message)
	}
	return number
}
