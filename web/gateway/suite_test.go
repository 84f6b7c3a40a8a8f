package gateway_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	explaining "github.com/alikassa-sign/alikassa-sign/signer/response"
)

// TestNative runs the cases against the gateway on SQLite.
func TestNative(t *testing.T) { suite(t, native(t)) }

// TestWorker runs the same cases against the Worker.
func TestWorker(t *testing.T) { suite(t, worker(t)) }

// suite is what holds for both.
func suite(t *testing.T, g *target) {
	late := relayLate(t, g) // first: the Worker waits for 30 seconds
	for _, part := range []struct {
		name string
		run  func(*testing.T, *target)
	}{
		{"operations", testOperations},
		{"documented bodies", testDocumentedBodies},
		{"wrong signatures", testWrongSignatures},
		{"accounts", testAccounts},
		{"one order_id", testOneOrderID},
		{"status follows", testStatus},
		{"notifications", testNotifications},
		{"payment page", testPaymentPage},
		{"inspector", testInspector},
		{"hardening", testHardening},
		{"relay", testRelay},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, g) })
	}
	t.Run("relay, an answer that does not come", func(t *testing.T) { checkLate(t, g, late) })
}

const (
	works  = "Technical works."
	server = "Internal server error"
)

// testOperations is the table of the documented answers. The order_id is the
// case's name.
func testOperations(t *testing.T, g *target) {
	s := g.open(t)
	for _, test := range []struct {
		name, path string
		key        *rsa.PrivateKey
		body       string
		status     int
		message    string // of a refusal
		reason     string // its code
		errors     []string
		outcome    string // what the library's explain makes of the answer
	}{
		{"payment", "v1/payment", paymentsKey(), order("a1"), 200, "", "", nil, "created"},
		{"order_id taken", "v1/payment", paymentsKey(), order("a1"), 400, "order_id exists", "order-id-exists", nil, "not-created"},
		{"order_id as integer", "v1/payment", paymentsKey(), order("", "order_id", "1785153600"), 200, "", "", nil, "created"},
		{"order_id as integer is the same", "v1/payment", paymentsKey(), order("1785153600"), 400, "order_id exists", "order-id-exists", nil, "not-created"},
		{"unlisted field", "v1/payment", paymentsKey(), order("a2", "customer_browser_accept_header", `"*/*"`), 200, "", "", nil, "created"},
		{"decimals", "v1/payment", paymentsKey(), order("a3", "amount", "100.5"), 200, "", "", nil, "created"},
		{"no amount", "v1/payment", paymentsKey(), order("b1", "amount", "null"), 400, "The given data was invalid.", "required", []string{"amount"}, "not-created"},
		{"several fields", "v1/payment", paymentsKey(), order("b2", "customer_ip", `"1.2.3"`, "lifetime", "5", "service", `""`), 400, "The given data was invalid.", "required", []string{"customer_ip", "lifetime", "service"}, "not-created"},
		{"too long", "v1/payment", paymentsKey(), order(strings.Repeat("x", 129)), 400, "The given data was invalid.", "too-long", []string{"order_id"}, "not-created"},
		{"negative amount", "v1/payment", paymentsKey(), order("b3", "amount", "-5"), 400, "", "", nil, "not-created"},
		{"not JSON", "v1/payment", paymentsKey(), `{"order_id":`, 400, "The given data was invalid.", "not-json", []string{"body"}, "not-created"},
		{"a list", "v1/payment", paymentsKey(), `[1]`, 400, "The given data was invalid.", "not-object", []string{"body"}, "not-created"},
		{"unknown service", "v1/payment", paymentsKey(), order("c1", "service", `"sandbox_unknown"`), 400, "Not exists service / No found service", "unknown-service", nil, "not-created"},
		{"a shop's own service", "v1/payment", paymentsKey(), order("c0", "service", `"payment_my_bank_rub"`), 200, "", "", nil, "created"},
		{"a payout's service", "v1/payment", paymentsKey(), order("c2", "service", `"payout_card_rub"`), 400, "Not exists service / No found service", "unknown-service", nil, "not-created"},
		{"below the minimum", "v1/payment", paymentsKey(), order("c3", "amount", "99.99"), 400, "Minimum amount 100", "minimum-amount", nil, "not-created"},
		{"at the minimum", "v1/payment", paymentsKey(), order("c4", "amount", "100"), 200, "", "", nil, "created"},
		{"above the maximum", "v1/payment", paymentsKey(), order("c5", "amount", "300000.01"), 400, "Maximum amount 300000", "maximum-amount", nil, "not-created"},
		{"at the maximum", "v1/payment", paymentsKey(), order("c6", "amount", "300000"), 200, "", "", nil, "created"},
		{"not allowed", "v1/payment", paymentsKey(), order("d1", "service", `"sandbox_not_allowed"`), 400, "Project not allowed to accept payments", "project-not-allowed", nil, "not-created"},
		{"technical works", "v1/payment", paymentsKey(), order("d2", "service", `"sandbox_technical_works"`), 400, works, "technical-works", nil, "not-created"},
		{"500, created", "v1/payment", paymentsKey(), order("d3", "service", `"sandbox_error_created"`), 500, server, "error-created", nil, "unknown"},
		{"it is there", "v1/payment/status", paymentsKey(), `{"order_id":"d3"}`, 200, "", "", nil, "created"},
		{"and its order_id is taken", "v1/payment", paymentsKey(), order("d3"), 400, "order_id exists", "order-id-exists", nil, "not-created"},
		{"500, not created", "v1/payment", paymentsKey(), order("d4", "service", `"sandbox_error_not_created"`), 500, server, "error-not-created", nil, "unknown"},
		{"it is not there", "v1/payment/status", paymentsKey(), `{"order_id":"d4"}`, 400, "Payment not found", "not-found", nil, ""},
		{"and its order_id is free", "v1/payment", paymentsKey(), order("d4"), 200, "", "", nil, "created"},
		{"status without an ID", "v1/payment/status", paymentsKey(), `{}`, 400, "The given data was invalid.", "one-of-required", []string{"order_id"}, ""},
		{"payout", "v1/payout", payoutsKey(), payout("a1"), 200, "", "", nil, "created"},
		{"payout's order_id taken", "v1/payout", payoutsKey(), payout("a1"), 400, "order_id exists", "order-id-exists", nil, "not-created"},
		{"payout without a number", "v1/payout", payoutsKey(), payout("a2", "number", "null"), 400, "The given data was invalid.", "required", []string{"number"}, "not-created"},
		{"payout with the wrong certificate", "v1/payout", paymentsKey(), payout("a3"), 400, "Invalid sign", "wrong-key-known", nil, "not-created"},
		{"payout, technical works", "v1/payout", payoutsKey(), payout("a4", "service", `"sandbox_technical_works"`), 400, works, "technical-works", nil, "not-created"},
		{"payout status", "v1/payout/status", payoutsKey(), `{"order_id":"a1"}`, 200, "", "", nil, ""},
		{"payout status of a payment", "v1/payout/status", payoutsKey(), `{"order_id":"d3"}`, 400, "Payout not found", "not-found", nil, ""},
		{"payment with the wrong certificate", "v1/payment", payoutsKey(), order("a4"), 400, "Invalid sign", "wrong-key-known", nil, "not-created"},
		{"balance", "v1/account/balance", payoutsKey(), `[]`, 200, "", "", nil, ""},
		{"balance with the wrong certificate", "v1/account/balance", paymentsKey(), `[]`, 400, "Invalid sign", "wrong-key-known", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := s.call(test.path, test.key, test.body)
			require.Equal(t, test.status, r.status, "%s", r.body)
			answer := r.json(t)
			code, sentence, _ := strings.Cut(r.header.Get("Sandbox-Reason"), " ")
			if test.message != "" {
				assert.Equal(t, test.message, answer["message"])
				assert.Equal(t, test.reason, code)
				assert.NotEmpty(t, sentence)
			} else if test.status == 200 {
				assert.Empty(t, code)
			}
			for _, name := range test.errors {
				assert.NotEmpty(t, answer["errors"].(map[string]any)[name], name)
			}
			if test.errors != nil {
				assert.Len(t, answer["errors"], len(test.errors))
			}
			if test.outcome != "" {
				told, err := explaining.Explain(r.status, string(r.body), "payment")
				require.NoError(t, err)
				assert.Equal(t, test.outcome, told.Outcome)
			}
		})
	}
	t.Run("at the root, for programs that take a host alone", func(t *testing.T) {
		text := []byte(order("root"))
		r := g.send(t, "POST", "/v1/payment", http.Header{"Account": {s.Account}, "Sign": {signed(paymentsKey(), text)}}, text)
		assert.Equal(t, 200, r.status, "%s", r.body)
	})
	t.Run("the documented shape", func(t *testing.T) {
		r := s.call("v1/payment", paymentsKey(), order("shape"))
		assert.Regexp(t, `^\{"url":"`+regexp.QuoteMeta(g.URL)+`/sandbox/pay/[0-9a-f-]{36}","payment_status":"wait","id":1\d{8},"uuid":"[0-9a-f-]{36}"\}$`, string(r.body))
		assert.Equal(t, "application/json", r.header.Get("Content-Type"))
	})
	t.Run("the table of triggers tells the truth", func(t *testing.T) {
		r := g.send(t, "GET", "/sandbox/triggers", nil, nil)
		var table struct {
			Services []struct{ Name, Operation string }
			Triggers []struct {
				Field, Value, Message string
				Status                int
				Created               bool
			}
		}
		require.NoError(t, json.Unmarshal(r.body, &table))
		require.NotEmpty(t, table.Triggers)
		for i, trigger := range table.Triggers {
			id, value := fmt.Sprintf("trigger %d", i), trigger.Value
			switch trigger.Field {
			case "order_id":
				require.Equal(t, 200, s.call("v1/payment", paymentsKey(), order(id)).status)
				value = `"` + id + `"`
			case "service":
				value = `"` + value + `"`
			}
			got := s.call("v1/payment", paymentsKey(), order(id, trigger.Field, value))
			assert.Equal(t, trigger.Status, got.status, trigger.Value)
			assert.Equal(t, trigger.Message, got.json(t)["message"], trigger.Value)
			if trigger.Field != "order_id" {
				there := s.call("v1/payment/status", paymentsKey(), `{"order_id":"`+id+`"}`)
				assert.Equal(t, trigger.Created, there.status == 200, trigger.Value)
			}
		}
		for i, service := range table.Services {
			path, key, text := "v1/payment", paymentsKey(), order(fmt.Sprint("service ", i), "service", `"`+service.Name+`"`)
			if service.Operation == "payout" {
				path, key, text = "v1/payout", payoutsKey(), payout(fmt.Sprint("service ", i), "service", `"`+service.Name+`"`)
			}
			assert.Equal(t, 200, s.call(path, key, text).status, service.Name)
		}
	})
}

