package operation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct{ operation, name, want string }{
		{"payment", "customer_ip_address", "customer_ip"},
		{"payment", "customerIp", "customer_ip"},
		{"payment", "CustomerIP", "customer_ip"},
		{"payment", "customer-ip", "customer_ip"},
		{"payment", "customer.ip", "customer_ip"},
		{"payment", "customerIPAddress", "customer_ip"},
		{"payment", "customerip", "customer_ip"},
		{"payment", " amount ", "amount"},
		{"payment", "Amount", "amount"},
		{"payment", "amout", "amount"},
		{"payment", "amonut", "amount"},
		{"payment", "amount_rub", "amount"},
		{"payment", "cutsomer_ip", "customer_ip"},
		{"payment", "сustomer_ip", "customer_ip"}, // begins with a Cyrillic letter
		{"payment", "ip", "customer_ip"},
		{"payment", "client_ip", "customer_ip"},
		{"payment", "order", "order_id"},
		{"payment", "orderID", "order_id"},
		{"payment", "servise", "service"},
		{"payment", "services", "service"},
		{"payment", "description", "desc"},
		{"payment", "email", "customer_email"},
		{"payment", "e-mail", "customer_email"},
		{"payment", "customer_mail", "customer_email"},
		{"payment", "phone_number", "customer_phone"},
		{"payment", "first_name", "customer_first_name"},
		{"payment", "customer_fist_name", "customer_first_name"},
		{"payment", "customer_name", "customer_first_name or customer_last_name"},
		{"payment", "zip_code", "customer_post_code"},
		{"payment", "birthdate", "customer_birth_date"},
		{"payment", "user_agent", "customer_browser_user_agent"},
		{"payment", "userAgent", "customer_browser_user_agent"},
		{"payment", "success_url", "success_redirect_url"},
		{"payment", "fail_redirect_uri", "fail_redirect_url"},
		{"payment", "redirect_url", "success_redirect_url or fail_redirect_url"},
		{"payment", "notification_url", "notification_endpoint_url"},
		{"payment", "url", ""},      // of four
		{"payment", "id", ""},       // of four
		{"payment", "customer", ""}, // of twelve
		{"payment", "currency", ""},
		{"payment", "customer_id", ""}, // customer_ip is one letter off, and something else
		{"payment", "customer_browser_accept_header", ""},
		{"payment", "customer_browser_language", ""},
		{"payment", "", ""},
		{"payment", "___", ""},
		{"payment", "\x00", ""},
		{"payment", "customer_ip" + strings.Repeat("_", 100), ""},
		{"payout", "card_holder", "card_holder inside extra"},
		{"payout", "extra.card_holder", "card_holder inside extra"},
		{"payout", "extra[card_holder]", "card_holder inside extra"},
		{"payout", "cardHolderName", "card_holder inside extra"},
		{"payout", "card_number", "number"},
		{"balance", "anything", ""},
	} {
		o, err := Lookup(c.operation)
		assert.NoError(t, err)
		got := ""
		if near := o.nearest(unknown{"", c.name}); near != nil {
			got = join(near)
		}
		assert.Equal(t, c.want, got, c.name)
	}
}

func TestNearestInsideExtra(t *testing.T) {
	assert.Equal(t, []string{"extra.card_holder"}, payout.nearest(unknown{"extra", "cardholder"}))
	assert.Equal(t, []string{"customer_phone"}, payout.nearest(unknown{"extra", "customer_phone"}))
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"abc", "abc", 0},
		{"abc", "abd", 1},
		{"abc", "ab", 1},
		{"abc", "bac", 1},
		{"abcd", "badc", 2},
		{"ca", "abc", 3}, // optimal string alignment: no piece is edited twice
		{"kitten", "sitting", 3},
	} {
		assert.Equal(t, c.want, distance([]rune(c.a), []rune(c.b)), "%s %s", c.a, c.b)
	}
}
