package gateway

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// The relay's limits.
const (
	relayTime   = 30 * time.Second
	relayAnswer = 1 << 20
)

// notCreated is the outcome where nothing was sent.
const notCreated = "not-created"

// A relayProblem is what the relay answers where upstream's answer is not.
type relayProblem struct {
	Message string `json:"message"`
	Outcome string `json:"outcome"` // as the library's explain has it
	Reason  string `json:"reason"`
	Advice  string `json:"advice"`
}

// relay passes one signed request on, unchanged, and its answer back. It sends
// it once: what was sent twice might be paid twice.
func (g *Gateway) relay(w http.ResponseWriter, r *http.Request, o *operation.Operation) {
	refuse := func(status int, why reason, advice string) {
		w.Header().Set("Relay-Reason", why.header())
		reply(w, status, relayProblem{why.sentence, notCreated, why.code, advice})
	}
	decline := func(no *refusal, advice string) {
		refuse(no.status, reason{no.why.code, no.why.sentence + " Nothing was sent."}, advice)
	}
	if g.Relay == "" {
		refuse(http.StatusNotFound, reason{"relay-off", "The relay is off; nothing was sent."}, "Start the server with RELAY=on; on Cloudflare, set the variable RELAY in wrangler.jsonc.")
		return
	}
	if isForeign(r) {
		refuse(http.StatusForbidden, reason{"foreign-origin", "The relay serves this server's own page only; nothing was sent."}, "Open the page at this server's address.")
		return
	}
	if no := g.count(w, r, g.requests(g.caller(r))); no != nil {
		decline(no, "Wait for as many seconds as Retry-After says, and send the same request again.")
		return
	}
	text, no := takeBody(w, r)
	if no != nil {
		decline(no, "Send the request whole, and with fewer data: a payment's fields take a few kilobytes.")
		return
	}
	sign := r.Header.Get("Sign")
	if !isPrintable(r.Header.Get("Account")) || !isPrintable(sign) {
		refuse(http.StatusUnprocessableEntity, reason{"bad-header", "Account or Sign has characters that a header cannot carry everywhere; nothing was sent."}, "Send the account's UUID, and Sign in base64.")
		return
	}
	if why := checkBefore(r, text, sign); why.code != "" {
		refuse(http.StatusUnprocessableEntity, why, "Sign these very bytes with this certificate, or ask the Debug view what is wrong with the signature. Nothing was sent.")
		return
	}
	if g.ending.Err() != nil {
		w.Header().Set("Retry-After", "5")
		refuse(http.StatusServiceUnavailable, reason{"stopping", "This server is being stopped; nothing was sent."}, "Send the same request again when the server is back.")
		return
	}
	// Who leaves the page does not cut a payment in two.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), g.RelayTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(g.Relay, "/")+"/"+o.Path, bytes.NewReader(text))
	if err != nil {
		refuse(http.StatusBadGateway, reason{"bad-upstream", "The relay's upstream is no address; nothing was sent."}, "Set RELAY to on, or to an address like https://api-merchant.alikassa.io/.")
		return
	}
	once := ""
	if name := r.Header.Get("Relay-Once"); name != "" {
		// Of another request the same name is another.
		once = hash(strings.Join([]string{name, r.Header.Get("Account"), o.Path, sign, hash(string(text))}, "\n"))
		first, err := g.store.relayOnce(once, g.Now().UnixMilli())
		if err != nil {
			decline(g.databaseFailed(w, err), "Send the same request again.")
			return
		}
		if !first {
			g.relayFailed(w, o, errSentAlready, true)
			return
		}
	}
	connected := false // before it was, nothing was sent
	request = request.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }}))
	request.GetBody = nil // nothing to send again
	request.Header = http.Header{
		"Account":      {r.Header.Get("Account")},
		"Sign":         {sign},
		"Content-Type": {mediaType(r.Header.Get("Content-Type"), "application/json")},
		"User-Agent":   {"AliKassa2.0 API"},
	}
	answer, err := g.RelayClient.Do(request)
	var given []byte
	if err == nil {
		defer answer.Body.Close()
		given, err = io.ReadAll(io.LimitReader(answer.Body, relayAnswer+1))
	}
	if err == nil && len(given) > relayAnswer {
		err = errTooLong
	}
	if err == nil && (answer.StatusCode < 200 || answer.StatusCode > 599) {
		err = errStrange
	}
	if err != nil {
		if !connected && once != "" {
			if err := g.store.relayedNothing(once); err != nil {
				g.Log.Printf("gateway: relay: %v", err)
			}
		}
		g.relayFailed(w, o, err, connected)
		return
	}
	// No type comes along that a browser would run, and of the other headers what
	// helps to find the request at AliKassa.
	header := w.Header()
	header.Set("Content-Type", mediaType(answer.Header.Get("Content-Type"), "text/plain; charset=utf-8"))
	for theirs, ours := range passedOn {
		if value := answer.Header.Get(theirs); value != "" && len(value) < 200 && isPrintable(value) {
			header.Set(ours, value)
		}
	}
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(given)
}

