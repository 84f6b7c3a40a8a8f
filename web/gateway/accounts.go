package gateway

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// An account is one with its keys read.
type account struct {
	accountRow
	payments publicKey
	payouts  *publicKey // nil where it has none
	until    int64      // when the database is asked again
}

// keyFor returns the key that an operation is verified with, nil where the
// account has none, and the other one.
func (a *account) keyFor(o *operation.Operation) (wanted, other *publicKey) {
	if o.Certificate == "payments" {
		return &a.payments, a.payouts
	}
	return a.payouts, &a.payments
}

// An accountCache keeps accounts for a short while, so that their keys need not
// be read for each request. Deleting one elsewhere counts here after cacheLife.
type accountCache struct {
	mu    sync.Mutex
	known map[string]*account
}

// The cache's bounds.
const (
	cacheLife = 5 * time.Second
	cacheSize = 1000
)

func (c *accountCache) get(name string) *account {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known[name]
}

func (c *accountCache) put(name string, a *account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= cacheSize {
		c.known = make(map[string]*account)
	}
	c.known[name] = a
}

func (c *accountCache) drop(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, name)
}

// account returns sql.ErrNoRows where there is none.
func (g *Gateway) account(name string) (*account, error) {
	now := g.Now().UnixMilli()
	if a := g.accounts.get(name); a != nil && now < a.until && now < a.ExpiresAt {
		return a, nil
	}
	row, err := g.store.account(name, now)
	if err != nil {
		return nil, err
	}
	a := &account{accountRow: row, until: now + cacheLife.Milliseconds()}
	payments, err := readPublic(row.PublicKey)
	if err != nil {
		return nil, err
	}
	a.payments = *payments
	if row.PayoutPublicKey != "" {
		if a.payouts, err = readPublic(row.PayoutPublicKey); err != nil {
			return nil, err
		}
	}
	g.accounts.put(name, a)
	return a, nil
}

func readPublic(text string) (*publicKey, error) {
	parsed, err := key.ParsePublic([]byte(text))
	return &publicKey{text, parsed}, err
}

// maxKeyBits bounds what verifying takes: a key is the account's own choice.
const maxKeyBits = 8192

// takePublic reads a key that somebody gave, and writes it anew, so that nothing
// else of what was given is kept.
func takePublic(text string) (string, error) {
	public, err := key.ParsePublic([]byte(text))
	if err != nil {
		return "", err
	}
	if public.N.BitLen() > maxKeyBits {
		return "", fmt.Errorf("the key has more than %d bits", maxKeyBits)
	}
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return "", err
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), nil
}

func (g *Gateway) createAccount(w http.ResponseWriter, r *http.Request) {
	if !g.within(w, r, quota{"accounts by " + g.caller(r), g.accountsPerMinute(), "new accounts"}) {
		return
	}
	text, ok := readBody(w, r)
	if !ok {
		return
	}
	var given struct {
		PublicKey       string `json:"public_key"`
		PayoutPublicKey string `json:"payout_public_key"`
		NotificationURL string `json:"notification_url"`
	}
	errs := map[string][]string{}
	refuse := func(why reason) {
		w.Header().Set("Sandbox-Reason", why.header())
		reply(w, http.StatusBadRequest, problem{Message: invalidData, Errors: errs})
	}
	// The check comes before the JSON's, and looks at all of it, also at names
	// that are not known here.
	if carriesPrivateKey(r, text) {
		errs["public_key"] = []string{"This is a private key. It was not stored; keep it to yourself, and send public.pem."}
		refuse(reason{"private-key", "A private key was sent. It was not stored; send public.pem alone."})
		return
	}
	if err := json.Unmarshal(text, &given); err != nil {
		errs["body"] = []string{`Send a JSON object: {"public_key": "-----BEGIN PUBLIC KEY-----…"}.`}
		refuse(reason{"not-json", "The body is not the JSON object that was expected."})
		return
	}
	a := accountRow{NotificationURL: given.NotificationURL, Local: isLocal(r), Creator: hash(g.caller(r)), ExpiresAt: g.Now().Add(accountLife).UnixMilli()}
	var err error
	if a.PublicKey, err = takePublic(given.PublicKey); err != nil {
		errs["public_key"] = []string{err.Error()}
	}
	if given.PayoutPublicKey != "" {
		if a.PayoutPublicKey, err = takePublic(given.PayoutPublicKey); err != nil {
			errs["payout_public_key"] = []string{err.Error()}
		}
	}
	if given.NotificationURL != "" && !isWebAddress(given.NotificationURL) {
		errs["notification_url"] = []string{"It must be an absolute http or https URL of at most 255 characters."}
	}
	for _, name := range []string{"public_key", "payout_public_key", "notification_url"} {
		if why := errs[name]; why != nil {
			refuse(reason{"invalid-" + strings.ReplaceAll(name, "_", "-"), name + ": " + why[0]})
			return
		}
	}
	notifications, err := g.notifications()
	if err != nil {
		g.unavailable(w, err)
		return
	}
	a.Account = newUUID()
	token := newToken()
	a.TokenHash = hash(token)
	if err := g.store.insertAccount(a); err != nil {
		g.unavailable(w, err)
		return
	}
	g.sweepLater()
	reply(w, http.StatusOK, struct {
		Account   string `json:"account"`
		Public    string `json:"notification_public_key"`
		Token     string `json:"token"`
		ExpiresAt string `json:"expires_at"`
	}{a.Account, notifications.public, token, timestamp(a.ExpiresAt)})
}

