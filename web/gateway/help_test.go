package gateway_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

// A target is a gateway under test, wherever it runs. What a test does to its
// surroundings goes through the hooks, which are nil where that cannot be done.
type target struct {
	URL      string
	upstream *upstream              // what its relay sends to; nil: the relay is off
	advance  func(by time.Duration) // sets its clock on, and lets it do what is due
	events   bool
	atOnce   int // requests that are sent to it at once at most
	// Whether each request has a connection of its own. workerd closes idle ones
	// when it likes, and a request that meets that is lost.
	closes bool
}

// native starts a gateway on SQLite behind a real HTTP server.
func native(t testing.TB, change ...func(*gateway.Options)) *target {
	t.Helper()
	up := startUpstream(t)
	var ahead atomic.Int64
	options := gateway.Options{
		Relay:             up.url,
		RelayTime:         2 * time.Second,
		LocalNotifyClient: gateway.NewNotifyClient(true),
		PerMinute:         1_000_000,
		Events:            true,
		Now:               func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) },
		Log:               log.New(io.Discard, "", 0),
	}
	for _, c := range change {
		c(&options)
	}
	if options.DB == nil {
		db, err := sqlite.Open(filepath.Join(t.TempDir(), "folder", "sandbox.db"))
		require.NoError(t, err)
		t.Cleanup(func() { db.Close() })
		options.DB = db
	}
	gate := gateway.New(options)
	server := httptest.NewServer(gate)
	t.Cleanup(func() {
		gate.EndStreams()
		server.Close()
		gate.Close()
	})
	return &target{
		URL: server.URL, upstream: up, events: options.Events, atOnce: 100,
		advance: func(by time.Duration) {
			ahead.Add(int64(by))
			gate.Tend()
		},
	}
}

// worker starts the Worker in workerd, by the script that WORKERD names: see
// `make test-worker`.
func worker(t testing.TB) *target {
	t.Helper()
	script := os.Getenv("WORKERD")
	if script == "" {
		t.Skip("WORKERD names no script that starts the Worker")
	}
	up := startUpstream(t)
	command := exec.Command("node", script, "RELAY="+up.url, "QUOTA=1000000")
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		require.NoError(t, command.Process.Signal(syscall.SIGTERM))
		require.NoError(t, command.Wait())
	})
	address, err := bufio.NewReader(output).ReadString('\n')
	require.NoError(t, err)
	return &target{URL: strings.TrimSuffix(strings.TrimSpace(address), "/"), upstream: up, atOnce: 20, closes: true}
}

// certificates are made once: making one takes a while.
var certificates = sync.OnceValue(func() (keys [3]*rsa.PrivateKey) {
	for i := range keys {
		var err error
		if keys[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			panic(err)
		}
	}
	return keys
})

func paymentsKey() *rsa.PrivateKey { return certificates()[0] }
func payoutsKey() *rsa.PrivateKey  { return certificates()[1] }
func strangersKey() *rsa.PrivateKey {
	return certificates()[2]
}

