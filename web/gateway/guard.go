package gateway

import (
	"log"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
)

// headers makes every answer one that a browser neither keeps nor runs.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into a clean answer, where none has begun. The trace
// goes to the log alone, with the panic's type: its words may be a request's.
func recovered(to *log.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch fault := recover(); fault {
			case nil:
			case http.ErrAbortHandler:
				panic(fault)
			default:
				to.Printf("gateway: panic: %T\n%s", fault, debug.Stack())
				decline(w, http.StatusInternalServerError, internalError, reason{"panic", "The sandbox itself failed, and whether a payment was created is not known; ask for its status."})
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses what another site's page sends through its visitor's
// browser. Programs send neither header and pass.
func sameOrigin(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if isForeign(r) {
			decline(w, http.StatusForbidden, "This is for this server's own page.", reason{"foreign-origin", "Only this server's own page may ask this, and programs."})
			return
		}
		next(w, r)
	}
}

// isForeign tells whether a browser sends a request for another site. What came
// over TLS is no page's that came without.
func isForeign(r *http.Request) bool {
	switch strings.ToLower(r.Header.Get("Sec-Fetch-Site")) {
	case "", "same-origin", "none":
	default:
		return true
	}
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || !strings.EqualFold(u.Host, r.Host) || u.Scheme == "http" && isSecure(r) {
			return true
		}
	}
	return false
}

// proxied are headers that proxies add, beside X-Forwarded-… and Cloudflare's.
var proxied = []string{"Forwarded", "X-Real-Ip", "Via", "True-Client-Ip", "Fastly-Client-Ip", "X-Client-Ip", "X-Cluster-Client-Ip"}

// isLocal tells whether somebody on this machine asks, by a name that nobody
// else can give it, and through no proxy. It says so of a server on loopback
// alone; another's callers can write any name.
func isLocal(r *http.Request) bool {
	if !r.ProtoAtLeast(1, 1) {
		return false // as nginx speaks to what is behind it
	}
	for name := range r.Header {
		// Also an empty one: whoever asks can put it before the proxy's.
		if strings.HasPrefix(name, "X-Forwarded-") || strings.HasPrefix(name, "Cf-") || slices.Contains(proxied, name) {
			return false
		}
	}
	host := strings.ToLower((&url.URL{Host: r.Host}).Hostname())
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost")
}
