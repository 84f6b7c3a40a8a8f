package gateway_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

// TestNotificationsStayOutside: where others can reach the server, no name and
// no detour leads a notification to an address inside.
func TestNotificationsStayOutside(t *testing.T) {
	inside := listen(t)
	port := inside.url[strings.LastIndexByte(inside.url, ':'):]
	guarded := gateway.NewNotifyClient(false)
	for _, address := range []string{
		inside.url, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://127.1.2.3" + port,
		"http://0.0.0.0" + port, "http://[::]" + port, "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
		"http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
		"http://255.255.255.255/", "http://198.18.0.1/", "http://2130706433" + port, "http://0x7f.1" + port,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		request, err := http.NewRequestWithContext(ctx, "GET", address, nil)
		require.NoError(t, err)
		answer, err := guarded.Do(request)
		cancel()
		if !assert.Error(t, err, address) {
			answer.Body.Close()
		} else if !strings.Contains(address, "2130706433") && !strings.Contains(address, "0x7f") { // names that resolve to nothing
			assert.Contains(t, err.Error(), "no public address", address)
		}
	}
	assert.Empty(t, inside.got)
}

func TestNotificationsAreNotLedInsideByARedirect(t *testing.T) {
	inside := listen(t)
	redirecting := httptest.NewServer(http.RedirectHandler(inside.url, http.StatusFound))
	defer redirecting.Close()
	guarded := gateway.NewNotifyClient(false)
	// Stands for a public address: the first hop is let through, and the client's
	// own dialer has the rest.
	outside := redirecting.Listener.Addr().String()
	own := guarded.Transport
	guarded.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host == outside {
			return http.DefaultTransport.RoundTrip(r)
		}
		return own.RoundTrip(r)
	})
	_, err := guarded.Get(redirecting.URL)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "no public address")
	assert.Empty(t, inside.got)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestARefusedTargetIsShown(t *testing.T) {
	inside := listen(t)
	g := native(t, func(o *gateway.Options) { o.LocalNotifyClient = nil })
	s := g.open(t, "notification_url", strings.Replace(inside.url, "127.0.0.1", "localhost", 1))
	created := s.call("v1/payment", paymentsKey(), order("1")).json(t)
	s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
	eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == 1 })
	assert.Equal(t, "failed", notificationsOf(s)[0]["state"], "another attempt would end the same way")
	made := notificationsOf(s)[0]["attempts"].([]any)[0].(map[string]any)
	assert.Contains(t, made["error"], "no public address")
	assert.NotContains(t, made["error"], "127.0.0.1", "what a name stands for inside is nobody's outside")
	assert.Equal(t, 0.0, made["status"])
	assert.Empty(t, inside.got)
}