// sweepLater sweeps in the background, now and then.
func (g *Gateway) sweepLater() {
	now := g.Now().UnixMilli()
	if last := g.swept.Load(); now-last >= sweepEvery.Milliseconds() && g.swept.CompareAndSwap(last, now) {
		g.Background(g.sweep)
	}
}

const sweepEvery = 10 * time.Second

// sweep deletes what has expired, unless that is being done.
func (g *Gateway) sweep() {
	if !g.sweeping.TryLock() {
		return
	}
	defer g.sweeping.Unlock()
	if err := g.store.sweep(g.Now().UnixMilli()); err != nil {
		g.Log.Printf("gateway: sweep: %v", err)
	}
}

func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && len(text) <= 255
}

// authorised lets in who has the account's token.
func (g *Gateway) authorised(next func(http.ResponseWriter, *http.Request, *account)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		a, err := g.account(strings.ToLower(r.PathValue("account")))
		switch {
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			g.unavailable(w, err)
		case err != nil || !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare([]byte(hash(strings.TrimSpace(token))), []byte(a.TokenHash)) != 1:
			// Who has no token does not learn which accounts there are.
			w.Header().Set("WWW-Authenticate", "Bearer")
			decline(w, http.StatusUnauthorized, "Unauthenticated.", reason{"unauthenticated", "Send the account's token: Authorization: Bearer TOKEN."})
		default:
			next(w, r, a)
		}
	}
}

// showAccount tells what an account was made of, to who comes back with its token.
func (g *Gateway) showAccount(w http.ResponseWriter, _ *http.Request, a *account) {
	notifications, err := g.notifications()
	if err != nil {
		g.unavailable(w, err)
		return
	}
	reply(w, http.StatusOK, struct {
		Account         string `json:"account"`
		PublicKey       string `json:"public_key"`
		PayoutPublicKey string `json:"payout_public_key"`
		NotificationURL string `json:"notification_url"`
		Notifications   string `json:"notification_public_key"`
		ExpiresAt       string `json:"expires_at"`
	}{a.Account, a.PublicKey, a.PayoutPublicKey, a.NotificationURL, notifications.public, timestamp(a.ExpiresAt)})
}

func (g *Gateway) deleteAccount(w http.ResponseWriter, r *http.Request, a *account) {
	if err := g.store.expire(a.Account); err != nil {
		g.unavailable(w, err)
		return
	}
	g.accounts.drop(a.Account)
	g.sweepLater()
	w.WriteHeader(http.StatusNoContent)
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func newToken() string {
	var b [32]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// newUUID returns a random one (RFC 9562, version 4).
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	var text [36]byte
	hex.Encode(text[:8], b[:4])
	hex.Encode(text[9:13], b[4:6])
	hex.Encode(text[14:18], b[6:8])
	hex.Encode(text[19:23], b[8:10])
	hex.Encode(text[24:], b[10:])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

func timestamp(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z") }
