package gateway

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"strings"
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

// headersOf keeps a request's headers, but what is secret to a browser. No
// browser takes it for markup, and so nothing is escaped for one.
func headersOf(r *http.Request) string {
	kept := make(map[string][]string, len(r.Header))
	for name, values := range r.Header {
		if name != "Authorization" && name != "Cookie" && name != "Proxy-Authorization" {
			kept[name] = values
		}
	}
	kept["Host"] = []string{r.Host}
	var text strings.Builder
	writer := json.NewEncoder(&text)
	writer.SetEscapeHTML(false)
	if err := writer.Encode(kept); err != nil {
		return "{}"
	}
	return strings.TrimSpace(text.String())
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
	g.deliverOnLook(a.Account)
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
	g.replyList(w, r, map[string]any{"requests": shown})
}

// The bounds of long lists, which take memory until their reader has read them.
const (
	longList          = 64 << 10 // bytes
	maxLists          = 64
	maxListsPerCaller = 4
)

// A doorkeeper lets in so many at once, and so many of one name.
type doorkeeper struct {
	mu     sync.Mutex
	inside map[string]int
	count  int
}

func (d *doorkeeper) enter(name string, most, mostOfName int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.count >= most || d.inside[name] >= mostOfName {
		return false
	}
	if d.inside == nil {
		d.inside = make(map[string]int)
	}
	d.inside[name]++
	d.count++
	return true
}

func (d *doorkeeper) leave(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.count--
	if d.inside[name]--; d.inside[name] == 0 {
		delete(d.inside, name)
	}
}

// replyList answers with a list, or where it is a long one, and too many are
// being read already, declines.
func (g *Gateway) replyList(w http.ResponseWriter, r *http.Request, value any) {
	text := encode(value)
	if len(text) > longList {
		caller := g.caller(r)
		if !g.lists.enter(caller, maxLists, maxListsPerCaller) {
			w.Header().Set("Retry-After", "1")
			decline(w, http.StatusTooManyRequests, "Too Many Attempts.", reason{"too-many-lists", "Too many lists are asked for at once; ask again when one has come."})
			return
		}
		defer g.lists.leave(caller)
		// Who does not read keeps it no longer than this.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(listWrite))
	}
	send(w, http.StatusOK, text)
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
	callers   doorkeeper
}

// The bounds of streams.
const (
	maxStreams           = 500
	maxStreamsPerAccount = 5
	maxStreamsPerCaller  = 20
	streamLife           = 30 * time.Minute
	heartbeat            = 15 * time.Second
	streamWrite          = 10 * time.Second
	listWrite            = 10 * time.Second
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
	if len(b.listeners[account]) >= maxStreamsPerAccount || !b.callers.enter(caller, maxStreams, maxStreamsPerCaller) {
		return nil
	}
	listener := make(chan []byte, streamBacklog)
	if b.listeners == nil {
		b.listeners = make(map[string]map[chan []byte]string)
	}
	if b.listeners[account] == nil {
		b.listeners[account] = make(map[chan []byte]string)
	}
	b.listeners[account][listener] = caller
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
		b.callers.leave(caller)
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
