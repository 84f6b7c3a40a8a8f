package gateway

import (
	"database/sql"
	"encoding/base64"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// firstID is added to a payment's number: AliKassa's IDs look like it.
const firstID = 100_000_000

// The states of a payment. All but the first are final.
const (
	waiting  = "wait"
	paid     = "paid"
	canceled = "cancel"
	failed   = "fail"
)

// An answer is what an operation's request comes to.
type answer struct {
	status   int
	text     []byte
	reason   reason // of a refusal
	verdict  string
	findings []finding.Finding
}

func refuse(message string, why reason) answer {
	return answer{status: http.StatusBadRequest, text: encode(problem{Message: message}), reason: why, verdict: diagnosis.Valid}
}

// invalid refuses data, with what is wrong with each field.
func invalid(why reason, errs map[string][]string) answer {
	return answer{status: http.StatusBadRequest, text: encode(problem{invalidData, errs}), reason: why, verdict: diagnosis.Valid}
}

func succeed(value any) answer {
	return answer{status: http.StatusOK, text: encode(value), verdict: diagnosis.Valid}
}

// privateKeySent is the answer to who sent the key itself: nothing is done with
// such a request.
var privateKeySent = func() answer {
	why := reason{"private-key", "A private key came along with the request; it was not kept. Whoever was on the way has seen it: have AliKassa issue a new certificate and sign with that."}
	return answer{http.StatusBadRequest, encode(problem{Message: "Invalid sign"}), why, diagnosis.Unreadable, nil}
}()

// operate answers a request to AliKassa's API.
func (g *Gateway) operate(w http.ResponseWriter, r *http.Request, o *operation.Operation) {
	if !g.within(w, r, g.requests(g.caller(r))) {
		return
	}
	text, ok := readBody(w, r)
	if !ok {
		return
	}
	given := strings.ToLower(r.Header.Get("Account"))
	a, err := g.account(given)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		why := reason{"unknown-account", "The sandbox has no account " + shortened(given) + ". Create one with POST /sandbox/accounts; it lasts " + strconv.Itoa(accountDays) + " days."}
		if given == "" {
			why = reason{"missing-account", "The header Account is missing or empty."}
		}
		decline(w, http.StatusBadRequest, "Account not found", why)
		return
	case err != nil:
		g.unavailable(w, err)
		return
	}
	row := requestRow{Account: a.Account, At: g.Now().UnixMilli(), Path: "/" + o.Path}
	var result answer
	if carriesPrivateKey(r, text) {
		result = privateKeySent
		row.Headers, row.Body = "{}", base64.StdEncoding.EncodeToString([]byte("[a private key was sent: nothing of the request is kept]"))
	} else {
		row.Headers, row.Body, row.Sign = headersOf(r), base64.StdEncoding.EncodeToString(text), r.Header.Get("Sign")
		if result, err = g.decide(w, r, o, a, text, row.Sign); err != nil {
			g.unavailable(w, err)
			return
		}
	}
	row.Status, row.Answer, row.Verdict, row.Findings = result.status, string(result.text), result.verdict, findingsText(result.findings)
	if result.reason.code != "" {
		row.Reason = result.reason.header()
		w.Header().Set("Sandbox-Reason", row.Reason)
	}
	// The inspector is no part of the answer: what became of the payment is.
	if err := g.store.insertRequest(&row); err != nil {
		g.Log.Printf("gateway: inspector: %v", err)
	}
	g.events.tell(a.Account, "request", func() any { return shownRequest(row) })
	send(w, result.status, result.text)
}

func shortened(text string) string {
	if len(text) > 40 {
		return text[:40] + "..."
	}
	return text
}

