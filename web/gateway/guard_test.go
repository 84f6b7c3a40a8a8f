package gateway_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func testHardening(t *testing.T, g *target) {
	s := g.open(t)
	t.Run("bodies over 64 KiB", func(t *testing.T) {
		text := order("long", "desc", `"`+strings.Repeat("x", 64<<10)+`"`)
		for _, path := range []string{"/sandbox/v1/payment", "/sandbox/accounts"} {
			r := g.send(t, "POST", path, http.Header{"Account": {s.Account}}, []byte(text))
			assert.Equal(t, 413, r.status)
			assert.NotEmpty(t, r.json(t)["message"])
		}
	})
	t.Run("a private key is not kept, however it came", func(t *testing.T) {
		pkcs8, err := x509.MarshalPKCS8PrivateKey(strangersKey())
		require.NoError(t, err)
		pkcs1 := x509.MarshalPKCS1PrivateKey(strangersKey())
		inside := base64.StdEncoding.EncodeToString(pkcs8)
		text := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE" + " KEY", Bytes: pkcs8}))
		twice := base64.StdEncoding.EncodeToString([]byte(text))
		lines := regexp.MustCompile(`.{8}`).ReplaceAllString(inside, "$0\n")
		bag := base64.StdEncoding.EncodeToString([]byte("Bag Attributes\n" + text))
		exponent := strangersKey().D.Bytes()
		encrypted, err := base64.StdEncoding.DecodeString("MIIFJTBPBgkqhkiG9w0BBQ0wQjAhBgkrBgEEAdpHBAsw")
		require.NoError(t, err)
		s := g.open(t)
		for name, test := range map[string]struct{ sign, header, body string }{
			"PEM": {"x", "", text}, "DER": {"x", "", string(pkcs1)}, "DER, encrypted": {"x", "", string(encrypted)},
			"the inside of PEM": {"x", "", inside}, "in JSON": {"x", "", `{"key":"` + inside + `"}`},
			"PEM in JSON": {"x", "", `{"a":[{"key":` + strconv.Quote(text) + `}]}`}, "base64 twice in JSON": {"x", "", `{"key":"` + twice + `"}`},
			"escaped in JSON": {"x", "", `{"key":"-----BEGIN PRIVATE\u0020KEY-----"}`},
			"in a form":       {"x", "", url.Values{"key": {text}}.Encode()}, "PKCS #1 in a form": {"x", "", url.Values{"key": {base64.StdEncoding.EncodeToString(pkcs1)}}.Encode()},
			"in Sign": {inside, "", "{}"}, "PEM in Sign": {strings.ReplaceAll(text, "\n", ""), "", "{}"}, "base64 of PEM in Sign": {twice, "", "{}"},
			"in another header":            {"x", strings.ReplaceAll(text, "\n", " "), "{}"},
			"in short lines":               {"x", "", lines},
			"with text before, in base64":  {"x", "", bag},
			"the inside of PEM, in base64": {"x", "", base64.StdEncoding.EncodeToString([]byte(inside))},
			"in UTF-16":                    {"x", "", strings.Join(strings.Split(text, ""), "\x00")},
			"as hex":                       {"x", "", hex.EncodeToString(pkcs1)},
			"as XML":                       {"x", "", "<RSAKeyValue><D>" + base64.StdEncoding.EncodeToString(exponent) + "</D></RSAKeyValue>"},
			"as JWK":                       {"x", "", `{"desc":"100%","key":{"kty":"RSA","d":"` + base64.RawURLEncoding.EncodeToString(exponent) + `"}}`},
			"as openssl prints":            {"x", "", "RSA Private-Key: (2048 bit)\nprivateExponent:\n    11:22"},
			"of OpenSSH":                   {"x", "", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU"},
			"in signed data":               {"", "", order("holds a key", "desc", strconv.Quote(text))},
		} {
			t.Run(name, func(t *testing.T) {
				if test.sign == "" {
					test.sign = signed(paymentsKey(), []byte(test.body))
				}
				r := g.send(t, "POST", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Sign": {test.sign}, "X-Key": {test.header}}, []byte(test.body))
				assert.Equal(t, 400, r.status)
				assert.Regexp(t, "^private-key ", r.header.Get("Sandbox-Reason"))
				var list struct {
					Requests []struct {
						Body, Sign string
						Headers    map[string][]string
					}
				}
				require.NoError(t, json.Unmarshal(s.ask("GET", "/requests?limit=1", "").body, &list))
				kept, err := base64.StdEncoding.DecodeString(list.Requests[0].Body)
				require.NoError(t, err)
				assert.Equal(t, "[a private key was sent: nothing of the request is kept]", string(kept))
				assert.Empty(t, list.Requests[0].Sign)
				assert.Empty(t, list.Requests[0].Headers)
			})
		}
		assert.Equal(t, 400, s.call("v1/payment/status", paymentsKey(), `{"order_id":"holds a key"}`).status, "and nothing is done with it")
		for _, body := range []string{order("public", "desc", strconv.Quote(publicPEM(paymentsKey()))), order("words", "desc", `"A course on private keys"`),
			order("begin", "desc", `"Beginner private keyboard lesson"`), order("jwk", "d", `"1"`, "kty", `"x"`)} {
			assert.NotContains(t, s.call("v1/payment", paymentsKey(), body).header.Get("Sandbox-Reason"), "private-key")
		}
	})
	t.Run("what is secret to a browser is not kept", func(t *testing.T) {
		s := g.open(t)
		g.send(t, "POST", "/sandbox/v1/payment", http.Header{"Account": {s.Account}, "Authorization": {"Bearer " + s.Token}, "Cookie": {"a=b"}}, []byte("{}"))
		kept := string(s.ask("GET", "/requests", "").body)
		assert.Contains(t, kept, s.Account)
		assert.NotContains(t, kept, s.Token)
		assert.NotContains(t, kept, "Cookie")
	})
	t.Run("methods", func(t *testing.T) {
		for _, test := range []struct{ method, path, allow string }{
			{"GET", "/sandbox/v1/payment", "POST"}, {"PUT", "/sandbox/v1/payout", "POST"}, {"OPTIONS", "/sandbox/accounts", "POST"},
			{"GET", "/relay/v1/payment", "POST"}, {"DELETE", "/relay/v1/payment", "POST"},
			{"POST", "/sandbox/accounts/" + s.Account + "/requests", "GET"},
		} {
			r := g.send(t, test.method, test.path, nil, nil)
			assert.Equal(t, 405, r.status, test.path)
			assert.Equal(t, test.allow, r.header.Get("Allow"), test.path)
		}
	})
	t.Run("unknown paths", func(t *testing.T) {
		for _, path := range []string{"/sandbox/", "/sandbox/v2/payment", "/sandbox/v1/payment/", "/relay/v1/no-such-operation", "/relay/", "/relay/http://example.com/"} {
			r := g.send(t, "POST", path, nil, nil)
			assert.Contains(t, []int{404, 307, 308}, r.status, path)
		}
	})
	t.Run("foreign origins", func(t *testing.T) {
		for _, header := range []http.Header{{"Origin": {"https://evil.example"}}, {"Origin": {"null"}}, {"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}} {
			r := g.send(t, "POST", "/sandbox/accounts", header, marshal(map[string]string{"public_key": publicPEM(paymentsKey())}))
			assert.Equal(t, 403, r.status)
			assert.Empty(t, r.header.Get("Access-Control-Allow-Origin"))
		}
		insecure := http.Header{"Origin": {g.URL}, "X-Forwarded-Proto": {"https"}}
		assert.Equal(t, 403, g.send(t, "POST", "/sandbox/accounts", insecure, nil).status, "a page that came without TLS")
		s := g.open(t)
		var created struct{ URL string }
		require.NoError(t, json.Unmarshal(s.call("v1/payment", paymentsKey(), order("foreign")).body, &created))
		page := strings.TrimPrefix(created.URL, g.URL)
		press := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"cross-site"}}
		assert.Equal(t, 403, g.send(t, "POST", page, press, []byte("action=pay")).status)
		r := g.send(t, "POST", "/sandbox/accounts", http.Header{"Origin": {g.URL}, "Sec-Fetch-Site": {"same-origin"}}, marshal(map[string]string{"public_key": publicPEM(paymentsKey())}))
		assert.Equal(t, 200, r.status)
	})
	t.Run("headers", func(t *testing.T) {
		for _, path := range []string{"/healthz", "/sandbox/triggers", "/sandbox/nothing"} {
			r := g.send(t, "GET", path, nil, nil)
			assert.Equal(t, "nosniff", r.header.Get("X-Content-Type-Options"))
			assert.Contains(t, r.header.Get("Content-Security-Policy"), "default-src 'none'")
			assert.Equal(t, "application/json", r.header.Get("Content-Type"))
			assert.Equal(t, "no-store", r.header.Get("Cache-Control"))
		}
		assert.Equal(t, "ok", g.send(t, "GET", "/healthz", nil, nil).json(t)["status"])
	})
	t.Run("a reason is one line of ASCII without commas", func(t *testing.T) {
		r := s.call("v1/payment", paymentsKey(), order("x", "customer_ip", `"ё, \u000a\u000d\u0001 Set-Cookie: a=b"`))
		assert.Equal(t, 400, r.status)
		assert.Regexp(t, `^bad-ip [ -+\--~]+$`, r.header.Get("Sandbox-Reason"))
		assert.Empty(t, r.header.Get("Set-Cookie"))
	})
}