// testDocumentedBodies: what each language's documented call writes is accepted.
func testDocumentedBodies(t *testing.T, g *target) {
	s := g.open(t)
	for _, style := range body.Styles() {
		text, err := body.Encode([]byte(order("style "+style.Name, "desc", `"Ёж <a> & 10/2"`)), style.Name)
		require.NoError(t, err)
		r := s.call("v1/payment", paymentsKey(), string(text))
		assert.Equal(t, 200, r.status, "%s: %s", style.Name, r.body)
	}
}

func testWrongSignatures(t *testing.T, g *target) {
	s := g.open(t)
	text := order("wrong")
	good := signed(paymentsKey(), []byte(text))
	digest := sha256.Sum256([]byte(text))
	sha2, err := rsa.SignPKCS1v15(nil, paymentsKey(), crypto.SHA256, digest[:])
	require.NoError(t, err)
	python, err := body.Encode([]byte(text), "python")
	require.NoError(t, err)
	for _, test := range []struct{ name, sign, code string }{
		{"none", "", "sign-empty"},
		{"no base64", "%%%", "sign-not-base64"},
		{"cut", good[:200], "sign-truncated"},
		{"in quotes", `"` + good + `"`, "sign-quoted"},
		{"SHA-256", base64.StdEncoding.EncodeToString(sha2), "wrong-hash"},
		{"another key", signed(strangersKey(), []byte(text)), "wrong-key"},
		{"a line break at the end", signed(paymentsKey(), []byte(text+"\n")), "trailing-newline"},
		{"as Python writes it", signed(paymentsKey(), python), "other-style"},
		{"the payouts certificate", signed(payoutsKey(), []byte(text)), "wrong-key-known"},
	} {
		t.Run(test.name, func(t *testing.T) {
			// A machine that is busy may not come to the end of its search in time.
			eventually(t, func() bool {
				r := s.callSigned("v1/payment", test.sign, text)
				require.Equal(t, 400, r.status)
				require.Equal(t, "Invalid sign", r.json(t)["message"])
				code, _, _ := strings.Cut(r.header.Get("Sandbox-Reason"), " ")
				return code == test.code || code != "other-body" && !assert.Equal(t, test.code, code)
			})
		})
	}
	t.Run("several at once", func(t *testing.T) {
		sign := signed(paymentsKey(), []byte(text+"\n"))
		var wg sync.WaitGroup
		reasons := make([]string, 10)
		for i := range reasons {
			wg.Go(func() { reasons[i] = s.callSigned("v1/payment", sign, text).header.Get("Sandbox-Reason") })
		}
		wg.Wait()
		for _, reason := range reasons {
			assert.Regexp(t, "^trailing-newline ", reason)
		}
	})
	t.Run("no account", func(t *testing.T) {
		for _, account := range []string{"", "93d5df06-996c-48c3-9847-348d6b580b80", "' OR 1=1 --"} {
			r := (&shop{t: t, target: g, Account: account}).callSigned("v1/payment", good, text)
			assert.Equal(t, 400, r.status)
			assert.Equal(t, "Account not found", r.json(t)["message"])
			assert.Regexp(t, `^(unknown|missing)-account `, r.header.Get("Sandbox-Reason"))
		}
	})
	t.Run("an account without a payouts certificate", func(t *testing.T) {
		s := g.open(t, "payout_public_key", "")
		assert.Regexp(t, `^wrong-key-known .*payments certificate`, s.call("v1/payout", paymentsKey(), payout("1")).header.Get("Sandbox-Reason"))
		assert.Regexp(t, `^no-payouts-certificate `, s.call("v1/payout", payoutsKey(), payout("1")).header.Get("Sandbox-Reason"))
	})
	t.Run("nothing was created", func(t *testing.T) {
		assert.Equal(t, 200, s.call("v1/payment", paymentsKey(), text).status)
	})
}

