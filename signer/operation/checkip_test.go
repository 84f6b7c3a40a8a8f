package operation

import (
	"net/netip"
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzIP: an address is one for the check where it is for net/netip, zones
// apart.
func FuzzIP(f *testing.F) {
	for _, c := range values {
		if text, err := strconv.Unquote(c.value); err == nil && c.field == "customer_ip" {
			f.Add(text)
		}
	}
	f.Add("::1:2:3:4:5:6:1.2.3.4")
	f.Fuzz(func(t *testing.T, text string) {
		addr, err := netip.ParseAddr(text)
		require.Equal(t, err == nil && addr.Zone() == "", isIPv4(text) || isIPv6(text), text)
	})
}

// FuzzURL: what passes is a URL for net/url, and keeps its host there.
func FuzzURL(f *testing.F) {
	for _, c := range values {
		if text, err := strconv.Unquote(c.value); err == nil && typeName(c.field) == "url" {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if urlFault(text) != "" {
			return
		}
		u, err := url.Parse(text)
		require.NoError(t, err, text)
		require.NotEmpty(t, u.Hostname(), text)
		require.Nil(t, u.User, text)
		require.Contains(t, []string{"http", "https"}, u.Scheme)
	})
}

func typeName(field string) string {
	if i := payment.index("", field); i >= 0 {
		return payment.Fields[i].Type
	}
	return ""
}