// passedOn are the headers of upstream's answer that its reader gets, and what
// they are called here.
var passedOn = map[string]string{
	"Content-Type": "Relay-Content-Type", "Date": "Relay-Date",
	"Retry-After": "Retry-After", "Cf-Ray": "Cf-Ray", "X-Request-Id": "X-Request-Id",
}

var (
	errTooLong = errors.New("the answer is longer than 1 MiB")
	errStrange = errors.New("the answer's status is none")
	// A browser sends what it had sent once more, when a connection that it used
	// before breaks: with the same name for the press on Send.
	errSentAlready = errors.New("it was sent already")
)

// checkBefore verifies what is to be sent, where the public key came along.
func checkBefore(r *http.Request, text []byte, sign string) reason {
	given := r.Header.Get("Relay-Public-Key")
	if given == "" || strings.EqualFold(r.Header.Get("Relay-Verify"), "off") {
		return reason{}
	}
	pem, err := base64.StdEncoding.DecodeString(strings.TrimSpace(given))
	if err != nil {
		return reason{"bad-public-key", "Relay-Public-Key is not the base64 of a PEM; nothing was sent."}
	}
	public, err := key.ParsePublic(pem)
	if err != nil || public.N.BitLen() > maxKeyBits {
		return reason{"bad-public-key", "Relay-Public-Key holds no public key that could be used; nothing was sent."}
	}
	if err := signature.Check(public, text, sign); err != nil {
		return reason{"wrong-sign", "Sign does not verify, so nothing was sent: " + err.Error()}
	}
	return reason{}
}

// relayFailed tells that no whole answer came, and what that means.
func (g *Gateway) relayFailed(w http.ResponseWriter, o *operation.Operation, err error, connected bool) {
	status, why := http.StatusBadGateway, reason{"connection-cut", "The connection to AliKassa broke off before its answer was complete."}
	var timeout net.Error
	outcome := "unknown"
	switch {
	case errors.Is(err, errTooLong):
		why = reason{"answer-too-long", "AliKassa's answer is longer than 1 MiB and was not read."}
	case errors.Is(err, errSentAlready):
		why = reason{"sent-already", "This very request was sent already, and the connection broke before its answer was told."}
	case errors.Is(err, errStrange):
		why = reason{"strange-answer", "What answered has a status that is none of HTTP's."}
	case !connected:
		outcome, why = notCreated, reason{"no-connection", "AliKassa could not be reached; nothing was sent."}
		var untrusted *tls.CertificateVerificationError
		var plain tls.RecordHeaderError
		switch {
		case errors.As(err, &untrusted):
			why = reason{"untrusted-certificate", "What answers at AliKassa's address has no certificate that this server trusts; nothing was sent."}
		case errors.Is(err, http.ErrSchemeMismatch) || errors.As(err, &plain):
			why = reason{"no-tls", "What answers at the upstream's address does not speak TLS; nothing was sent."}
		}
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout():
		status, why = http.StatusGatewayTimeout, reason{"timeout", "AliKassa did not answer within " + strconv.Itoa(int(g.RelayTime.Seconds())) + " seconds."}
	}
	p := relayProblem{Message: why.sentence, Outcome: outcome, Reason: why.code}
	switch {
	case outcome == notCreated:
		p.Advice = "Check the connection of this server, its proxy and the setting RELAY, and send the same request again."
	case o.Creates != "":
		p.Message += " It is unknown whether the " + o.Creates + " was created."
		p.Advice = "Do not send it again under another order_id. Ask for the status by this order_id; if it is not found, contact AliKassa's support with the request and this answer before you send anything again."
	default:
		p.Message += " It is unknown what it would have said."
		p.Advice = "This request changes nothing: it may be sent again."
	}
	w.Header().Set("Relay-Reason", why.header())
	reply(w, status, p)
}

// mediaType passes on a type that is text or JSON, and replaces any other.
func mediaType(given, otherwise string) string {
	name, parameters, err := mime.ParseMediaType(given)
	if err != nil || name != "application/json" && name != "text/plain" && name != "application/problem+json" {
		return otherwise
	}
	if written := mime.FormatMediaType(name, parameters); written != "" && len(given) < 200 {
		return given
	}
	return otherwise
}

// alikassa is where its API answers.
const alikassa = "https://api-merchant.alikassa.io/"

// Upstream reads the setting RELAY: off, on, or an upstream's address.
func Upstream(setting string) (string, error) {
	switch lower := strings.ToLower(setting); {
	case lower == "" || lower == "off":
		return "", nil
	case lower == "on":
		return alikassa, nil
	}
	u, err := url.Parse(setting)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil && u.RawQuery == "" && !u.ForceQuery && u.Fragment == "" {
		return setting, nil
	}
	return "", errors.New("RELAY is off, on, or the upstream's address, like " + alikassa)
}
