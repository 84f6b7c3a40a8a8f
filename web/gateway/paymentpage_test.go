package gateway_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/notification"
)

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`)

func testPaymentPage(t *testing.T, g *target) {
	shopURL := listen(t)
	s := g.open(t, "notification_url", shopURL.url)
	for _, test := range []struct{ action, status, target string }{
		{"pay", "paid", "/paid?x=1&y=2"},
		{"fail", "fail", "/failed"},
		{"cancel", "cancel", "/failed"},
	} {
		t.Run(test.action, func(t *testing.T) {
			created := s.call("v1/payment", paymentsKey(), order("<b>"+test.action, "desc", `"<script>alert(1)</script>"`,
				"success_redirect_url", `"`+shopURL.url+`/paid?x=1&y=2"`, "fail_redirect_url", `"`+shopURL.url+`/failed"`)).json(t)
			page := strings.TrimPrefix(created["url"].(string), g.URL)

			shown := g.send(t, "GET", page, nil, nil)
			assert.Equal(t, 200, shown.status)
			assert.Contains(t, shown.header.Get("Content-Security-Policy"), "form-action 'self';")
			assert.NotContains(t, shown.header.Get("Content-Security-Policy"), "script")
			assert.NotContains(t, string(shown.body), "<script")
			assert.NotContains(t, string(shown.body), "Back to the shop")
			for _, button := range []string{"Pay", "Fail", "Cancel"} {
				assert.Contains(t, string(shown.body), ">"+button+"</button>")
			}

			form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
			assert.Equal(t, 400, g.send(t, "POST", page, form, []byte("action=steal")).status)
			pressed := g.send(t, "POST", page, form, []byte("action="+test.action))
			assert.Equal(t, 303, pressed.status)
			assert.Equal(t, page, pressed.header.Get("Location"))
			assert.Equal(t, test.status, shopURL.wait(t).Form.Get("payment_status"))
			// A second press changes nothing, and tells nobody.
			assert.Equal(t, 303, g.send(t, "POST", page, form, []byte("action=pay")).status)

			shown = g.send(t, "GET", page, nil, nil)
			text := string(shown.body)
			// A shop that redirects further does so under the same policy.
			assert.Contains(t, shown.header.Get("Content-Security-Policy"), "form-action http: https:;")
			assert.Contains(t, text, "Back to the shop")
			assert.Contains(t, html.UnescapeString(text), `action="`+shopURL.url+test.target+`"`)
			assert.Contains(t, text, `<dd id="status">`+test.status+"</dd>")
			fields := url.Values{}
			for _, found := range hiddenInput.FindAllStringSubmatch(text, -1) {
				fields.Set(found[1], html.UnescapeString(found[2]))
			}
			result, err := notification.Check(fields.Encode(), s.notificationKey())
			require.NoError(t, err)
			assert.True(t, result.Valid, "%v", result.Findings)
			assert.Equal(t, notification.Redirect, result.Kind)
			assert.Equal(t, created["uuid"], fields.Get("uuid"))
		})
	}
	t.Run("of nobody", func(t *testing.T) {
		assert.Equal(t, 404, g.send(t, "GET", "/sandbox/pay/93d5df06-996c-48c3-9847-348d6b580b80", nil, nil).status)
		assert.Equal(t, 404, g.send(t, "POST", "/sandbox/pay/x", nil, []byte("action=pay")).status)
	})
	t.Run("without an address to return to", func(t *testing.T) {
		created := s.call("v1/payment", paymentsKey(), order("no address")).json(t)
		page := strings.TrimPrefix(created["url"].(string), g.URL)
		g.send(t, "POST", page, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, []byte("action=pay"))
		shopURL.wait(t)
		assert.Contains(t, string(g.send(t, "GET", page, nil, nil).body), "success_redirect_url")
	})
}