func TestQuotas(t *testing.T) {
	for name, stored := range map[string]bool{"in memory": false, "in the database": true} {
		t.Run(name, func(t *testing.T) {
			db, err := sqlite.Open(sqlite.Memory)
			require.NoError(t, err)
			defer db.Close()
			g := native(t, func(o *gateway.Options) {
				o.DB, o.PerMinute = db, 5
				o.ClientAddress = func(r *http.Request) string { return r.Header.Get("X-Test-Address") }
				if stored {
					o.Counter = gateway.NewStoredCounter(db)
				}
			})
			g.advance(time.Minute - time.Duration(time.Now().UnixNano()%int64(time.Minute))) // the whole test within one minute
			s := g.open(t)
			text := []byte(order("quota"))
			send := func(address string) response {
				return g.send(t, "POST", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Sign": {signed(paymentsKey(), text)}, "X-Test-Address": {address}}, text)
			}
			for range 5 {
				assert.NotEqual(t, 429, send("1.1.1.1").status)
			}
			for _, address := range []string{"1.1.1.1", "2.2.2.2"} { // the address has had its share, and the account
				r := send(address)
				assert.Equal(t, 429, r.status)
				assert.Equal(t, "Too Many Attempts.", r.json(t)["message"])
				wait, err := strconv.Atoi(r.header.Get("Retry-After"))
				require.NoError(t, err)
				assert.LessOrEqual(t, 1, wait)
				assert.GreaterOrEqual(t, 60, wait)
			}
			assert.Equal(t, 429, g.send(t, "POST", "/sandbox/accounts", http.Header{"X-Test-Address": {"1.1.1.1"}}, nil).status)
			relayed := g.send(t, "POST", "/relay/v1/payment", http.Header{"X-Test-Address": {"1.1.1.1"}}, nil)
			assert.Equal(t, 429, relayed.status)
			assert.NotEmpty(t, relayed.header.Get("Retry-After"))
			assert.Regexp(t, "^quota .* Nothing was sent.$", relayed.header.Get("Relay-Reason"))
			assert.Equal(t, "not-created", relayed.json(t)["outcome"])
			g.advance(time.Minute)
			assert.NotEqual(t, 429, send("1.1.1.1").status)
		})
	}
}

// What anybody can send who knows an account's name takes nothing from its quota.
func TestOnlyARightSignCountsAgainstAnAccount(t *testing.T) {
	g := native(t, func(o *gateway.Options) {
		o.PerMinute = 5
		o.ClientAddress = func(r *http.Request) string { return r.Header.Get("X-Test-Address") }
	})
	g.advance(time.Minute - time.Duration(time.Now().UnixNano()%int64(time.Minute)))
	s := g.open(t)
	text := []byte(order("quota"))
	send := func(address, sign string) response {
		return g.send(t, "POST", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Sign": {sign}, "X-Test-Address": {address}}, text)
	}
	for i := range 10 {
		assert.Equal(t, 400, send(strconv.Itoa(i), "x").status)
	}
	for i := range 5 {
		assert.NotEqual(t, 429, send("signed "+strconv.Itoa(i), signed(paymentsKey(), text)).status)
	}
	last := send("signed", signed(paymentsKey(), text))
	assert.Equal(t, 429, last.status)
	assert.NotEmpty(t, last.header.Get("Retry-After"))
}

// What a foreign page has a browser ask takes nothing from the browser's owner.
func TestForeignPagesHaveAQuotaOfTheirOwn(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.PerMinute = 3 })
	g.advance(time.Minute - time.Duration(time.Now().UnixNano()%int64(time.Minute)))
	foreign := http.Header{"Sec-Fetch-Site": {"cross-site"}}
	for range 3 {
		assert.Equal(t, 404, g.send(t, "GET", "/sandbox/pay/x", foreign, nil).status)
	}
	assert.Equal(t, 429, g.send(t, "GET", "/sandbox/pay/x", foreign, nil).status)
	assert.Equal(t, 404, g.send(t, "GET", "/sandbox/pay/x", nil, nil).status)
}

// An account is kept for long: of those an address makes a tenth as many as it
// may send requests.
func TestAnAddressMakesFewAccounts(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.PerMinute = 20 })
	g.advance(time.Minute - time.Duration(time.Now().UnixNano()%int64(time.Minute)))
	g.open(t)
	g.open(t)
	r := g.send(t, "POST", "/sandbox/accounts", nil, marshal(map[string]string{"public_key": publicPEM(paymentsKey())}))
	assert.Equal(t, 429, r.status)
	assert.Contains(t, r.header.Get("Sandbox-Reason"), "2 new accounts")
	g.advance(time.Minute)
	g.open(t)
}

func TestProxiesTellWhoAsks(t *testing.T) {
	who := gateway.ForwardedFor([]netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")})
	for _, test := range []struct {
		remote string
		passed []string
		want   string
	}{
		{"127.0.0.1:1", nil, "127.0.0.1"},
		{"127.0.0.1:1", []string{"1.1.1.1"}, "1.1.1.1"},
		{"127.0.0.1:1", []string{"6.6.6.6, 1.1.1.1"}, "1.1.1.1"},
		{"127.0.0.1:1", []string{"6.6.6.6", "1.1.1.1, 10.1.1.1"}, "1.1.1.1"},
		{"127.0.0.1:1", []string{"2a00::1"}, "2a00::1"},
		{"127.0.0.1:1", []string{"::ffff:1.1.1.1"}, "1.1.1.1"},
		{"127.0.0.1:1", []string{"1.1.1.1, rubbish"}, "127.0.0.1"},
		{"[::ffff:127.0.0.1]:1", []string{"1.1.1.1"}, "1.1.1.1"},
		{"9.9.9.9:1", []string{"1.1.1.1"}, "9.9.9.9"}, // no proxy: it may say what it likes
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{"X-Forwarded-For": test.passed}}
		assert.Equal(t, test.want, who(r), test)
	}
}

