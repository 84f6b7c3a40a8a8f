//go:build js && wasm

// Command worker is the gateway as a Cloudflare Worker: the same handlers as
// web/serve mounts, on D1. The page beside it is static assets, which need no
// program: see wrangler.jsonc.
//
// syumai/workers starts the program anew for each request. One program for many
// is not safe to have: its handler closes one channel a response, and ends the
// program at the second; and workerd lets no request wait for what another one
// began, while Go's scheduler resumes whatever is ready in the request that
// happens to run.
package main

import (
	"database/sql"
	"io"
	"log"
	"net/http"
	"sync"
	"syscall/js"
	"time"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"
	"github.com/syumai/workers/cloudflare/d1"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
)

const (
	maxAnswer  = 1 << 20 // bytes of an answer that are read: the relay's limit, the larger one
	maxDrained = 1 << 20
)

func main() {
	log.SetFlags(0)
	connector, err := d1.OpenConnector("DB")
	if err != nil {
		log.Fatalf("worker: the binding DB to a D1 database is missing: %v", err)
	}
	relay, err := gateway.Upstream(setting("RELAY"))
	if err != nil {
		log.Fatalf("worker: %v", err)
	}
	quota, err := gateway.Quota(setting("QUOTA"))
	if err != nil {
		log.Fatalf("worker: %v", err)
	}
	db := sql.OpenDB(connector)
	var background sync.WaitGroup
	gate := gateway.New(gateway.Options{
		DB:           db,
		Relay:        relay,
		RelayClient:  client(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }),
		NotifyClient: client(gateway.FollowFew), // Cloudflare lets no Worker reach private addresses
		Counter:      gateway.NewStoredCounter(db),
		PerMinute:    quota,
		// Cloudflare sets it, and lets nobody else.
		ClientAddress: func(r *http.Request) string { return r.Header.Get("CF-Connecting-IP") },
		Background: func(work func()) {
			background.Add(1)
			cloudflare.WaitUntil(func() {
				defer background.Done()
				work()
			})
		},
	})
	workers.ServeNonBlock(drained(gate))
	workers.Ready()
	<-workers.Done()
	background.Wait()
}

// drained reads what a handler left of a body, up to a limit: workerd cuts the
// connection of a request that was answered before it was read.
func drained(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer io.Copy(io.Discard, io.LimitReader(r.Body, maxDrained))
		next.ServeHTTP(w, r)
	})
}

// client returns one that reads no more of an answer than its limit.
func client(redirects func(*http.Request, []*http.Request) error) *http.Client {
	return &http.Client{
		Transport:     fetcher{maxAnswer},
		Timeout:       time.Minute, // each caller's context is shorter
		CheckRedirect: redirects,
	}
}

// setting returns a variable of the Worker; empty where it is not set.
func setting(name string) string {
	value := cloudflare.GetBinding(name)
	if value.Type() != js.TypeString {
		return ""
	}
	return value.String()
}
