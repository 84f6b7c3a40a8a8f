package gateway_test

import (
	"net/http"
	"net/netip"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

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
