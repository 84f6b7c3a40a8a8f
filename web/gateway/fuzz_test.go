package gateway_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

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