func TestAccountsExpire(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	g := native(t, func(o *gateway.Options) { o.DB = db })
	old := g.open(t)
	created := old.call("v1/payment", paymentsKey(), order("1")).json(t)
	g.advance(30*24*time.Hour - time.Minute)
	assert.Equal(t, 200, old.call("v1/payment", paymentsKey(), order("2")).status)
	g.advance(time.Minute)
	assert.Equal(t, "Account not found", old.call("v1/payment", paymentsKey(), order("3")).json(t)["message"])
	assert.Equal(t, 401, old.ask("GET", "/requests", "").status)
	assert.Equal(t, 404, g.send(t, "GET", strings.TrimPrefix(created["url"].(string), g.URL), nil, nil).status)

	g.advance(0)
	eventually(t, func() bool { return count(t, db, "accounts") == 0 })

	// One that is deleted goes as a whole, a part at a time.
	large := g.open(t)
	_, err = db.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
		INSERT INTO payments SELECT i, 'uuid' || i, ?, 'payment', i, 1, '', '', 'paid', '', '', '', 0, 0 FROM n`, large.Account)
	require.NoError(t, err)
	assert.Equal(t, 204, large.ask("DELETE", "", "").status)
	g.advance(0)
	assert.Equal(t, 401, large.ask("GET", "/payments", "").status)
	eventually(t, func() bool { return count(t, db, "accounts") == 0 })
	for _, table := range []string{"payments", "requests", "notifications"} {
		assert.Zero(t, count(t, db, table), table)
	}
}

func count(t *testing.T, db *sql.DB, table string) (n int) {
	t.Helper()
	require.NoError(t, db.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
	return n
}

func TestTheInspectorKeepsTheNewest(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	g := native(t, func(o *gateway.Options) { o.DB = db })
	s := g.open(t)
	sign := signed(paymentsKey(), []byte(`{"order_id":"x"}`))
	for range 700 {
		s.callSigned("v1/payment/status", sign, `{"order_id":"x"}`)
	}
	assert.LessOrEqual(t, count(t, db, "requests"), 564)
	assert.GreaterOrEqual(t, count(t, db, "requests"), 500)
}

// However long the requests are, an account's take no more than their share.
func TestTheInspectorKeepsABoundedNumberOfBytes(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	g := native(t, func(o *gateway.Options) { o.DB = db })
	s := g.open(t)
	require.Equal(t, 200, s.call("v1/payment", paymentsKey(), order("kept")).status)
	long := strings.Repeat(" ", 60<<10)
	for range 80 {
		s.callSigned("v1/payment", "x", long)
	}
	var bytes int
	require.NoError(t, db.QueryRow("SELECT sum(length(body) + length(headers)) FROM requests").Scan(&bytes))
	assert.Less(t, bytes, 4<<20)
	assert.Greater(t, bytes, 3<<20)
	var right int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM requests WHERE verdict = 'valid'").Scan(&right))
	assert.Equal(t, 1, right, "what anybody can send leaves those with a right Sign alone")
	assert.Less(t, len(s.ask("GET", "/requests?limit=500", "").body), 2<<20)
	var pages int
	require.NoError(t, db.QueryRow("PRAGMA max_page_count").Scan(&pages))
	assert.Equal(t, 1_000_000, pages)
}

// All accounts together have half of the database; who has most gives way.
func TestTheInspectorLeavesRoomForPayments(t *testing.T) {
	defer gateway.SetMaxRequestBytes(300 << 10)()
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	g := native(t, func(o *gateway.Options) { o.DB = db })
	small, large := g.open(t), g.open(t)
	small.callSigned("v1/payment", "x", "{}")
	for range 10 {
		large.callSigned("v1/payment", "x", strings.Repeat(" ", 60<<10))
	}
	g.advance(0)
	eventually(t, func() bool {
		var all int
		require.NoError(t, db.QueryRow("SELECT sum(bytes) FROM requests").Scan(&all))
		return all <= 300<<10
	})
	assert.NotContains(t, string(small.ask("GET", "/requests", "").body), `"requests":[]`)
	assert.NotContains(t, string(large.ask("GET", "/requests", "").body), `"requests":[]`)
}

// A reader that stands still, until it is let go on.
type slowReader struct {
	header http.Header
	writes chan struct{}
	goOn   chan struct{}
}

func (s *slowReader) Header() http.Header { return s.header }
func (s *slowReader) WriteHeader(int)     {}
func (s *slowReader) Write(text []byte) (int, error) {
	s.writes <- struct{}{}
	<-s.goOn
	return len(text), nil
}

// Lists that nobody reads take memory: one caller has a few.
func TestOneCallerHasAFewListsAtOnce(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	gate := gateway.New(gateway.Options{DB: db, Log: log.New(io.Discard, "", 0)})
	defer gate.Close()
	ask := func(w http.ResponseWriter, method, path, token, body string) {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		gate.ServeHTTP(w, r)
	}
	made := httptest.NewRecorder()
	ask(made, "POST", "/sandbox/accounts", "", string(marshal(map[string]string{"public_key": publicPEM(paymentsKey())})))
	var s shop
	require.NoError(t, json.Unmarshal(made.Body.Bytes(), &s))
	list := "/sandbox/accounts/" + s.Account + "/requests"
	short := httptest.NewRecorder()
	for range 3 { // makes the list a long one
		r := httptest.NewRequest("POST", "/sandbox/v1/payment", strings.NewReader(strings.Repeat(" ", 30<<10)))
		r.Header.Set("Account", s.Account)
		gate.ServeHTTP(httptest.NewRecorder(), r)
	}
	writes, goOn := make(chan struct{}), make(chan struct{})
	var reading sync.WaitGroup
	for range 4 {
		reading.Go(func() { ask(&slowReader{http.Header{}, writes, goOn}, "GET", list, s.Token, "") })
		<-writes
	}
	fifth := httptest.NewRecorder()
	ask(fifth, "GET", list, s.Token, "")
	assert.Equal(t, 429, fifth.Code)
	assert.Regexp(t, "^too-many-lists ", fifth.Header().Get("Sandbox-Reason"))
	ask(short, "GET", list+"?limit=1", s.Token, "")
	assert.Equal(t, 200, short.Code, "a short one waits for none")
	close(goOn)
	reading.Wait()
	sixth := httptest.NewRecorder()
	ask(sixth, "GET", list, s.Token, "")
	assert.Equal(t, 200, sixth.Code)
}

// A gateway that stops relays nothing any more.
func TestAGatewayThatStopsRelaysNothing(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	gate := gateway.New(gateway.Options{DB: db, Relay: "http://127.0.0.1:1/"})
	gate.EndStreams()
	defer gate.Close()
	recorder := httptest.NewRecorder()
	gate.ServeHTTP(recorder, httptest.NewRequest("POST", "/relay/v1/payment", strings.NewReader("{}")))
	assert.Equal(t, 503, recorder.Code)
	assert.Regexp(t, "^stopping ", recorder.Header().Get("Relay-Reason"))
}

// Who leaves does not cut a payment in two: it goes on to the end.
func TestWhatIsRelayedGoesOnWhenItsSenderLeaves(t *testing.T) {
	g := native(t)
	arrived, left, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	g.upstream.next(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-left
		select {
		case <-r.Context().Done():
			ended <- r.Context().Err()
		default:
			_, err := w.Write([]byte("{}"))
			ended <- err
		}
	})
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, "POST", g.URL+"/relay/v1/payment", strings.NewReader("{}"))
	require.NoError(t, err)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, err := client.Do(request)
		assert.ErrorIs(t, err, context.Canceled)
	}()
	<-arrived
	leave()
	<-gone
	// The server notices who has left when it looks; a second request is answered
	// after that.
	g.send(t, "GET", "/healthz", nil, nil)
	close(left)
	assert.NoError(t, <-ended)
}

// TestAShopThatIsSlowKeepsNobodyWaiting: it gets a few at a time, and the others
// theirs meanwhile.
func TestAShopThatIsSlowKeepsNobodyWaiting(t *testing.T) {
	var now, most atomic.Int32
	release := make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for n := now.Add(1); n > most.Load(); {
			most.Store(n)
		}
		defer now.Add(-1)
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer slow.Close()
	defer close(release)
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	var address atomic.Value
	address.Store("1.1.1.1")
	g := native(t, func(o *gateway.Options) {
		o.DB, o.ClientAddress = db, func(*http.Request) string { return address.Load().(string) }
	})
	hanging := g.open(t, "notification_url", slow.URL)
	for i := range 21 { // ten of each
		created := hanging.call("v1/payment", paymentsKey(), order(strconv.Itoa(i))).json(t)
		for range 10 {
			require.Equal(t, 200, hanging.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`).status)
		}
	}
	address.Store("2.2.2.2")
	quick := listen(t)
	s := g.open(t, "notification_url", quick.url)
	created := s.call("v1/payment", paymentsKey(), order("1")).json(t)
	s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
	quick.wait(t)
	eventually(t, func() bool { return now.Load() == 8 })
	assert.EqualValues(t, 8, most.Load())

	// Of the slow one's, some wait; the rest is said not to be sent.
	var waiting int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM notifications WHERE account = ? AND state = 'pending'", hanging.Account).Scan(&waiting))
	assert.Equal(t, 200, waiting)
	last := notificationsOf(hanging)[9]
	assert.Equal(t, "failed", last["state"])
	assert.Contains(t, last["attempts"].([]any)[0].(map[string]any)["error"], "200 others")
}