// decide verifies, validates, and does what was asked. An error is the
// database's.
func (g *Gateway) decide(w http.ResponseWriter, r *http.Request, o *operation.Operation, a *account, text []byte, sign string) (answer, error) {
	wanted, _ := a.keyFor(o)
	if wanted == nil || signature.Check(wanted.key, text, sign) != nil {
		why := g.explain(r, o, a, text, sign)
		return answer{http.StatusBadRequest, encode(problem{Message: "Invalid sign"}), why.reason, why.verdict, why.findings}, nil
	}
	// Whoever knows an account's name can send without a right Sign: that takes
	// nothing from the account.
	if no := g.count(w, r, g.requests("account "+a.Account)); no != nil {
		return answer{status: no.status, text: encode(problem{Message: no.message}), reason: no.why, verdict: diagnosis.Valid}, nil
	}
	data, err := body.Parse(text)
	if err != nil {
		return invalid(reason{"not-json", err.Error()}, map[string][]string{"body": {err.Error()}}), nil
	}
	errs := map[string][]string{}
	var first reason
	for _, p := range o.Check(data) {
		if p.Severity != operation.Error {
			continue
		}
		name := p.Field
		if name == "" {
			name = "body"
		}
		errs[name] = append(errs[name], p.Message)
		if first.code == "" {
			first = reason{p.Code, p.Message}
		}
	}
	if len(errs) > 0 {
		return invalid(first, errs), nil
	}
	switch {
	case o.Creates != "":
		return g.create(r, o.Creates, a, data)
	case o.AsksFor != "":
		return g.status(o.AsksFor, a, data)
	case o.Name == "balance":
		return g.balance(a)
	default:
		return refuse("Not supported", reason{"not-supported", "The sandbox does not know what " + o.Path + " does."}), nil
	}
}

// create makes a payment or a payout, or says why not.
func (g *Gateway) create(r *http.Request, kind string, a *account, data *body.Value) (answer, error) {
	p := payment{
		UUID: newUUID(), Account: a.Account, Kind: kind, Status: waiting, CreatedAt: g.Now().UnixMilli(),
		OrderID: textOf(data, "order_id"), Service: textOf(data, "service"), Description: textOf(data, "desc"),
		SuccessURL: textOf(data, "success_redirect_url"), FailURL: textOf(data, "fail_redirect_url"),
		NotifyURL: textOf(data, "notification_endpoint_url"), Local: a.Local && isLocal(r),
	}
	if p.NotifyURL == "" {
		p.NotifyURL = a.NotificationURL
	}
	amount, ok := toMinor(textOf(data, "amount"))
	if !ok {
		const text = "amount is no decimal number."
		return invalid(reason{"bad-decimal", text}, map[string][]string{"amount": {text}}), nil
	}
	p.Amount = amount
	provoked := provoke(p.Service)
	switch {
	case provoked != nil && !provoked.Created:
		result := refuse(provoked.Message, provoked.reason)
		result.status = provoked.Status
		return result, nil
	case provoked == nil && !isService(p.Service, kind):
		return refuse(noService, reason{"unknown-service", "The sandbox has no service " + shortened(p.Service) + " for a " + kind + "; use one like " + serviceNames(kind) + "."}), nil
	case p.Amount < minimum:
		return refuse(minimumAmount+plain(minimum), reason{"minimum-amount", "The amount is below " + plain(minimum) + ", the least that the sandbox takes."}), nil
	case p.Amount > maximum:
		return refuse(maximumAmount+plain(maximum), reason{"maximum-amount", "The amount is above " + plain(maximum) + ", the most that the sandbox takes."}), nil
	}
	inserted, err := g.store.insertPayment(&p)
	if err != nil {
		return answer{}, err
	}
	if !inserted {
		return refuse(orderExists, reason{"order-id-exists", "The account has a " + kind + " with this order_id already."}), nil
	}
	g.events.tell(a.Account, "payment", func() any { return g.shownPayment(r, p, nil) })
	if provoked != nil {
		result := refuse(provoked.Message, provoked.reason)
		result.status = provoked.Status
		return result, nil
	}
	created := struct {
		URL    string `json:"url,omitempty"`
		Status string `json:"payment_status"`
		ID     int64  `json:"id"`
		UUID   string `json:"uuid"`
	}{pageAddress(r, &p), p.Status, p.id(), p.UUID}
	return succeed(created), nil
}

