package gateway

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Quota reads the setting QUOTA: how many requests a minute an address and an
// account may send, each; empty: 6,000.
func Quota(setting string) (int, error) {
	if setting == "" {
		return perMinute, nil
	}
	most, err := strconv.Atoi(setting)
	if err != nil || most < 1 {
		return 0, fmt.Errorf("QUOTA is %q: it is a number of requests a minute, like %d", setting, perMinute)
	}
	return most, nil
}

// A Counter counts what happens under a name within a minute.
type Counter interface {
	// Count adds one, and returns how many there are in this minute.
	Count(ctx context.Context, name string, minute int64) (int, error)
}

// memoryCounter counts in this process. It forgets every minute, and so stays
// as small as a minute's callers.
type memoryCounter struct {
	mu     sync.Mutex
	minute int64
	counts map[string]int
}

const maxNames = 100_000

func (c *memoryCounter) Count(_ context.Context, name string, minute int64) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counts == nil || minute != c.minute {
		c.minute, c.counts = minute, make(map[string]int)
	}
	if _, known := c.counts[name]; !known && len(c.counts) >= maxNames {
		name = "others" // who come from everywhere at once share one quota
	}
	c.counts[name]++
	return c.counts[name], nil
}

// caller is who asks, for quotas. In IPv6 a site has 2^64 addresses at least.
// What a foreign page has its visitor's browser send is counted apart, so that
// it takes nothing from the visitor.
func (g *Gateway) caller(r *http.Request) string {
	kind := "address "
	if isForeign(r) {
		kind = "foreign pages at "
	}
	text := g.ClientAddress(r)
	if address, err := netip.ParseAddr(text); err == nil && address.Is6() && !address.Is4In6() {
		if prefix, err := address.Prefix(64); err == nil {
			text = prefix.String()
		}
	}
	return kind + text
}

// remoteHost is who connects.
func remoteHost(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// ForwardedFor returns a ClientAddress for a server behind proxies: the last
// address of X-Forwarded-For that is none of theirs. From anybody else the header
// counts for nothing: who sends it can write what they like.
func ForwardedFor(proxies []netip.Prefix) func(*http.Request) string {
	isProxy := func(text string) bool {
		address, err := netip.ParseAddr(text)
		return err == nil && slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(address.Unmap()) })
	}
	return func(r *http.Request) string {
		last := remoteHost(r)
		passed := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(passed) - 1; i >= 0 && isProxy(last); i-- {
			text := strings.TrimSpace(passed[i])
			if address, err := netip.ParseAddr(text); err == nil {
				last = address.Unmap().String()
				continue
			}
			break
		}
		return last
	}
}

// limited holds an address to its quota.
func (g *Gateway) limited(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if g.within(w, r, g.requests(g.caller(r))) {
			next(w, r)
		}
	}
}

// A quota is how many of something a name may have in a minute.
type quota struct {
	name string
	most int
	what string
}

func (g *Gateway) requests(name string) quota { return quota{name, g.PerMinute, "requests"} }

// accountsPerMinute is how many accounts an address may make: each is kept for
// long.
func (g *Gateway) accountsPerMinute() int { return max(1, g.PerMinute/10) }

// within counts one, and declines where it is one too many.
func (g *Gateway) within(w http.ResponseWriter, r *http.Request, q quota) bool {
	no := g.count(w, r, q)
	if no != nil {
		decline(w, no.status, no.message, no.why)
	}
	return no == nil
}

// count counts one, and returns a refusal where it is one too many.
func (g *Gateway) count(w http.ResponseWriter, r *http.Request, q quota) *refusal {
	now := g.Now()
	count, err := g.Counter.Count(r.Context(), q.name, now.Unix()/60)
	if err != nil {
		return g.databaseFailed(w, err)
	}
	if count <= q.most {
		return nil
	}
	left := time.Minute - time.Duration(now.UnixNano()%int64(time.Minute))
	w.Header().Set("Retry-After", strconv.Itoa(int(left/time.Second)+1))
	return &refusal{http.StatusTooManyRequests, "Too Many Attempts.", reason{"quota", "More than " + strconv.Itoa(q.most) + " " + q.what + " in this minute."}}
}

// NewStoredCounter counts in the database, for where one process does not see
// all requests.
func NewStoredCounter(db *sql.DB) Counter { return storedCounter{db} }

type storedCounter struct{ db *sql.DB }

func (c storedCounter) Count(ctx context.Context, name string, minute int64) (count int, err error) {
	// Names of old minutes are few enough to go with the accounts' sweep.
	err = c.db.QueryRowContext(ctx, `INSERT INTO quotas (name, minute, count) VALUES (?, ?, 1)
		ON CONFLICT (name) DO UPDATE SET count = CASE WHEN minute = excluded.minute THEN count + 1 ELSE 1 END, minute = excluded.minute
		RETURNING count`, name, minute).Scan(&count)
	return count, err
}