func TestOneCallerListensToAFewStreams(t *testing.T) {
	g := native(t)
	listening := func(s *shop) int {
		request, err := http.NewRequest("GET", g.URL+"/sandbox/accounts/"+s.Account+"/events", nil)
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer "+s.Token)
		answer, err := client.Do(request)
		require.NoError(t, err)
		t.Cleanup(func() { answer.Body.Close() })
		return answer.StatusCode
	}
	for range 4 {
		s := g.open(t)
		for range 5 {
			require.Equal(t, 200, listening(s))
		}
		require.Equal(t, 429, listening(s), "five of an account")
	}
	assert.Equal(t, 429, listening(g.open(t)), "twenty of an address")
}

// TestNothingSecretIsKeptOrLogged: neither the token nor a private key is in the
// database, and nothing of a request is in the log.
func TestNothingSecretIsKeptOrLogged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	db, err := sqlite.Open(file)
	require.NoError(t, err)
	var written bytes.Buffer
	g := native(t, func(o *gateway.Options) {
		o.DB, o.Log, o.Background = db, log.New(&written, "", 0), func(work func()) { work() }
	})
	s := g.open(t)
	g.send(t, "POST", "/sandbox/accounts", nil, marshal(map[string]string{"public_key": privateLabel + "\nMIIsecret"}))
	s.call("v1/payment", paymentsKey(), order("1"))
	s.ask("GET", "/requests", "")
	require.NoError(t, db.Close())
	folder, err := fs.Glob(os.DirFS(filepath.Dir(file)), "*")
	require.NoError(t, err)
	for _, name := range folder {
		text, err := fs.ReadFile(os.DirFS(filepath.Dir(file)), name)
		require.NoError(t, err)
		assert.NotContains(t, string(text), s.Token)
		assert.NotContains(t, string(text), "MIIsecret")
	}
	assert.Empty(t, written.String())
}

