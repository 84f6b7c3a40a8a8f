package gateway_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/notification"
	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

// notificationsOf are those of an account's newest payment.
func notificationsOf(s *shop) []map[string]any {
	var list struct {
		Payments []struct{ Notifications []map[string]any }
	}
	r := s.ask("GET", "/payments", "")
	require.NoError(s.t, json.Unmarshal(r.body, &list), "%s", r.body)
	require.NotEmpty(s.t, list.Payments)
	return list.Payments[0].Notifications
}

func testNotifications(t *testing.T, g *target) {
	shopURL := listen(t)
	s := g.open(t, "notification_url", shopURL.url+"/account?shop=1")
	check := func(t *testing.T, r *http.Request, status, id string) {
		t.Helper()
		assert.Equal(t, "GET", r.Method)
		payload := strings.TrimPrefix(r.URL.RawQuery, "shop=1&")
		result, err := notification.Check(payload, s.notificationKey())
		require.NoError(t, err)
		assert.True(t, result.Valid, "%v", result.Findings)
		assert.Equal(t, "documented", result.Form)
		assert.Empty(t, result.Findings)
		assert.Equal(t, status, r.Form.Get("payment_status"))
		assert.Equal(t, id, r.Form.Get("order_id"))
		assert.Equal(t, s.Account, r.Form.Get("account"))
	}
	t.Run("to the account's address", func(t *testing.T) {
		created := s.call("v1/payment", paymentsKey(), order("Ёж/1 & <2>", "desc", `"/ ё \u2028"`)).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
		check(t, shopURL.wait(t), "paid", "Ёж/1 & <2>")
		eventually(t, func() bool {
			all := notificationsOf(s)
			return len(all) == 1 && all[0]["state"] == "delivered" && len(all[0]["attempts"].([]any)) == 1
		})
	})
	t.Run("to the request's address", func(t *testing.T) {
		created := s.call("v1/payment", paymentsKey(), order("2", "notification_endpoint_url", `"`+shopURL.url+`/request"`)).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"cancel"}`)
		r := shopURL.wait(t)
		assert.Equal(t, "/request", r.URL.Path)
		check(t, r, "cancel", "2")
	})
	t.Run("of a payout", func(t *testing.T) {
		created := s.call("v1/payout", payoutsKey(), payout("3")).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"fail"}`)
		check(t, shopURL.wait(t), "fail", "3")
	})
	t.Run("to nobody, to be looked at", func(t *testing.T) {
		s := g.open(t)
		created := s.call("v1/payment", paymentsKey(), order("6")).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
		all := notificationsOf(s)
		require.Len(t, all, 1)
		assert.Equal(t, "unaddressed", all[0]["state"])
		assert.Empty(t, all[0]["attempts"])
		result, err := notification.Check(all[0]["payload"].(string), s.notificationKey())
		require.NoError(t, err)
		assert.True(t, result.Valid, "%v", result.Findings)
	})
	t.Run("once more when asked", func(t *testing.T) {
		created := s.call("v1/payment", paymentsKey(), order("4")).json(t)
		for range 2 {
			assert.Equal(t, 200, s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`).status)
			check(t, shopURL.wait(t), "paid", "4")
		}
	})
	t.Run("ten times at most", func(t *testing.T) {
		s := g.open(t)
		created := s.call("v1/payment", paymentsKey(), order("7")).json(t)
		for i := range 11 {
			r := s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
			if i < 10 {
				require.Equal(t, 200, r.status)
				continue
			}
			assert.Equal(t, 409, r.status)
			assert.Regexp(t, "^told-enough ", r.header.Get("Sandbox-Reason"))
		}
		assert.Len(t, notificationsOf(s), 10)
	})
	t.Run("a shop that has moved is followed", func(t *testing.T) {
		moved := httptest.NewServer(http.RedirectHandler(shopURL.url+"/new", http.StatusFound))
		defer moved.Close()
		created := s.call("v1/payment", paymentsKey(), order("8", "notification_endpoint_url", `"`+moved.URL+`"`)).json(t)
		told := s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`).json(t)
		assert.Len(t, told["notifications"], 1)
		assert.Equal(t, "/new", shopURL.wait(t).URL.Path)
		eventually(t, func() bool { return notificationsOf(s)[0]["state"] == "delivered" })
	})
	t.Run("a shop that refuses is asked again", func(t *testing.T) {
		shopURL.code.Store(503)
		defer shopURL.code.Store(200)
		created := s.call("v1/payment", paymentsKey(), order("5")).json(t)
		s.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`)
		shopURL.wait(t)
		attempts := func(n int) {
			t.Helper()
			eventually(t, func() bool { return len(notificationsOf(s)[0]["attempts"].([]any)) == n })
		}
		attempts(1)
		assert.Equal(t, "pending", notificationsOf(s)[0]["state"])
		assert.NotEmpty(t, notificationsOf(s)[0]["due_at"])
		if g.advance == nil {
			return
		}
		g.advance(15e9)
		shopURL.wait(t)
		attempts(2)
		g.advance(120e9)
		shopURL.wait(t)
		attempts(3)
		eventually(t, func() bool { return notificationsOf(s)[0]["state"] == "failed" })
		last := notificationsOf(s)[0]["attempts"].([]any)[2].(map[string]any)
		assert.Equal(t, 503.0, last["status"])
		assert.Contains(t, last["error"], "503")
		g.advance(3600e9)
		attempts(3)
	})
}

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
