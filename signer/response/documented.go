package response

import "strings"

// A row is a message of AliKassa.
type row struct {
	// parts are what the message holds, in lower case, in this order. Those of
	// the documentation begin it, so that the first must stand at its beginning.
	parts   []string
	within  bool // the first part may stand anywhere
	outcome string
	title   string
	advice  string
	when    func(*answer) bool // nil: always
}

// documented are the messages of the documentation, and those of Laravel, in
// which the API is written, that a merchant meets. The first that fits counts.
// Under a status of 4xx all say that nothing was created, but for order_id
// exists: there it was, by an earlier request.
var documented = []row{
	{parts: []string{"the given data was invalid"}, outcome: NotCreated, when: func(a *answer) bool { return a.orderErrors() == nil },
		title:  "AliKassa refused the data; no %noun was created.",
		advice: "Correct the fields that it names and send the request again; the order_id is still free."},
	{parts: []string{"the given data was invalid"}, outcome: NotCreated,
		title:  "AliKassa refused the data; no %noun was created.",
		advice: "Correct the fields that it names and send the request again."},
	{parts: []string{"technical works"}, outcome: NotCreated,
		title:  "AliKassa is under maintenance; no %noun was created.",
		advice: "Try later; contact support for how long it takes."},
	orderExists,
	{parts: []string{"not exists service"}, outcome: NotCreated, title: badService, advice: badServiceAdvice},
	{parts: []string{"no found service"}, outcome: NotCreated, title: badService, advice: badServiceAdvice},
	{parts: []string{"not found service"}, outcome: NotCreated, title: badService, advice: badServiceAdvice},
	{parts: []string{"project not allowed to accept payments"}, outcome: NotCreated,
		title:  "This project may not accept payments; no %noun was created.",
		advice: "Check that the header Account is the right project's; if it is, contact support to have it switched on."},
	{parts: []string{"minimum amount"}, outcome: NotCreated,
		title:  "The amount is below the minimum of this service, %amount; no %noun was created.",
		advice: "Send at least that amount, or use another service."},
	{parts: []string{"maximum amount"}, outcome: NotCreated,
		title:  "The amount is above the maximum of this service, %amount; no %noun was created.",
		advice: "Send at most that amount, or use another service."},
	{parts: []string{"sign"}, within: true, outcome: NotCreated, when: saysSign,
		title:  "AliKassa refused the signature: %message; no %noun was created.",
		advice: "Open the Debug view with the body and the Sign that were sent and the certificate's public.pem: it says which bytes were signed, and by which key."},
	{parts: []string{"account"}, within: true, outcome: NotCreated, when: saysRefused,
		title:  "AliKassa did not accept the account: %message; no %noun was created.",
		advice: "Check the header Account: the account's UUID stands in the project's settings, and the certificate must be of the same project."},
	{parts: []string{"certificate"}, within: true, outcome: NotCreated,
		title:  "AliKassa did not accept the certificate: %message; no %noun was created.",
		advice: "Check that the certificate in use is the last one generated, and the one for this kind of request: payments and payouts have one each."},
	{parts: []string{"unauthenticated"}, outcome: NotCreated, title: unauthorised, advice: unauthorisedAdvice},
	{parts: []string{"not found"}, within: true, outcome: NotCreated, when: func(a *answer) bool { return a.kind.reads },
		title:  "AliKassa knows no such %noun: %message.",
		advice: "Check the order_id or id that was asked for, and that Account is the one that it was created with. If the request to create it went out a moment ago, ask again before you conclude that it was not created."},
	{parts: []string{"too many attempts"}, outcome: NotCreated,
		title:  "Too many requests; this one created no %noun.",
		advice: "Wait a minute, send fewer at once, and send the same request again."},
}

// orderExists is also what the same refusal in other words means.
var orderExists = row{parts: []string{"order_id exists"}, outcome: NotCreated, when: func(a *answer) bool { return !a.kind.reads },
	title:  "This request created nothing: a %noun with this order_id exists already.",
	advice: "It may be that of an earlier request that got no answer: ask for its status by this order_id before you do anything else, and do not send the same %noun again under another order_id. For another %noun use an order_id that was never used."}

// What a refusal that is not documented may leave open.
var (
	earlierRequest = row{outcome: Unknown,
		title:  "The answer (HTTP %status) names what exists already or is in process: it is not known which %noun was created.",
		advice: "This order_id may belong to an earlier request: ask for its status before you do anything else. " + askSupport}
	doubtful = row{outcome: Unknown,
		title:  "The answer (HTTP %status) does not say that the request was refused: it is not known whether the %noun was created.",
		advice: askSupport}
)

const (
	badService         = "AliKassa does not know this service; no %noun was created."
	badServiceAdvice   = "Correct the field service: the services that are open to the project are listed in its settings."
	unauthorised       = "AliKassa did not accept the request's headers; no %noun was created."
	unauthorisedAdvice = "Check that Account and Sign arrive (a proxy or a redirect may drop them), that Account is the right project's, and that the certificate is that project's; the Debug view checks the Sign."
)

// matches tells whether a message in lower case is one of the row's.
func (r *row) matches(message string) bool {
	for i, part := range r.parts {
		if i == 0 && !r.within && !strings.HasPrefix(message, part) {
			return false
		}
		_, after, found := strings.Cut(message, part)
		if !found {
			return false
		}
		message = after
	}
	return true
}

// saysSign tells the word sign or signature from assign and design.
func saysSign(a *answer) bool { return says(a.message, signWords) }

// saysRefused tells a refusal of the account from any other word about one.
func saysRefused(a *answer) bool {
	message := strings.ToLower(a.message)
	for _, word := range []string{"not found", "not exist", "no found", "invalid", "wrong", "unknown", "blocked", "disabled"} {
		if strings.Contains(message, word) {
			return true
		}
	}
	return false
}
