package main

import (
	"log"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/web/headers"
)

// strict puts the security headers on every answer, errors included.
func strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for _, one := range headers.Strict {
			header.Set(one.Name, one.Value)
		}
		if trustworthy(r) {
			header.Set("Cross-Origin-Opener-Policy", headers.OpenerPolicy)
		}
		next.ServeHTTP(w, r)
	})
}

// trustworthy reports whether a browser takes the page's origin for one: over
// TLS, here or at a proxy, or on this very machine. Elsewhere it ignores the
// opener policy, and complains of it in the console.
func trustworthy(r *http.Request) bool {
	if r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		return true
	}
	host := (&url.URL{Host: r.Host}).Hostname()
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback() || strings.EqualFold(host, "localhost")
}

// logged writes method, path and status of each answer, and nothing else: no
// query, no header, no address. The path is quoted, so that it stays one line.
func logged(to *log.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(recorder, r)
		to.Printf("%.16s %.300q %d", r.Method, r.URL.Path, recorder.status)
	})
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a stream reach what is behind.
func (r *statusRecorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