// TestADatabaseThatFails is no 500: that would say that a payment may be there.
func TestADatabaseThatFails(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	g := native(t, func(o *gateway.Options) { o.DB = db })
	s := g.open(t)
	require.Equal(t, 200, s.call("v1/payment", paymentsKey(), order("1")).status)
	require.NoError(t, db.Close())
	for _, r := range []response{
		s.call("v1/payment", paymentsKey(), order("2")), s.ask("GET", "/requests", ""), s.ask("GET", "/payments", ""),
		g.send(t, "POST", "/sandbox/accounts", nil, marshal(map[string]string{"public_key": publicPEM(paymentsKey())})),
		g.send(t, "GET", "/sandbox/pay/93d5df06-996c-48c3-9847-348d6b580b80", nil, nil),
	} {
		assert.Equal(t, 503, r.status)
		assert.Equal(t, "5", r.header.Get("Retry-After"))
	}
}

func TestAPanicIsACleanAnswer(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	var written bytes.Buffer
	broken := true
	gate := gateway.New(gateway.Options{DB: db, Log: log.New(&written, "", 0), ClientAddress: func(*http.Request) string {
		if broken {
			panic("secret")
		}
		return "1.1.1.1"
	}})
	defer gate.Close()
	for _, want := range []int{500, 400} {
		recorder := httptest.NewRecorder()
		gate.ServeHTTP(recorder, httptest.NewRequest("POST", "/sandbox/v1/payment", nil))
		assert.Equal(t, want, recorder.Code)
		if want == 500 {
			assert.JSONEq(t, `{"message":"Internal server error"}`, recorder.Body.String())
			assert.Regexp(t, "^panic ", recorder.Header().Get("Sandbox-Reason"))
			assert.Contains(t, written.String(), "gateway: panic: string")
			assert.NotContains(t, written.String(), "secret")
		}
		broken = false
	}
}

func TestSeveralGatewaysHaveOneKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	var wg sync.WaitGroup
	keys := make([]string, 3)
	for i := range keys {
		db, err := sqlite.Open(file)
		require.NoError(t, err)
		defer db.Close()
		g := native(t, func(o *gateway.Options) { o.DB = db })
		wg.Go(func() { keys[i] = g.open(t).Notifications })
	}
	wg.Wait()
	assert.NotEmpty(t, keys[0])
	assert.Equal(t, []string{keys[0], keys[0], keys[0]}, keys)
}

func TestMigrations(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	for range 2 { // the second time there is nothing to do
		db, err := sqlite.Open(file)
		require.NoError(t, err)
		require.NoError(t, gateway.Migrate(t.Context(), db))
		require.NoError(t, db.Close())
	}
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec("PRAGMA user_version = 999")
	require.NoError(t, err)
	assert.ErrorContains(t, gateway.Migrate(t.Context(), db), "newer version")
}

func TestTheRelayIsOffByDefault(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.Relay = "" })
	r := g.send(t, "POST", "/relay/v1/payment", nil, []byte("{}"))
	assert.Equal(t, 404, r.status)
	assert.True(t, strings.HasPrefix(r.header.Get("Relay-Reason"), "relay-off "))
	assert.Equal(t, false, g.send(t, "GET", "/healthz", nil, nil).json(t)["relay"])
}

func TestAnUpstreamThatIsNotThere(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.Relay = "http://127.0.0.1:1/" })
	for range 2 { // the second is no repetition: nothing was sent
		r := g.send(t, "POST", "/relay/v1/payment", http.Header{"Relay-Once": {"press"}}, []byte("{}"))
		assert.Equal(t, 502, r.status)
		assert.Regexp(t, "^no-connection ", r.header.Get("Relay-Reason"))
		assert.Equal(t, "not-created", r.json(t)["outcome"], "nothing was sent")
	}
}

// Where no connection came about nothing was sent, and nobody need be asked
// whether a payment was created.
func TestAnUpstreamThatDoesNotGetAsFarAsARequest(t *testing.T) {
	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	defer untrusted.Close()
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for upstream, code := range map[string]string{untrusted.URL: "untrusted-certificate", strings.Replace(plain.URL, "http:", "https:", 1): "no-tls"} {
		g := native(t, func(o *gateway.Options) { o.Relay = upstream })
		r := g.send(t, "POST", "/relay/v1/payment", nil, []byte("{}"))
		assert.Equal(t, 502, r.status)
		assert.Equal(t, "not-created", r.json(t)["outcome"])
		assert.Regexp(t, "^"+code+" .*nothing was sent", r.header.Get("Relay-Reason"))
	}
}

func TestWithoutEventsThePagePolls(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.Events = false })
	testInspector(t, g)
}

// TestAFloodOfWrongSignatures leaves the processor to the rest.
func TestAFloodOfWrongSignatures(t *testing.T) {
	g := native(t)
	s := g.open(t)
	bad := signed(paymentsKey(), []byte("something quite different"))
	text := order("flood", "desc", `"`+strings.Repeat("a b ", 30)+`"`)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					s.callSigned("v1/payment", bad, text)
				}
			}
		})
	}
	for i := range 20 { // each within the client's patience
		assert.Equal(t, 200, s.call("v1/payment", paymentsKey(), order("honest "+strconv.Itoa(i))).status)
	}
	close(stop)
	wg.Wait()
}

