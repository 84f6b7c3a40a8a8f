package gateway_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

func testRelay(t *testing.T, g *target) {
	text := []byte(" " + order("relay", "desc", `"Ёж\/"`) + "\r\n")
	sign := signed(paymentsKey(), text)
	public := base64.StdEncoding.EncodeToString([]byte(publicPEM(paymentsKey())))
	header := func(more ...string) http.Header {
		h := http.Header{"Account": {"93d5df06-996c-48c3-9847-348d6b580b80"}, "Sign": {sign}, "Content-Type": {"application/json"},
			"Origin": {g.URL}, "Sec-Fetch-Site": {"same-origin"}, "Relay-Public-Key": {public},
			"Cookie": {"secret=1"}, "Referer": {g.URL}, "Accept-Language": {"ru"}, "X-Forwarded-For": {"10.1.1.1"}, "User-Agent": {"Firefox"}, "Authorization": {"Bearer x"}}
		for i := 0; i+1 < len(more); i += 2 {
			if h.Set(more[i], more[i+1]); more[i+1] == "" {
				h.Del(more[i])
			}
		}
		return h
	}
	answer := func(status int, mediaType string, text []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.Header().Set("Set-Cookie", "upstream=1")
			w.Header().Set("Date", "Tue, 01 Dec 2026 10:00:00 GMT")
			w.Header().Set("X-Request-Id", "7f3a")
			w.Header().Set("Cf-Ray", "8d1-FRA")
			w.Header().Set("Retry-After", "17")
			w.Header().Set("Server", "upstream")
			w.WriteHeader(status)
			w.Write(text)
		}
	}
	t.Run("passes exact bytes on, and nothing of the browser's", func(t *testing.T) {
		given := []byte("{\"message\" : \"\xd1\x91\\/ \x00\"}\r\n")
		for _, path := range []string{"v1/payment", "v1/payment/status", "v1/payout", "v1/payout/status", "v1/account/balance"} {
			g.upstream.next(answer(200, "application/json", given))
			r := g.send(t, "POST", "/relay/"+path+"?x=1", header(), text)
			require.Equal(t, 200, r.status, "%s", r.body)
			assert.Equal(t, given, r.body)
			assert.Empty(t, r.header.Get("Set-Cookie"))
			assert.NotEqual(t, "upstream", r.header.Get("Server"))
			for name, want := range map[string]string{"Relay-Content-Type": "application/json", "Relay-Date": "Tue, 01 Dec 2026 10:00:00 GMT", "X-Request-Id": "7f3a", "Cf-Ray": "8d1-FRA", "Retry-After": "17"} {
				assert.Equal(t, want, r.header.Get(name), name)
			}
			got := g.upstream.received()
			require.Len(t, got, 1)
			assert.Equal(t, "POST", got[0].method)
			assert.Equal(t, "/"+path, got[0].path)
			assert.Equal(t, text, got[0].body)
			assert.Equal(t, []string{fmt.Sprint(len(text))}, got[0].header["Content-Length"])
			for name, want := range map[string]string{"Account": "93d5df06-996c-48c3-9847-348d6b580b80", "Sign": sign, "Content-Type": "application/json", "User-Agent": "AliKassa2.0 API"} {
				assert.Equal(t, want, got[0].header.Get(name))
			}
			for _, name := range []string{"Cookie", "Referer", "Origin", "X-Forwarded-For", "Forwarded", "Authorization", "Relay-Public-Key", "Accept-Language"} {
				assert.NotContains(t, got[0].header, name)
			}
		}
	})
	t.Run("gives status and bytes back", func(t *testing.T) {
		for _, status := range []int{400, 302, 307, 404, 500, 503} {
			g.upstream.next(answer(status, "text/html", []byte("<script>")))
			r := g.send(t, "POST", "/relay/v1/payment", header(), text)
			assert.Equal(t, status, r.status)
			assert.Equal(t, "<script>", string(r.body))
			assert.True(t, strings.HasPrefix(r.header.Get("Content-Type"), "text/plain"), r.header.Get("Content-Type"))
			assert.Empty(t, r.header.Get("Location"))
			assert.Len(t, g.upstream.received(), 1, "once, and no redirect followed")
		}
	})
	t.Run("refuses, and sends nothing", func(t *testing.T) {
		for _, test := range []struct {
			name   string
			header http.Header
			status int
			code   string
		}{
			{"a foreign origin", header("Origin", "https://evil.example"), 403, "foreign-origin"},
			{"no origin", header("Origin", "null"), 403, "foreign-origin"},
			{"another site", header("Sec-Fetch-Site", "cross-site", "Origin", ""), 403, "foreign-origin"},
			{"a wrong sign", header("Sign", signed(strangersKey(), text)), 422, "wrong-sign"},
			{"no sign", header("Sign", ""), 422, "wrong-sign"},
			{"an account of other characters", header("Account", "\xd1\x91"), 422, "bad-header"},
			{"a key that is none", header("Relay-Public-Key", "AAAA"), 422, "bad-public-key"},
			{"a key in no base64", header("Relay-Public-Key", "%"), 422, "bad-public-key"},
		} {
			g.upstream.next(answer(200, "application/json", nil))
			r := g.send(t, "POST", "/relay/v1/payment", test.header, text)
			assert.Equal(t, test.status, r.status, test.name)
			assert.True(t, strings.HasPrefix(r.header.Get("Relay-Reason"), test.code+" "), r.header.Get("Relay-Reason"))
			assert.Equal(t, "not-created", r.json(t)["outcome"], test.name)
			assert.Empty(t, g.upstream.received(), test.name)
		}
	})
	t.Run("refuses a body that is too long, and says that nothing was sent", func(t *testing.T) {
		g.upstream.next(answer(200, "application/json", nil))
		r := g.send(t, "POST", "/relay/v1/payment", header(), make([]byte, 64<<10+1))
		assert.Equal(t, 413, r.status)
		assert.Regexp(t, "^body-too-long .* Nothing was sent.$", r.header.Get("Relay-Reason"))
		assert.Equal(t, "not-created", r.json(t)["outcome"])
		assert.Empty(t, g.upstream.received())
	})
	t.Run("sends what a browser sends once more only once", func(t *testing.T) {
		g.upstream.next(answer(200, "application/json", []byte("{}")))
		for i, h := range []http.Header{header("Relay-Once", "press 1"), header("Relay-Once", "press 1"), header("Relay-Once", "press 2")} {
			r := g.send(t, "POST", "/relay/v1/payment", h, text)
			if i != 1 {
				assert.Equal(t, 200, r.status)
				continue
			}
			assert.Equal(t, 502, r.status)
			assert.Regexp(t, "^sent-already ", r.header.Get("Relay-Reason"))
			assert.Equal(t, "unknown", r.json(t)["outcome"])
		}
		// Another's name, or of another request, is another.
		for _, one := range []struct{ path, account string }{{"v1/payment/status", "93d5df06-996c-48c3-9847-348d6b580b80"}, {"v1/payment", "5d0db58e-5d70-4f4a-a3d1-4e3b8f6c7c66"}} {
			assert.Equal(t, 200, g.send(t, "POST", "/relay/"+one.path, header("Relay-Once", "press 1", "Account", one.account), text).status)
		}
		require.Len(t, g.upstream.received(), 4)
		assert.NotContains(t, g.upstream.received()[0].header, "Relay-Once")
	})
	t.Run("sends a wrong sign on purpose", func(t *testing.T) {
		for _, h := range []http.Header{header("Sign", "wrong", "Relay-Verify", "off"), header("Sign", "wrong", "Relay-Public-Key", "")} {
			g.upstream.next(answer(400, "application/json", []byte(`{"message":"no"}`)))
			r := g.send(t, "POST", "/relay/v1/payment", h, text)
			assert.Equal(t, 400, r.status)
			require.Len(t, g.upstream.received(), 1)
			assert.Equal(t, "wrong", g.upstream.received()[0].header.Get("Sign"))
		}
	})
	unknown := func(t *testing.T, status int, code string) {
		t.Helper()
		r := g.send(t, "POST", "/relay/v1/payment", header(), text)
		require.Equal(t, status, r.status, "%s", r.body)
		assert.Regexp(t, "^("+code+") ", r.header.Get("Relay-Reason"))
		told := r.json(t)
		assert.Equal(t, "unknown", told["outcome"])
		assert.Contains(t, told["message"], "unknown whether the payment was created")
		assert.Contains(t, told["advice"], "status")
		assert.Len(t, g.upstream.received(), 1, "it never tries again")
	}
	t.Run("a status that is none", func(t *testing.T) {
		g.upstream.next(func(w http.ResponseWriter, _ *http.Request) {
			connection, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, _ = connection.Write([]byte("HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nok"))
				connection.Close()
			}
		})
		unknown(t, 502, "strange-answer|connection-cut")
	})
	t.Run("a connection that is cut", func(t *testing.T) {
		g.upstream.next(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
		unknown(t, 502, "connection-cut")
		g.upstream.next(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			w.Write([]byte("{"))
			panic(http.ErrAbortHandler)
		})
		unknown(t, 502, "connection-cut")
	})
	t.Run("an answer that is too long", func(t *testing.T) {
		g.upstream.next(answer(200, "application/json", make([]byte, 1<<20+1)))
		unknown(t, 502, "answer-too-long")
		whole := make([]byte, 1<<20)
		g.upstream.next(answer(200, "application/json", whole))
		r := g.send(t, "POST", "/relay/v1/payment", header(), text)
		assert.Equal(t, 200, r.status)
		assert.Len(t, r.body, len(whole))
	})
}