const privateLabel = "-----BEGIN RSA " + "PRIVATE KEY-----"

func testAccounts(t *testing.T, g *target) {
	public := publicPEM(paymentsKey())
	for _, test := range []struct{ name, body, code string }{
		{"nothing", ``, "not-json"},
		{"no object", `[]`, "not-json"},
		{"no key", `{}`, "invalid-public-key"},
		{"no PEM", `{"public_key":"abc"}`, "invalid-public-key"},
		{"a private key", string(marshal(map[string]string{"public_key": privateLabel + "\nMIIsecret\n-----END RSA PRIVATE KEY-----"})), "private-key"},
		{"a private key beside it", string(marshal(map[string]string{"public_key": public, "x": privateLabel + "\nMIIsecret"})), "private-key"},
		{"a private key, escaped", `{"public_key":"-----BEGIN PRI\u0056ATE KEY-----\nMIIsecret"}`, "private-key"},
		{"a private key as the payouts'", string(marshal(map[string]string{"public_key": public, "payout_public_key": privateLabel})), "private-key"},
		{"an address that is none", string(marshal(map[string]string{"public_key": public, "notification_url": "javascript:alert(1)"})), "invalid-notification-url"},
		{"a file", string(marshal(map[string]string{"public_key": public, "notification_url": "file:///etc/passwd"})), "invalid-notification-url"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := g.send(t, "POST", "/sandbox/accounts", nil, []byte(test.body))
			assert.Equal(t, 400, r.status)
			assert.True(t, strings.HasPrefix(r.header.Get("Sandbox-Reason"), test.code+" "), r.header.Get("Sandbox-Reason"))
			assert.Equal(t, "The given data was invalid.", r.json(t)["message"])
			assert.NotContains(t, string(r.body), "MIIsecret")
		})
	}
	t.Run("a token opens its own account alone", func(t *testing.T) {
		one, two := g.open(t), g.open(t)
		assert.NotEqual(t, one.Account, two.Account)
		assert.Len(t, one.Token, 64)
		assert.Equal(t, one.Notifications, two.Notifications)
		for _, token := range []string{"", "Bearer ", "Bearer " + two.Token, "Basic " + one.Token, one.Token} {
			for _, path := range []string{"/requests", "/payments", ""} {
				method := "GET"
				if path == "" {
					method = "DELETE"
				}
				r := g.send(t, method, "/sandbox/accounts/"+one.Account+path, http.Header{"Authorization": {token}}, nil)
				assert.Equal(t, 401, r.status, "%q %s", token, path)
			}
		}
		assert.Equal(t, 200, one.ask("GET", "/requests", "").status)
	})
	t.Run("a token brings back what the account was made of", func(t *testing.T) {
		s := g.open(t, "notification_url", "https://shop.example/notify")
		got := s.ask("GET", "", "").json(t)
		assert.Regexp(t, `^20\d\d-`, got["expires_at"])
		delete(got, "expires_at")
		assert.Equal(t, map[string]any{
			"account": s.Account, "public_key": publicPEM(paymentsKey()), "payout_public_key": publicPEM(payoutsKey()),
			"notification_url": "https://shop.example/notify", "notification_public_key": s.Notifications,
		}, got)
	})
	t.Run("a deleted account is gone", func(t *testing.T) {
		s := g.open(t)
		created := s.call("v1/payment", paymentsKey(), order("1")).json(t)
		page := strings.TrimPrefix(created["url"].(string), g.URL)
		assert.Equal(t, 200, g.send(t, "GET", page, nil, nil).status)
		assert.Equal(t, 204, s.ask("DELETE", "", "").status)
		assert.Equal(t, 401, s.ask("GET", "/requests", "").status)
		assert.Equal(t, 404, g.send(t, "GET", page, nil, nil).status)
		assert.Equal(t, "Account not found", s.call("v1/payment", paymentsKey(), order("2")).json(t)["message"])
	})
}

