// Package gateway is the server behind the page: a sandbox that answers like
// AliKassa's API, and a relay to the real one.
//
// Start with [New]. The same handlers run natively on SQLite and in a Cloudflare
// Worker on D1, so they keep to what both have: single statements instead of
// transactions, times as unix milliseconds, no goroutine that an answer depends
// on. What differs between the two is in [Options].
//
// What it promises: a payment that was acknowledged is in the database; a
// private key is refused and never kept; tokens are kept as hashes; neither a
// token nor a body is ever logged; whatever arrives, the answer is no 500 but
// the documented one, which is provoked on purpose, or where a handler panics.
package gateway

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

// Options are what a gateway needs of its surroundings. Only DB is required.
type Options struct {
	DB *sql.DB

	// Relay is the upstream's address, like "https://api-merchant.alikassa.io/";
	// empty: the relay is off.
	Relay string

	// RelayClient sends to the upstream, NotifyClient to the shops. Nil: those of
	// [NewRelayClient] and [NewNotifyClient](false).
	RelayClient, NotifyClient *http.Client

	// LocalNotifyClient sends the notifications of who works on this very
	// machine, whose shop may be anywhere: it is for a server that listens on
	// loopback alone. Nil: NotifyClient does.
	LocalNotifyClient *http.Client

	// RelayTime is how long the relay waits for an answer. 0: 30 seconds.
	RelayTime time.Duration

	// Background runs what no answer waits for, like notifications. Nil: a
	// goroutine each, which Close waits for.
	Background func(func())

	// ClientAddress tells who asks. Nil: the host of RemoteAddr. See also
	// [ForwardedFor].
	ClientAddress func(*http.Request) string

	// Counter counts requests for the quotas. Nil: in memory.
	Counter Counter

	// PerMinute is how many requests a minute an address and an account may
	// send, each; 0: 6,000.
	PerMinute int

	// Events switches on the stream of what arrives, for which a request must
	// be able to last.
	Events bool

	// Now is the clock. Nil: time.Now.
	Now func() time.Time

	// Log gets what went wrong on this side, never a body or a token. Nil: the
	// standard logger.
	Log *log.Logger
}

// The limits of what is taken in.
const (
	maxBody     = 64 << 10
	accountDays = 30
	accountLife = accountDays * 24 * time.Hour
	perMinute   = 6000
)

// A Gateway is the handler of the paths that [Owns] names.
type Gateway struct {
	Options
	store    store
	handler  http.Handler
	accounts accountCache
	search   chan struct{} // who may look for a signature's mistake
	delivery chan struct{} // who may send notifications
	lists    doorkeeper
	sweeping sync.Mutex
	swept    atomic.Int64 // when a request had it swept
	looked   atomic.Int64 // when somebody looked, and what was due was delivered
	events   broker
	key      notifyKey

	running sync.WaitGroup
	ending  context.Context
	end     context.CancelFunc
}

// New returns the gateway on a database that has the schema.
func New(options Options) *Gateway {
	g := &Gateway{Options: options, store: store{options.DB}, search: make(chan struct{}, 1), delivery: make(chan struct{}, deliverers)}
	g.ending, g.end = context.WithCancel(context.Background())
	if g.RelayClient == nil {
		g.RelayClient = NewRelayClient()
	}
	if g.RelayTime == 0 {
		g.RelayTime = relayTime
	}
	if g.NotifyClient == nil {
		g.NotifyClient = NewNotifyClient(false)
	}
	if g.ClientAddress == nil {
		g.ClientAddress = remoteHost
	}
	if g.Counter == nil {
		g.Counter = new(memoryCounter)
	}
	if g.PerMinute == 0 {
		g.PerMinute = perMinute
	}
	if g.Now == nil {
		g.Now = time.Now
	}
	if g.Log == nil {
		g.Log = log.Default()
	}
	if g.Background == nil {
		g.Background = func(work func()) { g.running.Go(work) }
	}
	g.handler = recovered(g.Log, headers(g.routes()))
	return g
}

// owned are the gateway's paths, and with a slash at the end what lies below. The
// Worker's are in wrangler.jsonc.
var owned = []string{"/sandbox/", "/relay/", "/v1/", "/healthz"}

// Owns tells whether a path is the gateway's, and not the page's.
func Owns(path string) bool {
	return slices.ContainsFunc(owned, func(own string) bool {
		return path == own || strings.HasSuffix(own, "/") && strings.HasPrefix(path, own)
	})
}

// ServeHTTP answers one request.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.handler.ServeHTTP(w, r) }

// Close ends the streams, and waits for what runs in the background.
func (g *Gateway) Close() {
	g.end()
	g.running.Wait()
}

// EndStreams ends the streams of events, which a server that stops would wait
// for.
func (g *Gateway) EndStreams() { g.end() }

