package response

import (
	"strconv"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// A code is what a status means where the body says no more.
type code struct {
	from, to int // both included
	outcome  string
	title    string
	advice   string
}

// askSupport is the documentation's advice where nobody knows what happened.
const askSupport = "Do not send it again under another order_id before you know: ask for the status by order_id, keep the logs of the request and of the answer, and have support say what happened."

const (
	redirected       = "The answer is a redirect (HTTP %status); the request was not carried out, and no %noun was created."
	redirectedAdvice = "Correct the address: https://api-merchant.alikassa.io/ with the documented path, without www, a doubled or a closing slash. Do not let the client follow the redirect: it would send a GET, or drop Account and Sign."
)

// codes are the statuses of HTTP, the first that fits counts. A refusal is one
// that says by its number that nothing was done with the request; a proxy's
// answer says nothing about what went on behind it, and a number that nobody
// defined says nothing at all.
var codes = []code{
	{0, 0, Unknown, "There is no answer: it is not known whether the %noun was created.", "The request may have arrived, and only the answer been lost. " + askSupport},
	{100, 199, Unknown, "HTTP %status is no final answer: it is not known whether the %noun was created.", askSupport},
	{200, 299, Unknown, "The answer, HTTP %status, is not one that AliKassa documents: it is not known whether the %noun was created.", askSupport},
	{301, 301, NotCreated, redirected, redirectedAdvice},
	{307, 308, NotCreated, redirected, redirectedAdvice},
	{300, 399, Unknown, "The answer is a redirect (HTTP %status), which may come before or after a request is carried out: it is not known whether the %noun was created.", askSupport + " Then correct the address, https://api-merchant.alikassa.io/ with the documented path, and let the client follow no redirect."},
	{400, 400, NotCreated, "AliKassa refused the request (HTTP 400); no %noun was created.", "Read its message."},
	{401, 401, NotCreated, unauthorised, unauthorisedAdvice},
	{403, 403, NotCreated, "The request was forbidden (HTTP 403); no %noun was created.", "Check Account, the Sign (in the Debug view), and whether support has to allow your server's address."},
	{404, 404, NotCreated, "There is nothing at this address (HTTP 404); no %noun was created.", "Check host and path: POST https://api-merchant.alikassa.io/%path."},
	{405, 405, NotCreated, "The method is not allowed (HTTP 405); no %noun was created.", "Send a POST; a redirect from http to https, or to another host, turns it into a GET."},
	{406, 406, NotCreated, "The server has no answer of the kind that was asked for (HTTP 406); no %noun was created.", "Send Accept: application/json, or leave Accept out."},
	{408, 408, Unknown, "The server waited too long for the request (HTTP 408): it is not known whether the %noun was created.", askSupport},
	{409, 409, Unknown, "The server names a conflict (HTTP 409): it is not known which %noun was created.", "Ask for the status by order_id. " + askSupport},
	{411, 411, NotCreated, "The request came without its length (HTTP 411); no %noun was created.", "Send Content-Length, and not in chunks."},
	{413, 413, NotCreated, "The request was too large (HTTP 413); no %noun was created.", "A request is a few hundred bytes: look for what was added to it."},
	{414, 414, NotCreated, "The address was too long (HTTP 414); no %noun was created.", "Send the data as the body of a POST, not in the address."},
	{415, 415, NotCreated, "The kind of content was not accepted (HTTP 415); no %noun was created.", "Send Content-Type: application/json."},
	{419, 419, NotCreated, "The request was taken for a form of a web page (HTTP 419); no %noun was created.", "Check host and path: POST https://api-merchant.alikassa.io/%path, with Content-Type: application/json."},
	{422, 422, NotCreated, "AliKassa refused the data (HTTP 422); no %noun was created.", "Correct the fields that it names and send the request again."},
	{429, 429, NotCreated, "Too many requests (HTTP 429); this one created no %noun.", "Wait a minute, send fewer at once, and send the same request again."},
	{499, 499, Unknown, "The client broke the connection off (HTTP 499): it is not known whether the %noun was created.", "Let the client wait for 30 seconds. " + askSupport},
	{400, 499, Unknown, "HTTP %status does not say what became of the request: it is not known whether the %noun was created.", askSupport},
	{500, 500, Unknown, "An error inside AliKassa (HTTP 500): it is not known whether the %noun was created.", askSupport},
	{502, 502, Unknown, "A proxy got no proper answer from AliKassa (HTTP 502): it is not known whether the %noun was created.", askSupport},
	{503, 503, Unknown, "The service was not available (HTTP 503): it is not known whether the %noun was created.", askSupport},
	{504, 504, Unknown, "A proxy got no answer from AliKassa in time (HTTP 504): it is not known whether the %noun was created.", askSupport},
	{520, 530, Unknown, "Cloudflare got no proper answer from AliKassa (HTTP %status): it is not known whether the %noun was created.", askSupport},
	{500, 599, Unknown, "The server failed (HTTP %status): it is not known whether the %noun was created.", askSupport},
}

// noStatus is for numbers that HTTP does not have.
var noStatus = code{0, 0, Unknown, "%status is no status of HTTP: it is not known whether the %noun was created.", askSupport}

// transport explains an answer by its status, and adds what the body is.
func (a *answer) transport() *Explanation {
	c := &noStatus
	for i := range codes {
		if codes[i].from <= a.status && a.status <= codes[i].to {
			c = &codes[i]
			break
		}
	}
	title := strings.ReplaceAll(a.fill(c.title), "%path", a.operation.Path)
	e := &Explanation{Outcome: c.outcome, Title: title, Advice: strings.ReplaceAll(c.advice, "%path", a.operation.Path)}
	if what := a.what(); what != "" {
		e.Advice = what + " " + e.Advice
	}
	// A firewall's page under 4xx comes from before AliKassa, which saw nothing.
	if page := a.page(); page != nil && page.firewall && a.status >= 400 && c.outcome == NotCreated {
		e.Title = "A firewall (" + page.name + ") stopped the request (HTTP " + strconv.Itoa(a.status) + "); no " + a.kind.noun + " was created."
		e.Advice = "Ask AliKassa's support to let your server's address through, and send the header User-Agent: AliKassa2.0 API, as the documented samples do."
	}
	return e
}

// A page is a web page that is known by its words, in lower case.
type page struct {
	words    string
	name     string
	firewall bool
}

// pages are looked for in this order.
var pages = []page{
	{"cf-error", "Cloudflare", true},
	{"cloudflare", "Cloudflare", true},
	{"ddos-guard", "DDoS-Guard", true},
	{"qrator", "Qrator", true},
	{"<center>nginx", "nginx", false},
	{"openresty", "OpenResty", false},
	{"apache", "Apache", false},
	{"laravel", "Laravel", false},
	{"whoops, looks like something went wrong", "Symfony", false},
}

// page tells whose page the body is; nil where it is none.
func (a *answer) page() *page {
	head := lower(a.text[:min(len(a.text), maxPage)])
	if a.value != nil || !strings.HasPrefix(head, "<") {
		return nil
	}
	for i := range pages {
		if strings.Contains(head, pages[i].words) {
			return &pages[i]
		}
	}
	return &page{name: "unknown"}
}

// maxPage is how much of a page is looked at.
const maxPage = 16 << 10

// what tells what the body is, where that is worth a sentence.
func (a *answer) what() string {
	switch {
	case a.status == 0 && a.text == "":
		return ""
	case a.text == "":
		return "The answer is empty."
	case a.cut:
		return "The answer is longer than 1 MiB, and was not read."
	case a.message != "":
		return "AliKassa's message: " + closed(quote(a.message))
	}
	if p := a.page(); p != nil {
		from := ""
		if p.name != "unknown" {
			from = " of " + p.name
		}
		if title := pageTitle(a.text); title != "" {
			return "The answer is a web page" + from + ", " + quote(title) + ", not JSON."
		}
		return "The answer is a web page" + from + ", not JSON."
	}
	if a.value == nil {
		return "The answer is not JSON: " + closed(quote(a.text))
	}
	if a.value.Kind() != body.Object || a.value.Len() == 0 {
		return "The answer is JSON without anything that is documented: " + closed(quote(a.text))
	}
	return ""
}

// pageTitle returns the title of a web page.
func pageTitle(text string) string {
	head := lower(text[:min(len(text), maxPage)])
	start := strings.Index(head, "<title")
	if start < 0 {
		return ""
	}
	open := strings.IndexByte(head[start:], '>')
	if open < 0 {
		return ""
	}
	start += open + 1
	end := strings.IndexByte(head[start:], '<')
	if end < 0 {
		return ""
	}
	return strings.Join(strings.Fields(text[start:start+end]), " ")
}

// reword says of an operation that only reads what its outcome means there.
func (a *answer) reword(e *Explanation) {
	asked := "status"
	if a.operation.Name == "balance" {
		asked = "balance"
	}
	for _, ending := range []string{
		"it is not known whether the " + a.kind.noun + " was created.",
		"it is not known which " + a.kind.noun + " was created.",
	} {
		if before, found := strings.CutSuffix(e.Title, ending); found {
			e.Title = before + "the " + asked + " is not known."
			e.Advice = strings.ReplaceAll(e.Advice, askSupport, "Asking changes nothing: ask again. Until there is an answer, treat nothing as paid or failed.")
			if asked == "balance" {
				e.Advice = strings.ReplaceAll(e.Advice, " Until there is an answer, treat nothing as paid or failed.", "")
			}
			e.Advice = strings.TrimPrefix(e.Advice, "The request may have arrived, and only the answer been lost. ")
		}
	}
	for _, ending := range []string{
		"; no " + a.kind.noun + " was created.",
		", and no " + a.kind.noun + " was created.",
		"; this one created no " + a.kind.noun + ".",
	} {
		if before, found := strings.CutSuffix(e.Title, ending); found {
			e.Title = before + "; the " + asked + " was not told."
		}
	}
	e.Advice = strings.ReplaceAll(e.Advice, "; the order_id is still free", "")
}