// testOneOrderID: of a hundred that race one wins.
func testOneOrderID(t *testing.T, g *target) {
	s := g.open(t)
	text := order("race")
	sign := signed(paymentsKey(), []byte(text))
	var wg sync.WaitGroup
	answers, turns := make([]response, 100), make(chan struct{}, g.atOnce)
	for i := range answers {
		wg.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			answers[i] = s.callSigned("v1/payment", sign, text)
		})
	}
	wg.Wait()
	won := 0
	for _, r := range answers {
		if r.status == 200 {
			won++
			continue
		}
		assert.Equal(t, 400, r.status)
		assert.JSONEq(t, `{"message":"order_id exists"}`, string(r.body))
	}
	assert.Equal(t, 1, won)
}

func testStatus(t *testing.T, g *target) {
	s := g.open(t)
	created := s.call("v1/payment", paymentsKey(), order("1", "amount", "123.4", "desc", `"Ёж"`)).json(t)
	id := fmt.Sprintf("%.0f", created["id"])
	for _, question := range []string{`{"order_id":"1"}`, `{"id":"` + id + `"}`, `{"id":` + id + `}`} {
		got := s.call("v1/payment/status", paymentsKey(), question).json(t)
		assert.Equal(t, map[string]any{
			"id": created["id"], "uuid": created["uuid"], "order_id": "1", "payment_status": "wait", "amount": "123.40",
			"payment_amount": "123.40", "commission_amount": "0.00", "is_partial_payment": 0.0, "service_code": "payment_card_rub_hpp", "desc": "Ёж",
		}, got)
	}
	other := g.open(t)
	assert.Equal(t, 400, other.call("v1/payment/status", paymentsKey(), `{"id":"`+id+`"}`).status, "another account's payment")
	assert.Equal(t, 404, other.ask("POST", "/payments/"+id, `{"payment_status":"paid"}`).status)
	assert.Equal(t, 404, other.ask("POST", "/payments/"+created["uuid"].(string), `{"payment_status":"paid"}`).status)

	assert.Equal(t, 400, s.ask("POST", "/payments/"+id, `{"payment_status":"won"}`).status)
	assert.Equal(t, 404, s.ask("POST", "/payments/1", `{"payment_status":"paid"}`).status)
	assert.Equal(t, "paid", s.ask("POST", "/payments/"+id, `{"payment_status":"paid"}`).json(t)["payment_status"])
	assert.Equal(t, "paid", s.call("v1/payment/status", paymentsKey(), `{"order_id":"1"}`).json(t)["payment_status"])
	assert.Equal(t, 409, s.ask("POST", "/payments/"+id, `{"payment_status":"fail"}`).status, "paid is final")

	assert.Equal(t, "1000123.40", s.call("v1/account/balance", payoutsKey(), "[]").json(t)["balance"])
	out := s.call("v1/payout", payoutsKey(), payout("1", "amount", `"200.5"`)).json(t)
	assert.NotContains(t, out, "url")
	assert.Equal(t, "999922.90", s.call("v1/account/balance", payoutsKey(), "[]").json(t)["balance"])
	assert.Equal(t, 200, s.ask("POST", "/payments/"+out["uuid"].(string), `{"payment_status":"fail"}`).status)
	assert.Equal(t, "1000123.40", s.call("v1/account/balance", payoutsKey(), "{}").json(t)["balance"])
}
