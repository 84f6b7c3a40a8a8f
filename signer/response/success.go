package response

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A status is a payment's or a payout's.
type status struct {
	name           string
	created, found string // the titles, of a new payment and of one asked for
	advice         string
	payoutAdvice   string // where it is another
}

// statuses are those of the documentation.
var statuses = []status{
	{"wait", "The %noun was created and waits (wait).", "The %noun is in process (wait).",
		"Keep id and uuid, send the payer to url, and wait for a notification or ask for the status: paid, cancel and fail are final, wait is not.",
		"Keep id, and wait for a notification or ask for the status: paid, cancel and fail are final, wait is not."},
	{"paid", "The %noun was created and is paid (paid).", "The %noun is paid (paid); that is final.",
		"Compare amount and order_id with the order as you stored it, and book it once.", ""},
	{"cancel", "The %noun was created and is cancelled (cancel).", "The %noun was cancelled (cancel); that is final.",
		"Nothing was paid. For a new attempt use a new order_id.", ""},
	{"fail", "The %noun was created and has failed (fail).", "The %noun has failed (fail); that is final.",
		"Nothing was paid. For a new attempt use a new order_id; if it fails again, ask support for the reason.", ""},
}

// success explains an answer with 200; nil where it is not one that says what
// became of the request.
func (a *answer) success() *Explanation {
	if a.value == nil || a.value.Kind() != body.Object {
		if a.operation.Name == "balance" && a.value != nil && a.value.Kind() == body.Array {
			return balance()
		}
		return nil
	}
	if a.operation.Name == "balance" {
		if a.complains() || a.value.Len() == 0 {
			return nil
		}
		return balance()
	}
	state, sure := a.state()
	if state != "" && !sure {
		return nil
	}
	for i := range statuses {
		if s := &statuses[i]; s.name == strings.ToLower(state) {
			return a.inState(s)
		}
	}
	switch {
	case a.complains():
		return nil
	case a.kind.reads:
		if state == "" {
			return nil
		}
		return &Explanation{Outcome: Created, Title: "The " + a.kind.noun + " has a status that is not documented, " + quote(state) + ".",
			Advice: "Treat it as not final, ask again later, and ask support what it means."}
	case !a.identified():
		return nil
	}
	e := &Explanation{Outcome: Created, Title: "The " + a.kind.noun + " was created; its status is not one that is documented.",
		Advice: "Keep id and uuid, and ask for the status."}
	if state != "" {
		e.Title = "The " + a.kind.noun + " was created with a status that is not documented, " + quote(state) + "."
	}
	return e
}

// state returns the status that the answer has, and whether it is surely the
// payment's. The documentation's name is payment_status; the status of an
// envelope, {"status":"fail","message":…}, is that of the request.
func (a *answer) state() (state string, sure bool) {
	if m := a.member("payment_status"); m != nil && m.Kind() == body.String {
		return m.Text(), !a.failed() && (a.identified() || !a.complains())
	}
	m := a.member("status")
	if m == nil || m.Kind() != body.String {
		return "", false
	}
	known := a.kind.reads && strings.EqualFold(m.Text(), "paid") // which no envelope says
	return m.Text(), !a.complains() && (known || a.identified())
}

// identified tells whether the answer names a payment by id or uuid.
func (a *answer) identified() bool {
	for _, name := range []string{"id", "uuid"} {
		switch m := a.member(name); {
		case m == nil:
		case m.Kind() == body.Number && strings.Trim(m.Text(), "0123456789") == "" && m.Text() != "0":
			return true
		case m.Kind() == body.String && strings.Trim(m.Text(), " 0") != "":
			return true
		}
	}
	return false
}

// failed tells whether the answer itself says that it is none of success.
func (a *answer) failed() bool {
	for _, name := range []string{"success", "ok"} {
		if m := a.member(name); m != nil && (m.Kind() != body.Bool || !m.Bool()) {
			return true
		}
	}
	return false
}

// complains tells whether the answer has an error or a message, which a
// documented success has not.
func (a *answer) complains() bool {
	if a.message != "" || a.failed() {
		return true
	}
	for _, name := range []string{"error", "errors"} {
		switch m := a.member(name); {
		case m == nil, m.Kind() == body.Null:
		case m.Kind() == body.Object, m.Kind() == body.Array:
			if m.Len() > 0 {
				return true
			}
		case m.Kind() == body.Bool && !m.Bool(), m.Kind() == body.String && strings.TrimSpace(m.Text()) == "", m.Text() == "0":
		default:
			return true
		}
	}
	return false
}

func balance() *Explanation {
	return &Explanation{Outcome: Created, Title: "AliKassa answered with the account's balance.", Advice: "Nothing needs to be done; asking changes nothing."}
}

// inState explains a known status.
func (a *answer) inState(s *status) *Explanation {
	e := &Explanation{Outcome: Created, Title: s.created, Advice: s.advice}
	switch {
	case a.kind.reads:
		e.Title = s.found
		if s.name == "wait" {
			e.Advice = "It is not final: wait for a notification, or ask again later; hand nothing out yet, and create no second one."
		}
	case a.kind.noun == "payout" && s.payoutAdvice != "":
		e.Advice = s.payoutAdvice
	case s.name == "wait" && a.member("url") == nil:
		e.Advice = "Keep id and uuid; the answer has no url to send the payer to: ask support, and wait for a notification or ask for the status."
	}
	e.Title, e.Advice = a.fill(e.Title), a.fill(e.Advice)
	return e
}
