package gateway

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// A refusedAddress is one that notifications do not go to. Which one that is is
// not said: a name's address inside is nobody's outside.
type refusedAddress struct{}

func (refusedAddress) Error() string {
	return "The shop's name stands for no public address, or its port is none of the web's (80, 443, and from 1024 on): notifications do not go there."
}

// special are no addresses of the Internet's hosts, beside those that netip
// names: ranges for carriers, tests, documentation, and for tunnels, in which
// any IPv4 address may hide.
var special = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
	"2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

// isPublic tells whether an address is one of the Internet's.
func isPublic(address netip.Addr) bool {
	address = address.Unmap()
	if !address.IsValid() || !address.IsGlobalUnicast() || address.IsPrivate() || address.Zone() != "" {
		return false
	}
	for _, prefix := range special {
		if prefix.Contains(address) {
			return false
		}
	}
	return true
}

// NewNotifyClient returns a client for notifications. Unless private addresses
// are allowed it connects to none but the Internet's: it looks at the address
// that it is about to connect to, after the name was resolved, for redirects
// as well, so that no name and no detour leads inside.
func NewNotifyClient(allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: -1}
	if !allowPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			target, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			if port := target.Port(); !isPublic(target.Addr()) || port != 80 && port != 443 && port < 1024 {
				return refusedAddress{}
			}
			return nil
		}
	}
	return &http.Client{
		Timeout: notifyLimit,
		Transport: &http.Transport{
			// No proxy: it would resolve the name where nobody looks.
			DialContext:            dialer.DialContext,
			DisableKeepAlives:      true,
			TLSHandshakeTimeout:    5 * time.Second,
			ResponseHeaderTimeout:  notifyLimit,
			MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: FollowFew,
	}
}

// maxRedirects is how far a notification follows a shop that has moved.
const maxRedirects = 3

// FollowFew is the CheckRedirect of notifications.
func FollowFew(_ *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	return nil
}

// NewRelayClient returns a client for the relay. It keeps no connection open:
// on one that was used before, Go's transport may send a request twice.
func NewRelayClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
			DisableKeepAlives:      true,
			DisableCompression:     true, // the answer's exact bytes
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
