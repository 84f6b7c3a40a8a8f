package gateway_test

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

func testInspector(t *testing.T, g *target) {
	s := g.open(t)
	bodies := []string{order("1"), " " + order("2") + "\n", "\xff\x00\xfe"}
	signs := []string{signed(paymentsKey(), []byte(bodies[0])), signed(paymentsKey(), []byte(order("2"))), "not base64"}
	for i := range bodies {
		s.callSigned("v1/payment", signs[i], bodies[i])
	}
	var list struct {
		Requests []struct {
			ID                                   int64
			At, Method, Path, Body, Sign, Answer string
			Reason, Verdict                      string
			Status                               int
			Headers                              map[string][]string
			Findings                             []struct{ Code, Title, Detail, Fix string }
		}
	}
	r := s.ask("GET", "/requests", "")
	require.NoError(t, json.Unmarshal(r.body, &list), "%s", r.body)
	require.Len(t, list.Requests, 3)
	for i, got := range list.Requests {
		want := 2 - i // the newest comes first
		text, err := base64.StdEncoding.DecodeString(got.Body)
		require.NoError(t, err)
		assert.Equal(t, bodies[want], string(text))
		assert.Equal(t, signs[want], got.Sign)
		assert.Equal(t, "/v1/payment", got.Path)
		assert.Equal(t, []string{"AliKassa2.0 API"}, got.Headers["User-Agent"])
		assert.NotContains(t, got.Headers, "Authorization")
	}
	assert.Equal(t, "valid", list.Requests[2].Verdict)
	assert.Equal(t, 200, list.Requests[2].Status)
	assert.Contains(t, list.Requests[2].Answer, `"payment_status":"wait"`)
	assert.Equal(t, 400, list.Requests[0].Status)
	assert.Equal(t, "unreadable", list.Requests[0].Verdict)
	assert.Equal(t, "sign-not-base64", list.Requests[0].Findings[0].Code)
	assert.NotEmpty(t, list.Requests[1].Findings)
	assert.Equal(t, list.Requests[1].Findings[0].Code, strings.SplitN(list.Requests[1].Reason, " ", 2)[0])

	for limit, want := range map[string]int{"2": 2, "500": 3, "100000": 3, "0": 3, "x": 3} {
		require.NoError(t, json.Unmarshal(s.ask("GET", "/requests?limit="+limit, "").body, &list))
		assert.Len(t, list.Requests, want, limit)
	}
	require.NoError(t, json.Unmarshal(r.body, &list))
	before := s.ask("GET", fmt.Sprintf("/requests?limit=1&before=%d", list.Requests[0].ID), "")
	require.NoError(t, json.Unmarshal(before.body, &list))
	require.Len(t, list.Requests, 1)
	assert.Equal(t, signs[1], list.Requests[0].Sign)

	t.Run("live", func(t *testing.T) {
		if !g.events {
			r := s.ask("GET", "/events", "")
			assert.Equal(t, 404, r.status)
			return
		}
		request, err := http.NewRequest("GET", g.URL+"/sandbox/accounts/"+s.Account+"/events", nil)
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer "+s.Token)
		stream, err := client.Do(request)
		require.NoError(t, err)
		defer stream.Body.Close()
		assert.Equal(t, "text/event-stream", stream.Header.Get("Content-Type"))
		lines := bufio.NewScanner(stream.Body)
		line := func() string {
			require.True(t, lines.Scan())
			return lines.Text()
		}
		assert.Equal(t, ": listening", line())
		line()
		s.call("v1/payment", paymentsKey(), order("live"))
		assert.Equal(t, "event: payment", line())
		assert.Contains(t, line(), `"order_id":"live"`)
		line()
		assert.Equal(t, "event: request", line())
		assert.Contains(t, line(), `"verdict":"valid"`)
	})
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

func TestWithoutEventsThePagePolls(t *testing.T) {
	g := native(t, func(o *gateway.Options) { o.Events = false })
	testInspector(t, g)
}