func publicPEM(k *rsa.PrivateKey) string {
	der, err := x509.MarshalPKIXPublicKey(&k.PublicKey)
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

func signed(k *rsa.PrivateKey, text []byte) string {
	sign, err := signature.Sign(k, text)
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(sign)
}

// A shop is an account of the sandbox.
type shop struct {
	t             testing.TB
	target        *target
	Account       string `json:"account"`
	Token         string `json:"token"`
	Notifications string `json:"notification_public_key"`
}

func (g *target) open(t testing.TB, more ...string) *shop {
	t.Helper()
	request := map[string]string{"public_key": publicPEM(paymentsKey()), "payout_public_key": publicPEM(payoutsKey())}
	for i := 0; i+1 < len(more); i += 2 {
		request[more[i]] = more[i+1]
	}
	s := &shop{t: t, target: g}
	r := g.send(t, "POST", "/sandbox/accounts", nil, marshal(request))
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	require.NoError(t, json.Unmarshal(r.body, s))
	return s
}

func (s *shop) notificationKey() *rsa.PublicKey {
	s.t.Helper()
	public, err := key.ParsePublic([]byte(s.Notifications))
	require.NoError(s.t, err)
	return public
}

func marshal(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

type response struct {
	status int
	header http.Header
	body   []byte
}

func (r response) json(t testing.TB) map[string]any {
	t.Helper()
	var value map[string]any
	require.NoError(t, json.Unmarshal(r.body, &value), "%s", r.body)
	return value
}

var client = &http.Client{
	Timeout:       30 * time.Second,
	Transport:     &http.Transport{MaxIdleConnsPerHost: 128, DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (g *target) send(t testing.TB, method, path string, header http.Header, body []byte) response {
	t.Helper()
	request, err := http.NewRequest(method, g.URL+path, bytes.NewReader(body))
	require.NoError(t, err)
	request.Close = g.closes
	for name, values := range header {
		request.Header[name] = values
	}
	answer, err := client.Do(request)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return response{answer.StatusCode, answer.Header, text}
}

// call sends a body that is signed with the certificate.
func (s *shop) call(path string, k *rsa.PrivateKey, body string) response {
	s.t.Helper()
	return s.callSigned(path, signed(k, []byte(body)), body)
}

func (s *shop) callSigned(path, sign, body string) response {
	s.t.Helper()
	return s.target.send(s.t, "POST", "/sandbox/"+path, http.Header{
		"Account": {s.Account}, "Sign": {sign}, "Content-Type": {"application/json"}, "User-Agent": {"AliKassa2.0 API"},
	}, []byte(body))
}

// ask sends a request of the account's owner.
func (s *shop) ask(method, path string, body string) response {
	s.t.Helper()
	return s.target.send(s.t, method, "/sandbox/accounts/"+s.Account+path, http.Header{"Authorization": {"Bearer " + s.Token}}, []byte(body))
}

// order is the documented sample's data, with some of it changed. A value of
// null leaves the field out.
func order(id string, changes ...string) string {
	fields := []struct{ name, value string }{
		{"order_id", strconv.Quote(id)}, {"amount", "500"},
		{"customer_browser_user_agent", `"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0"`},
		{"customer_ip", `"18.191.80.10"`}, {"success_redirect_id", "1"}, {"fail_redirect_id", "1"},
		{"notification_endpoint_id", "5"}, {"service", `"payment_card_rub_hpp"`},
	}
	return compose(fields, changes)
}

func payout(id string, changes ...string) string {
	return compose([]struct{ name, value string }{
		{"amount", `"500.00"`}, {"number", `"4111111111111111"`}, {"order_id", strconv.Quote(id)}, {"service", `"payout_card_rub"`},
	}, changes)
}

func compose(fields []struct{ name, value string }, changes []string) string {
	for i := 0; i+1 < len(changes); i += 2 {
		found := false
		for j := range fields {
			if fields[j].name == changes[i] {
				fields[j].value, found = changes[i+1], true
			}
		}
		if !found {
			fields = append(fields, struct{ name, value string }{changes[i], changes[i+1]})
		}
	}
	text := ""
	for _, f := range fields {
		if f.value != "null" {
			text += "," + strconv.Quote(f.name) + ":" + f.value
		}
	}
	return "{" + text[1:] + "}"
}

// An upstream stands for AliKassa behind the relay. Each test says how it
// answers next.
type upstream struct {
	url    string
	mu     sync.Mutex
	answer http.HandlerFunc
	got    []received
	late   atomic.Int32 // requests that it never answers
}

type received struct {
	method, path string
	header       http.Header
	body         []byte
}

func startUpstream(t testing.TB) *upstream {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	u := &upstream{url: "http://" + listener.Addr().String() + "/"}
	server := &http.Server{Handler: u}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return u
}

func (u *upstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if r.Header.Get("Account") == neverAnswered {
		u.late.Add(1)
		<-r.Context().Done()
		return
	}
	u.mu.Lock()
	u.got = append(u.got, received{r.Method, r.URL.RequestURI(), r.Header.Clone(), body})
	answer := u.answer
	u.mu.Unlock()
	answer(w, r)
}

func (u *upstream) next(answer http.HandlerFunc) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.answer, u.got = answer, nil
}

func (u *upstream) received() []received {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.got
}

// A listener is a shop's address for notifications and returns.
type listener struct {
	url  string
	got  chan *http.Request
	code atomic.Int32
}

func listen(t testing.TB) *listener {
	l := &listener{got: make(chan *http.Request, 16)}
	l.code.Store(http.StatusOK)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		w.WriteHeader(int(l.code.Load()))
		l.got <- r
	}))
	t.Cleanup(server.Close)
	l.url = server.URL
	return l
}

func (l *listener) wait(t testing.TB) *http.Request {
	t.Helper()
	select {
	case r := <-l.got:
		return r
	case <-time.After(20 * time.Second):
		require.FailNow(t, "nothing arrived")
		return nil
	}
}

// eventually asks until an answer is as it should be.
func eventually(t testing.TB, ask func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		if ask() {
			return
		}
	}
	require.FailNow(t, "it did not come to that")
}
