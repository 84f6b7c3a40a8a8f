package gateway

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

// paymentPage needs no script: its buttons are forms. The style is allowed by a
// nonce.
var paymentPage = template.Must(template.New("payment").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sandbox payment</title>
<style nonce="{{.Nonce}}">
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #1d1d1b; background: #fff }
h1 { font-size: 1.5rem }
dt { color: #55554f }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; font-family: ui-monospace, monospace }
form { display: inline }
button { font: inherit; padding: .5rem 1.25rem; margin: 0 .5rem .5rem 0; border: 1px solid currentcolor; border-radius: 4px; background: none; color: inherit; cursor: pointer }
button.main { border-color: #0b5c47; background: #0b5c47; color: #fff }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b } dt { color: #aaa } }
</style>
<main>
<h1>Sandbox payment</h1>
<p>This is a test. No money moves.</p>
<dl>
<dt>Amount</dt><dd>{{.Amount}}</dd>
<dt>Order</dt><dd>{{.OrderID}}</dd>
<dt>Service</dt><dd>{{.Service}}</dd>
{{with .Description}}<dt>Description</dt><dd>{{.}}</dd>{{end}}
<dt>Status</dt><dd id="status">{{.Status}}</dd>
</dl>
{{if .Waiting}}
<form method="post">
<button class="main" name="action" value="pay">Pay</button>
<button name="action" value="fail">Fail</button>
<button name="action" value="cancel">Cancel</button>
</form>
{{else if .Target}}
<form method="post" action="{{.Target}}">
{{range .Fields}}<input type="hidden" name="{{.Name}}" value="{{.Value}}">
{{end}}<button class="main">Back to the shop</button>
</form>
{{else}}
<p>The request named no address to return to: it is <code>{{.TargetField}}</code>. IDs like <code>success_redirect_id</code> stand for addresses that AliKassa alone knows.</p>
{{end}}
</main>
</html>
`))

// loadPayment finds the payment of a page, or answers that there is none.
func (g *Gateway) loadPayment(w http.ResponseWriter, r *http.Request) (payment, bool) {
	p, err := g.store.paymentByUUID(strings.ToLower(r.PathValue("uuid")))
	if err == nil {
		// The payments of an account go when it is swept; until then it counts.
		_, err = g.account(p.Account)
	}
	switch {
	case errors.Is(err, sql.ErrNoRows) || err == nil && p.Kind != "payment":
		decline(w, http.StatusNotFound, "Payment not found", reason{"not-found", "There is no such payment, or its account is gone."})
		return p, false
	case err != nil:
		g.unavailable(w, err)
		return p, false
	}
	return p, true
}

func (g *Gateway) showPaymentPage(w http.ResponseWriter, r *http.Request) {
	p, ok := g.loadPayment(w, r)
	if !ok {
		return
	}
	type hidden struct{ Name, Value string }
	page := struct {
		Nonce, Amount, OrderID, Service, Description, Status, TargetField, Target string
		Waiting                                                                   bool
		Fields                                                                    []hidden
	}{Nonce: rand.Text(), Amount: decimal(p.Amount), OrderID: p.OrderID, Service: p.Service, Description: p.Description,
		Status: p.Status, Waiting: p.Status == waiting, TargetField: "success_redirect_url", Target: p.SuccessURL}
	if p.Status != paid {
		page.Target, page.TargetField = p.FailURL, "fail_redirect_url"
	}
	forms := "'self'"
	if page.Waiting || !isWebAddress(page.Target) {
		page.Target = ""
	}
	if page.Target != "" {
		// Any: a browser holds the shop's own redirects to it as well.
		forms = "http: https:"
		k, err := g.notifications()
		if err != nil {
			g.unavailable(w, err)
			return
		}
		values, names, err := k.signed([]field{{name: "order_id", value: p.OrderID}, {name: "uuid", value: p.UUID}})
		if err != nil {
			g.unavailable(w, err)
			return
		}
		for _, name := range names {
			page.Fields = append(page.Fields, hidden{name, values.Get(name)})
		}
	}
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+page.Nonce+"'; form-action "+forms+"; base-uri 'none'; frame-ancestors 'none'")
	header.Set("Content-Type", "text/html; charset=utf-8")
	if err := paymentPage.Execute(w, page); err != nil {
		g.Log.Printf("gateway: payment page: %v", err)
	}
}

func (g *Gateway) pressOnPaymentPage(w http.ResponseWriter, r *http.Request) {
	// Not by Origin: this page's own form sends none, for want of a referrer.
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		decline(w, http.StatusForbidden, "This is for the payment page itself.", reason{"foreign-origin", "Only the payment page itself may press its buttons, and programs."})
		return
	}
	p, ok := g.loadPayment(w, r)
	if !ok {
		return
	}
	text, ok := readBody(w, r)
	if !ok {
		return
	}
	form, _ := url.ParseQuery(string(text))
	status := map[string]string{"pay": paid, "fail": failed, "cancel": canceled}[form.Get("action")]
	if status == "" {
		const text = "action must be pay, fail or cancel."
		w.Header().Set("Sandbox-Reason", reason{"bad-action", text}.header())
		reply(w, http.StatusBadRequest, problem{invalidData, map[string][]string{"action": {text}}})
		return
	}
	// Who presses on a page that is out of date sees what became of the payment.
	if p.Status == waiting {
		if _, err := g.move(r, p, status); err != nil {
			g.unavailable(w, err)
			return
		}
	}
	http.Redirect(w, r, "/sandbox/pay/"+p.UUID, http.StatusSeeOther)
}