// neverAnswered is an account whose requests upstream leaves without an answer.
const neverAnswered = "00000000-0000-0000-0000-000000000000"

// relayLate sends a request that is never answered, and tells what the relay
// says when it has waited for as long as it does.
func relayLate(t *testing.T, g *target) <-chan response {
	t.Helper()
	request, err := http.NewRequest("POST", g.URL+"/relay/v1/payment", strings.NewReader("{}"))
	require.NoError(t, err)
	request.Header = http.Header{"Account": {neverAnswered}, "Sign": {"x"}}
	said := make(chan response, 1)
	go func() {
		defer close(said)
		patient := &http.Client{}
		answer, err := patient.Do(request)
		if !assert.NoError(t, err) {
			return
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		assert.NoError(t, err)
		said <- response{answer.StatusCode, answer.Header, text}
	}()
	return said
}

func checkLate(t *testing.T, g *target, said <-chan response) {
	r := <-said
	require.Equal(t, 504, r.status, "%s", r.body)
	assert.Regexp(t, "^timeout ", r.header.Get("Relay-Reason"))
	assert.Equal(t, "unknown", r.json(t)["outcome"])
	assert.Contains(t, r.json(t)["message"], "unknown whether the payment was created")
	assert.EqualValues(t, 1, g.upstream.late.Load(), "it never tries again")
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