func (g *Gateway) routes() http.Handler {
	mux := http.NewServeMux()
	route := func(path string, methods map[string]http.HandlerFunc) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			handle, ok := methods[r.Method]
			if !ok && r.Method == http.MethodHead {
				handle, ok = methods[http.MethodGet]
			}
			if !ok {
				names := make([]string, 0, len(methods))
				for _, name := range []string{"GET", "POST", "DELETE"} {
					if methods[name] != nil {
						names = append(names, name)
					}
				}
				w.Header().Set("Allow", strings.Join(names, ", "))
				text := "Use " + strings.Join(names, " or ") + " here."
				decline(w, http.StatusMethodNotAllowed, text, reason{"wrong-method", text})
				return
			}
			handle(w, r)
		})
	}
	type methods = map[string]http.HandlerFunc
	for _, o := range operation.All() {
		operate := methods{"POST": func(w http.ResponseWriter, r *http.Request) { g.operate(w, r, &o) }}
		route("/sandbox/"+o.Path, operate)
		// For programs that take a host and nothing else, like the documented one
		// for Node.
		route("/"+o.Path, operate)
		route("/relay/"+o.Path, methods{"POST": func(w http.ResponseWriter, r *http.Request) { g.relay(w, r, &o) }})
	}
	guarded := func(handle http.HandlerFunc) http.HandlerFunc { return g.limited(sameOrigin(handle)) }
	route("/sandbox/accounts", methods{"POST": guarded(g.createAccount)})
	route("/sandbox/accounts/{account}", methods{"GET": guarded(g.authorised(g.showAccount)), "DELETE": guarded(g.authorised(g.deleteAccount))})
	route("/sandbox/accounts/{account}/requests", methods{"GET": guarded(g.authorised(g.listRequests))})
	route("/sandbox/accounts/{account}/payments", methods{"GET": guarded(g.authorised(g.listPayments))})
	route("/sandbox/accounts/{account}/payments/{id}", methods{"POST": guarded(g.authorised(g.movePayment))})
	if g.Events {
		route("/sandbox/accounts/{account}/events", methods{"GET": guarded(g.authorised(g.streamEvents))})
	}
	route("/sandbox/pay/{uuid}", methods{"GET": g.limited(g.showPaymentPage), "POST": g.limited(g.pressOnPaymentPage)})
	route("/sandbox/triggers", methods{"GET": g.listTriggers})
	route("/healthz", methods{"GET": g.health})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		const text = "There is nothing at this address."
		decline(w, http.StatusNotFound, text, reason{"wrong-path", text})
	})
	return mux
}

// health tells that the server runs, and what the page may offer.
func (g *Gateway) health(w http.ResponseWriter, r *http.Request) {
	state := struct {
		Status   string `json:"status"`
		Relay    bool   `json:"relay"`
		Upstream string `json:"upstream,omitempty"`
		Events   bool   `json:"events"`
	}{"ok", g.Relay != "", g.Relay, g.Events}
	reply(w, http.StatusOK, state)
}

// A problem is how AliKassa answers a refusal, and so does everything here.
type problem struct {
	Message string              `json:"message"`
	Errors  map[string][]string `json:"errors,omitempty"`
}

// decline answers with a message and its reason.
func decline(w http.ResponseWriter, status int, message string, why reason) {
	w.Header().Set("Sandbox-Reason", why.header())
	reply(w, status, problem{Message: message})
}

// reply answers with JSON.
func reply(w http.ResponseWriter, status int, value any) { send(w, status, encode(value)) }

// encode writes JSON; of what stands in this package all can be written.
func encode(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

func send(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text) // who has left needs no answer
}

// A refusal is the answer to a request that is not looked into.
type refusal struct {
	status  int
	message string
	why     reason
}

// readBody reads a body to the byte, or declines.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	text, no := takeBody(w, r)
	if no != nil {
		decline(w, no.status, no.message, no.why)
	}
	return text, no == nil
}

// takeBody reads a body to the byte, or returns why not.
func takeBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if r.Body == nil {
		return nil, nil
	}
	if r.ContentLength <= maxBody {
		text, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
		if err != nil {
			return nil, &refusal{http.StatusBadRequest, invalidData, reason{"body-cut", "The body broke off before its end."}}
		}
		if len(text) <= maxBody {
			return text, nil
		}
	}
	w.Header().Set("Connection", "close")
	text := "The body is longer than " + strconv.Itoa(maxBody>>10) + " KiB."
	return nil, &refusal{http.StatusRequestEntityTooLarge, text, reason{"body-too-long", text}}
}

// unavailable answers that the database did not do its part. It is never a 500:
// that one would mean that a payment may have been created.
func (g *Gateway) unavailable(w http.ResponseWriter, err error) {
	no := g.databaseFailed(w, err)
	decline(w, no.status, no.message, no.why)
}

func (g *Gateway) databaseFailed(w http.ResponseWriter, err error) *refusal {
	g.Log.Printf("gateway: database: %v", err)
	w.Header().Set("Retry-After", "5")
	const text = "The sandbox's database does not answer."
	return &refusal{http.StatusServiceUnavailable, text, reason{"unavailable", text}}
}
