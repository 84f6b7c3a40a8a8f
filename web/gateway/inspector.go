package gateway

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// A shownFinding is a finding in the library's shape.
type shownFinding struct {
	Code   string `json:"code"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
}

func findingsText(findings []finding.Finding) string {
	if len(findings) == 0 {
		return "[]"
	}
	shown := make([]shownFinding, len(findings))
	for i, f := range findings {
		shown[i] = shownFinding(f)
	}
	return string(encode(shown))
}

// headersOf keeps a request's headers, but what is secret to a browser.
func headersOf(r *http.Request) string {
	kept := make(map[string][]string, len(r.Header))
	for name, values := range r.Header {
		if name != "Authorization" && name != "Cookie" && name != "Proxy-Authorization" {
			kept[name] = values
		}
	}
	kept["Host"] = []string{r.Host}
	return string(encode(kept))
}

// shownRequest is what arrived, as the account's owner sees it.
func shownRequest(r requestRow) any {
	return struct {
		ID       int64           `json:"id"`
		At       string          `json:"at"`
		Method   string          `json:"method"`
		Path     string          `json:"path"`
		Headers  json.RawMessage `json:"headers"`
		Body     string          `json:"body"`
		Sign     string          `json:"sign"`
		Status   int             `json:"status"`
		Answer   string          `json:"answer"`
		Reason   string          `json:"reason"`
		Verdict  string          `json:"verdict"`
		Findings json.RawMessage `json:"findings"`
	}{r.Number, timestamp(r.At), "POST", r.Path, json.RawMessage(r.Headers), r.Body, r.Sign, r.Status, r.Answer, r.Reason, r.Verdict, json.RawMessage(r.Findings)}
}

func (g *Gateway) listRequests(w http.ResponseWriter, r *http.Request, a *account) {
	g.deliverLater(a.Account)
	before, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	if err != nil {
		before = math.MaxInt32 << 20 // D1 takes no more than 2^53
	}
	rows, err := g.store.requests(a.Account, before, limitOf(r))
	if err != nil {
		g.unavailable(w, err)
		return
	}
	shown := make([]any, len(rows))
	for i, row := range rows {
		shown[i] = shownRequest(row)
	}
	reply(w, http.StatusOK, map[string]any{"requests": shown})
}

// limitOf is how many of a list are asked for.
func limitOf(r *http.Request) int {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit < 1 {
		return 50
	}
	return min(limit, keptRequests)
}

// A broker hands events to those who listen.
type broker struct {
	mu        sync.Mutex
	listeners map[string]map[chan []byte]string // by account, with who listens
	callers   map[string]int
	count     int
}

// The bounds of streams.
const (
	maxStreams           = 500
	maxStreamsPerAccount = 5
	maxStreamsPerCaller  = 20
	streamLife           = 30 * time.Minute
	heartbeat            = 15 * time.Second
	streamWrite          = 10 * time.Second
	streamBacklog        = 64
)

// tell hands an event to an account's listeners. One that lags behind is closed:
// it comes again and asks for what it missed.
func (b *broker) tell(account, name string, value func() any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	listeners := b.listeners[account]
	if len(listeners) == 0 {
		return
	}
	text := append([]byte("event: "+name+"\ndata: "), encode(value())...)
	text = append(text, "\n\n"...)
	for listener := range listeners {
		select {
		case listener <- text:
		default:
			b.drop(account, listener)
			close(listener)
		}
	}
}

// listen returns a caller's channel, nil where too many listen already.
func (b *broker) listen(account, caller string) chan []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.count >= maxStreams || b.callers[caller] >= maxStreamsPerCaller || len(b.listeners[account]) >= maxStreamsPerAccount {
		return nil
	}
	listener := make(chan []byte, streamBacklog)
	if b.listeners == nil {
		b.listeners = make(map[string]map[chan []byte]string)
		b.callers = make(map[string]int)
	}
	if b.listeners[account] == nil {
		b.listeners[account] = make(map[chan []byte]string)
	}
	b.listeners[account][listener] = caller
	b.callers[caller]++
	b.count++
	return listener
}

func (b *broker) leave(account string, listener chan []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drop(account, listener)
}

func (b *broker) drop(account string, listener chan []byte) {
	if caller, listens := b.listeners[account][listener]; listens {
		delete(b.listeners[account], listener)
		b.count--
		if b.callers[caller]--; b.callers[caller] == 0 {
			delete(b.callers, caller)
		}
		if len(b.listeners[account]) == 0 {
			delete(b.listeners, account)
		}
	}
}

// streamEvents sends what arrives as it arrives (server-sent events).
func (g *Gateway) streamEvents(w http.ResponseWriter, r *http.Request, a *account) {
	listener := g.events.listen(a.Account, g.caller(r))
	if listener == nil {
		w.Header().Set("Retry-After", "10")
		const text = "Too many streams are open."
		decline(w, http.StatusTooManyRequests, text, reason{"too-many-streams", text})
		return
	}
	defer g.events.leave(a.Account, listener)
	control := http.NewResponseController(w)
	write := func(text []byte) bool {
		// The server's own limit is for a whole answer; here each part has one.
		_ = control.SetWriteDeadline(time.Now().Add(streamWrite))
		_, err := w.Write(text)
		return err == nil && control.Flush() == nil
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if !write([]byte(": listening\n\n")) || r.Method == http.MethodHead {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	end := time.NewTimer(streamLife)
	defer end.Stop()
	for {
		select {
		case text, ok := <-listener:
			if !ok || !write(text) {
				return
			}
		case <-beat.C:
			if !write([]byte(": alive\n\n")) {
				return
			}
		case <-end.C:
			return
		case <-g.ending.Done():
			return
		case <-r.Context().Done():
			return
		}
	}
}