// FuzzHandler: whatever arrives, the answer is none of a server that failed, but
// the one that is provoked on purpose.
func FuzzHandler(f *testing.F) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(f, err)
	f.Cleanup(func() { db.Close() })
	gate := gateway.New(gateway.Options{DB: db, PerMinute: 1 << 40, Events: false, Background: func(work func()) {}, Log: log.New(io.Discard, "", 0)})
	f.Cleanup(gate.Close)
	server := &target{}
	recorder := httptest.NewRecorder()
	gate.ServeHTTP(recorder, httptest.NewRequest("POST", "/sandbox/accounts", bytes.NewReader(marshal(map[string]string{"public_key": publicPEM(paymentsKey()), "payout_public_key": publicPEM(paymentsKey())}))))
	s := &shop{t: f, target: server}
	require.NoError(f, json.Unmarshal(recorder.Body.Bytes(), s))

	for _, path := range []string{"/sandbox/v1/payment", "/sandbox/v1/payment/status", "/sandbox/v1/payout", "/sandbox/v1/payout/status", "/sandbox/v1/account/balance"} {
		f.Add("POST", path, "", "", []byte(order("1")), true)
		f.Add("POST", path, "Sec-Fetch-Site", "cross-site", []byte(payout("1")), true)
		f.Add("POST", path, "Sign", "%", []byte(`{"id":"1e999","order_id":"\u0000"}`), false)
	}
	f.Add("POST", "/sandbox/accounts", "", "", []byte(`{"public_key":"-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----"}`), false)
	f.Add("GET", "/sandbox/accounts/"+s.Account+"/requests?before=-1&limit=x", "", "", []byte{}, false)
	f.Add("POST", "/sandbox/accounts/"+s.Account+"/payments/1", "", "", []byte(`{"payment_status":"paid"}`), false)
	f.Add("GET", "/sandbox/pay/x", "Host", "a b", []byte{}, false)
	f.Add("POST", "/relay/v1/payment", "Origin", "::", []byte{}, false)
	f.Fuzz(func(t *testing.T, method, path, name, value string, body []byte, sign bool) {
		if len(path) > 200 || !strings.HasPrefix(path, "/") {
			path = "/sandbox/v1/payment"
		}
		r, err := http.NewRequest(method, "http://127.0.0.1"+path, bytes.NewReader(body))
		if err != nil {
			return
		}
		r.RemoteAddr = "127.0.0.1:1"
		r.Header.Set("Account", s.Account)
		r.Header.Set("Authorization", "Bearer "+s.Token)
		if sign {
			r.Header.Set("Sign", signed(paymentsKey(), body))
		}
		r.Header.Set(name, value)
		recorder := httptest.NewRecorder()
		gate.ServeHTTP(recorder, r)
		got := recorder.Result()
		text := recorder.Body.String()
		if got.StatusCode >= 500 && !strings.HasPrefix(got.Header.Get("Sandbox-Reason"), "error-") {
			t.Errorf("%s %q: %d %s", method, path, got.StatusCode, text)
		}
		if strings.Contains(text, "goroutine ") || strings.Contains(text, ".go:") {
			t.Errorf("a trace: %s", text)
		}
		for _, reason := range got.Header["Sandbox-Reason"] {
			for _, c := range reason {
				if c < ' ' || c > '~' || c == ',' {
					t.Errorf("a header that is none: %q", reason)
				}
			}
		}
	})
}

// TestOnlyThisMachineReachesInside: on a server that listens on loopback,
// notifications go inside for who works on this machine, but not for who comes
// through a proxy, or by a name that somebody gave to this address.
func TestOnlyThisMachineReachesInside(t *testing.T) {
	inside := listen(t)
	g := native(t)
	s := g.open(t, "notification_url", inside.url)
	asked := func(t *testing.T, host, forwarded, path string, header http.Header, text string) {
		request, err := http.NewRequest("POST", g.URL+path, strings.NewReader(text))
		require.NoError(t, err)
		request.Host, request.Header = host, header
		if forwarded != "" {
			request.Header.Set(forwarded, "1.1.1.1")
		}
		answer, err := client.Do(request)
		require.NoError(t, err)
		answer.Body.Close()
		require.Equal(t, 200, answer.StatusCode)
	}
	for i, test := range []struct {
		host, header string
		reached      bool
	}{
		{"", "", true}, {"localhost:8080", "", true}, {"sign.localhost", "", true}, {"[::1]:8080", "", true},
		{"sign.example", "", false}, {"127.0.0.1.evil.example", "", false}, {"localhost", "X-Forwarded-For", false}, {"localhost", "Forwarded", false},
		{"localhost", "X-Forwarded-Host", false}, {"localhost", "X-Forwarded-Proto", false}, {"localhost", "X-Real-Ip", false}, {"localhost", "Via", false}, {"localhost", "Cf-Connecting-Ip", false},
	} {
		created := s.call("v1/payment", paymentsKey(), order(strconv.Itoa(i))).json(t)
		asked(t, test.host, test.header, "/sandbox/accounts/"+s.Account+"/payments/"+created["uuid"].(string), http.Header{"Authorization": {"Bearer " + s.Token}}, `{"payment_status":"paid"}`)
		eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == 1 })
		made := notificationsOf(s)[0]["attempts"].([]any)[0].(map[string]any)
		if test.reached {
			assert.Equal(t, 200.0, made["status"], test)
		} else {
			assert.Contains(t, made["error"], "no public address", test)
		}
	}
	t.Run("nor for an account that a stranger made", func(t *testing.T) {
		request, err := http.NewRequest("POST", g.URL+"/sandbox/accounts", bytes.NewReader(marshal(map[string]string{"public_key": publicPEM(paymentsKey()), "notification_url": inside.url})))
		require.NoError(t, err)
		request.Host = "sign.example"
		answer, err := client.Do(request)
		require.NoError(t, err)
		defer answer.Body.Close()
		s := &shop{t: t, target: g}
		require.NoError(t, json.NewDecoder(answer.Body).Decode(s))
		created := s.call("v1/payment", paymentsKey(), order("1")).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
		eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == 1 })
		assert.Contains(t, notificationsOf(s)[0]["attempts"].([]any)[0].(map[string]any)["error"], "no public address")
	})
	t.Run("nor where a proxy adds its word after an empty one", func(t *testing.T) {
		text := order("two lines")
		asked(t, "", "", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Sign": {signed(paymentsKey(), []byte(text))}, "X-Forwarded-For": {"", "1.1.1.1"}}, text)
		var list struct{ Payments []struct{ UUID string } }
		require.NoError(t, json.Unmarshal(s.ask("GET", "/payments", "").body, &list))
		s.ask("POST", "/payments/"+list.Payments[0].UUID, `{"payment_status":"paid"}`)
		eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == 1 })
		assert.Contains(t, notificationsOf(s)[0]["attempts"].([]any)[0].(map[string]any)["error"], "no public address")
	})
	t.Run("nor for what a stranger asked for, and somebody here pressed", func(t *testing.T) {
		text := order("stranger")
		asked(t, "sign.example", "", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Sign": {signed(paymentsKey(), []byte(text))}}, text)
		var list struct{ Payments []struct{ UUID string } }
		require.NoError(t, json.Unmarshal(s.ask("GET", "/payments", "").body, &list))
		s.ask("POST", "/payments/"+list.Payments[0].UUID, `{"payment_status":"paid"}`)
		eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == 1 })
		assert.Contains(t, notificationsOf(s)[0]["attempts"].([]any)[0].(map[string]any)["error"], "no public address")
	})
}

