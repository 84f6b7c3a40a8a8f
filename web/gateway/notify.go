package gateway

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// A notificationKey is what the sandbox signs notifications with, and the PEM of
// its public half.
type notificationKey struct {
	private *rsa.PrivateKey
	public  string
}

// A notifyKey is the gateway's, once it was needed.
type notifyKey struct {
	mu   sync.Mutex
	made *notificationKey
}

// notifications returns the gateway's key. It is made on first use; of several
// gateways on one database the first one's counts.
func (g *Gateway) notifications() (*notificationKey, error) {
	g.key.mu.Lock()
	defer g.key.mu.Unlock()
	if g.key.made != nil {
		return g.key.made, nil
	}
	text, err := g.store.setting("notification-key", func() (string, error) {
		private, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			return "", err
		}
		der, err := x509.MarshalPKCS8PrivateKey(private)
		return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), err
	})
	if err != nil {
		return nil, err
	}
	opened, err := key.Open(key.Source{PrivateKey: []byte(text)})
	if err != nil {
		return nil, err
	}
	private, err := opened.Private()
	if err != nil {
		return nil, err
	}
	g.key.made = &notificationKey{private, opened.Info().PublicKeyPEM}
	return g.key.made, nil
}

// A field is a name and its value, the value as it stands in JSON.
type field struct {
	name, value string
	number      bool
}

// signed returns the fields, and sign, as AliKassa signs them: over PHP's
// json_encode of the fields in their order.
func (k *notificationKey) signed(fields []field) (url.Values, []string, error) {
	text := []byte{'{'}
	values := make(url.Values, len(fields)+1)
	names := make([]string, 0, len(fields)+1)
	for i, f := range fields {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(text, encode(f.name)...), ':')
		if f.number {
			text = append(text, f.value...)
		} else {
			text = append(text, encode(f.value)...)
		}
		values.Set(f.name, f.value)
		names = append(names, f.name)
	}
	written, err := body.Encode(append(text, '}'), "php")
	if err != nil {
		return nil, nil, err
	}
	sign, err := signature.Sign(k.private, written)
	if err != nil {
		return nil, nil, err
	}
	values.Set("sign", base64.StdEncoding.EncodeToString(sign))
	return values, append(names, "sign"), nil
}

// query writes the fields in their order.
func query(values url.Values, names []string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(name) + "=" + url.QueryEscape(values.Get(name)))
	}
	return b.String()
}

// The states of a notification.
const (
	pending     = "pending"
	delivered   = "delivered"
	gaveUp      = "failed"
	unaddressed = "unaddressed" // nobody is to be told: it can only be looked at
)

// retries are the waits before the attempts after the first.
var retries = []time.Duration{15 * time.Second, 2 * time.Minute}

const (
	notifyLimit = 10 * time.Second
	notifyLease = 30 * time.Second
	deliverers  = 64
)

// An attempt is one delivery.
type attempt struct {
	At     string `json:"at"`
	Status int    `json:"status"` // 0 where no answer came
	Error  string `json:"error,omitempty"`
}

// A shownNotification is a notification as the account's owner sees it.
type shownNotification struct {
	ID       int64           `json:"id"`
	URL      string          `json:"url"`
	Payload  string          `json:"payload"`
	Status   string          `json:"payment_status"`
	State    string          `json:"state"`
	DueAt    string          `json:"due_at,omitempty"`
	Attempts json.RawMessage `json:"attempts"`
}

func (n *notificationRow) shown() shownNotification {
	s := shownNotification{ID: n.Number, URL: n.URL, Payload: n.Payload, Status: n.Status, State: n.State, Attempts: json.RawMessage(n.Attempts)}
	if n.State == pending {
		s.DueAt = timestamp(n.DueAt)
	}
	return s
}

// notify signs a notification of the payment's status, and puts it on its way
// where the payment says whereto. It is signed once: each attempt is the same.
func (g *Gateway) notify(r *http.Request, p payment) error {
	now := g.Now().UnixMilli()
	k, err := g.notifications()
	if err != nil {
		return err
	}
	values, names, err := k.signed(p.notification())
	if err != nil {
		return err
	}
	n := notificationRow{Account: p.Account, Payment: p.Number, URL: p.NotifyURL, Payload: query(values, names), Status: p.Status, State: pending, DueAt: now, Attempts: "[]", Local: p.Local && isLocal(r)}
	others, err := g.store.pending(p.Account)
	switch {
	case err != nil:
		return err
	case p.NotifyURL == "":
		n.State = unaddressed
	case others >= maxPending:
		n.State = gaveUp
		n.Attempts = string(encode([]attempt{{At: timestamp(now), Error: "It was not sent: " + strconv.Itoa(maxPending) + " others of the account wait already."}}))
	}
	inserted, err := g.store.insertNotification(&n)
	switch {
	case err != nil:
		return err
	case !inserted:
		return errToldEnough
	}
	g.deliverLater(p.Account)
	return nil
}

var errToldEnough = errors.New("the payment has had its share of notifications")