func (p *payment) id() int64 { return firstID + p.Number }

// pageAddress is where a payment is paid; a payout has no such page.
func pageAddress(r *http.Request, p *payment) string {
	if p.Kind != "payment" {
		return ""
	}
	return base(r) + "/sandbox/pay/" + p.UUID
}

// base is this server as its caller sees it.
func base(r *http.Request) string {
	scheme := "http"
	if isSecure(r) {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// isSecure tells whether a request came over TLS, to here or to a proxy.
func isSecure(r *http.Request) bool {
	return r.TLS != nil || r.URL.Scheme == "https" || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

func textOf(data *body.Value, name string) string {
	if v := data.Get(name); v != nil {
		return v.Text()
	}
	return ""
}

// status tells of a payment by the shop's ID or AliKassa's.
func (g *Gateway) status(kind string, a *account, data *body.Value) (answer, error) {
	var p payment
	err := sql.ErrNoRows
	if orderID := textOf(data, "order_id"); orderID != "" {
		p, err = g.store.paymentByOrder(a.Account, kind, orderID)
	} else if id, bad := strconv.ParseInt(strings.TrimSpace(textOf(data, "id")), 10, 64); bad == nil {
		p, err = g.store.paymentByNumber(a.Account, id-firstID)
	}
	title := strings.ToUpper(kind[:1]) + kind[1:]
	switch {
	case errors.Is(err, sql.ErrNoRows) || err == nil && p.Kind != kind:
		return refuse(title+" not found", reason{"not-found", "The account has no such " + kind + "."}), nil
	case err != nil:
		return answer{}, err
	}
	return succeed(struct {
		ID         int64  `json:"id"`
		UUID       string `json:"uuid"`
		OrderID    string `json:"order_id"`
		Status     string `json:"payment_status"`
		Amount     string `json:"amount"`
		Payment    string `json:"payment_amount"`
		Commission string `json:"commission_amount"`
		Partial    int    `json:"is_partial_payment"`
		Service    string `json:"service_code"`
		Desc       string `json:"desc"`
	}{p.id(), p.UUID, p.OrderID, p.Status, decimal(p.Amount), decimal(p.Amount), decimal(0), 0, p.Service, p.Description}), nil
}

// opening is what every account has to pay out from.
const opening = 1_000_000_00

func (g *Gateway) balance(a *account) (answer, error) {
	sum, err := g.store.balance(a.Account)
	if err != nil {
		return answer{}, err
	}
	return succeed(struct {
		Balance  string `json:"balance"`
		Currency string `json:"currency"`
	}{decimal(opening + sum), "RUB"}), nil
}

// A shownPayment is a payment as its owner sees it.
type shownPayment struct {
	ID            int64               `json:"id"`
	UUID          string              `json:"uuid"`
	Kind          string              `json:"kind"`
	OrderID       string              `json:"order_id"`
	Amount        string              `json:"amount"`
	Service       string              `json:"service"`
	Desc          string              `json:"desc"`
	Status        string              `json:"payment_status"`
	URL           string              `json:"url,omitempty"`
	CreatedAt     string              `json:"created_at"`
	Notifications []shownNotification `json:"notifications"`
}

func (g *Gateway) shownPayment(r *http.Request, p payment, notifications []shownNotification) shownPayment {
	if notifications == nil {
		notifications = []shownNotification{} // in JSON a list in any case
	}
	return shownPayment{p.id(), p.UUID, p.Kind, p.OrderID, decimal(p.Amount), p.Service, p.Description, p.Status,
		pageAddress(r, &p), timestamp(p.CreatedAt), notifications}
}

func (g *Gateway) listPayments(w http.ResponseWriter, r *http.Request, a *account) {
	g.deliverOnLook(a.Account)
	payments, err := g.store.payments(a.Account, limitOf(r))
	if err != nil {
		g.unavailable(w, err)
		return
	}
	var rows []notificationRow
	if len(payments) > 0 {
		if rows, err = g.store.notifications(a.Account, payments[len(payments)-1].Number, maxNotifications); err != nil {
			g.unavailable(w, err)
			return
		}
	}
	notifications := shownAll(rows)
	shown := make([]shownPayment, len(payments))
	for i, p := range payments {
		shown[i] = g.shownPayment(r, p, notifications[p.Number])
	}
	g.replyList(w, r, map[string]any{"payments": shown})
}

// shownAll takes notifications apart by their payments, the oldest first.
func shownAll(rows []notificationRow) map[int64][]shownNotification {
	all := make(map[int64][]shownNotification)
	for _, n := range slices.Backward(rows) {
		all[n.Payment] = append(all[n.Payment], n.shown())
	}
	return all
}

// movePayment gives a payment the status that its owner wants, and notifies. The
// status that it has already is told once more.
func (g *Gateway) movePayment(w http.ResponseWriter, r *http.Request, a *account) {
	text, ok := readBody(w, r)
	if !ok {
		return
	}
	status := ""
	if data, err := body.Parse(text); err == nil {
		status = textOf(data, "payment_status")
	}
	if status != paid && status != canceled && status != failed {
		w.Header().Set("Sandbox-Reason", reason{"bad-status", "payment_status must be paid, cancel or fail."}.header())
		reply(w, http.StatusBadRequest, problem{invalidData, map[string][]string{"payment_status": {"It must be paid, cancel or fail."}}})
		return
	}
	p, err := g.find(a, r.PathValue("id"))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		decline(w, http.StatusNotFound, "Payment not found", reason{"not-found", "The account has no such payment."})
		return
	case err != nil:
		g.unavailable(w, err)
		return
	}
	p, err = g.move(r, p, status)
	switch {
	case errors.Is(err, errToldEnough):
		text := "The shop was told of this payment " + strconv.Itoa(maxPerPayment) + " times, or of the account's " + strconv.Itoa(maxPerAccount) + " times, which is the most."
		decline(w, http.StatusConflict, text, reason{"told-enough", text})
	case err != nil:
		g.unavailable(w, err)
	case p.Status != status:
		text := "The payment's status is final: " + p.Status + "."
		decline(w, http.StatusConflict, text, reason{"status-final", text})
	default:
		rows, err := g.store.notifications(a.Account, p.Number, 1)
		if err != nil {
			g.unavailable(w, err)
			return
		}
		reply(w, http.StatusOK, g.shownPayment(r, p, shownAll(rows)[p.Number]))
	}
}

// find takes a payment by its ID or its UUID.
func (g *Gateway) find(a *account, name string) (payment, error) {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		return g.store.paymentByNumber(a.Account, id-firstID)
	}
	p, err := g.store.paymentByUUID(strings.ToLower(name))
	if err == nil && p.Account != a.Account {
		return p, sql.ErrNoRows
	}
	return p, err
}

// move gives a payment a final status where it has none, tells the shop, and
// returns the payment as it is now.
func (g *Gateway) move(r *http.Request, p payment, status string) (payment, error) {
	if p.Status == waiting {
		moved, err := g.store.movePayment(p.Number, status)
		if err != nil {
			return p, err
		}
		if !moved {
			return g.store.paymentByNumber(p.Account, p.Number)
		}
		p.Status = status
	}
	if p.Status == status {
		if err := g.notify(r, p); err != nil {
			return p, err
		}
		g.events.tell(p.Account, "payment", func() any { return g.shownPayment(r, p, nil) })
	}
	return p, nil
}