// In IPv6 whoever has an address has 2^64 of them.
func TestASiteOfIPv6HasOneQuota(t *testing.T) {
	g := native(t, func(o *gateway.Options) {
		o.PerMinute = 3
		o.ClientAddress = func(r *http.Request) string { return r.Header.Get("X-Test-Address") }
	})
	g.advance(time.Minute - time.Duration(time.Now().UnixNano()%int64(time.Minute)))
	send := func(address string) int {
		return g.send(t, "POST", "/sandbox/v1/payment", http.Header{"X-Test-Address": {address}}, nil).status
	}
	for i := range 3 {
		assert.Equal(t, 400, send("2a00:1:2:3::"+strconv.Itoa(i)))
	}
	assert.Equal(t, 429, send("2a00:1:2:3:ffff::1"))
	assert.Equal(t, 400, send("2a00:1:2:4::1"))
}

// The Worker has the paths that the native server has.
func TestTheWorkerIsAskedForTheSamePaths(t *testing.T) {
	text, err := os.ReadFile("../../wasm/worker/wrangler.jsonc")
	require.NoError(t, err)
	list := regexp.MustCompile(`"run_worker_first": (\[.*\])`).FindSubmatch(text)
	require.NotNil(t, list)
	var patterns []string
	require.NoError(t, json.Unmarshal(list[1], &patterns))
	for i := range patterns {
		patterns[i] = strings.TrimSuffix(patterns[i], "*")
	}
	assert.Equal(t, gateway.Owned, patterns)
}

func TestQuotaIsANumber(t *testing.T) {
	for setting, want := range map[string]int{"": 6000, "1": 1, "600": 600} {
		got, err := gateway.Quota(setting)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, setting := range []string{"0", "-1", "many", "1.5"} {
		_, err := gateway.Quota(setting)
		assert.ErrorContains(t, err, setting)
	}
}

func TestRelayIsOffOnOrAnAddress(t *testing.T) {
	for setting, want := range map[string]string{"": "", "off": "", "OFF": "", "on": "https://api-merchant.alikassa.io/", "https://api.example/": "https://api.example/"} {
		got, err := gateway.Upstream(setting)
		require.NoError(t, err)
		assert.Equal(t, want, got, setting)
	}
	for _, setting := range []string{"yes", "http://", "https:///v1", "https://api.example/?x=1", "https://api.example/#x", "https://a:b@api.example/", "ftp://api.example/"} {
		_, err := gateway.Upstream(setting)
		assert.ErrorContains(t, err, "RELAY is off, on", setting)
	}
}