// deliverLater is deliverDue in the background.
func (g *Gateway) deliverLater(account string) {
	g.Background(func() {
		if err := g.deliverDue(account); err != nil {
			g.Log.Printf("gateway: notifications: %v", err)
		}
	})
}

// deliverOnLook delivers what is due, since somebody looks, but not for each look.
func (g *Gateway) deliverOnLook(account string) {
	now := g.Now().UnixMilli()
	if last := g.looked.Load(); now-last >= time.Second.Milliseconds() && g.looked.CompareAndSwap(last, now) {
		g.deliverLater(account)
	}
}

// Tend does what is due and what nobody's request does: it tries notifications
// again, and deletes what has expired. A server calls it now and then.
func (g *Gateway) Tend() {
	g.deliverLater("")
	g.Background(g.sweep)
}

// deliverDue sends the notifications that are due, an account's first, and
// returns when none is. It is called after each change and each look at an
// account.
func (g *Gateway) deliverDue(account string) error {
	select {
	case g.delivery <- struct{}{}:
		defer func() { <-g.delivery }()
	default:
		return nil // enough are at it, and take the next ones
	}
	for g.ending.Err() == nil {
		n, err := g.store.claimNotification(account, g.Now().UnixMilli(), notifyLease)
		switch {
		case errors.Is(err, sql.ErrNoRows) && account != "":
			account = ""
			continue
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		}
		g.deliverLater("") // the next one does not wait for this one's shop
		if err := g.deliver(n); err != nil {
			return err
		}
	}
	return nil
}

// deliver makes one attempt, and keeps what came of it.
func (g *Gateway) deliver(n notificationRow) error {
	var history []attempt
	if err := json.Unmarshal([]byte(n.Attempts), &history); err != nil {
		return err
	}
	made := attempt{At: timestamp(g.Now().UnixMilli())}
	var err error
	switch made.Status, err = g.call(n); {
	case err != nil:
		made.Error = notifyFault(err)
	case made.Status < 200 || made.Status > 299:
		made.Error = "The shop answered " + strconv.Itoa(made.Status) + "; 200 was expected."
	}
	history = append(history, made)
	var refused refusedAddress
	switch {
	case made.Error == "":
		n.State = delivered
	case errors.As(err, &refused), n.Tried > len(retries): // also those that were cut off and left no word
		n.State = gaveUp
	default:
		n.DueAt = g.Now().Add(retries[n.Tried-1]).UnixMilli()
	}
	n.Attempts = string(encode(history))
	if err := g.store.updateNotification(n); err != nil {
		return err
	}
	g.events.tell(n.Account, "notification", func() any {
		return struct {
			Payment int64 `json:"payment"`
			shownNotification
		}{firstID + n.Payment, n.shown()}
	})
	return nil
}

// call sends the signed fields as the documentation has it: a GET with them as
// parameters.
func (g *Gateway) call(n notificationRow) (int, error) {
	u, err := url.Parse(n.URL)
	if err != nil {
		return 0, err
	}
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += n.Payload
	u.Fragment = ""
	ctx, cancel := context.WithTimeout(g.ending, notifyLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("User-Agent", "AliKassa2.0 API (sandbox)")
	client := g.NotifyClient
	if n.Local && g.LocalNotifyClient != nil {
		client = g.LocalNotifyClient
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	return answer.StatusCode, nil
}

// notification lists the documented fields in the documented order.
func (p *payment) notification() []field {
	return []field{
		{name: "type", value: p.Kind},
		{name: "id", value: strconv.FormatInt(p.id(), 10), number: true},
		{name: "order_id", value: p.OrderID},
		{name: "payment_status", value: p.Status},
		{name: "amount", value: decimal(p.Amount)},
		{name: "payment_amount", value: decimal(p.Amount)},
		{name: "commission_amount", value: decimal(0)},
		{name: "is_partial_payment", value: "0"},
		{name: "account", value: p.Account},
		{name: "service", value: p.Service},
		{name: "desc", value: p.Description},
	}
}

// notifyFault says why no answer came: in words of its own, since what a
// program's errors say of names, addresses and what answered there is nobody's
// who only sends notifications there.
func notifyFault(err error) string {
	var refused refusedAddress
	var unknown *net.DNSError
	var untrusted *tls.CertificateVerificationError
	var dialled *net.OpError
	var timeout net.Error
	switch {
	case errors.As(err, &refused):
		return refused.Error()
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("The shop did not answer within %d seconds.", int(notifyLimit.Seconds()))
	case errors.As(err, &unknown):
		return "The shop's name was not found."
	case errors.As(err, &untrusted):
		return "The shop has no certificate that is trusted for its name."
	case errors.Is(err, http.ErrSchemeMismatch):
		return "The shop answers without TLS: its address begins with http, not https."
	case errors.As(err, &dialled) && dialled.Op == "dial":
		return "The shop could not be reached: nobody listens at its address."
	default:
		return "The shop's answer was none of HTTP's, or the connection broke off."
	}
}
