package gateway

import (
	"context"
	"database/sql"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

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
func (g *Gateway) caller(r *http.Request) string {
	text := g.ClientAddress(r)
	if address, err := netip.ParseAddr(text); err == nil && address.Is6() && !address.Is4In6() {
		if prefix, err := address.Prefix(64); err == nil {
			text = prefix.String()
		}
	}
	return "address " + text
}

// limited holds an address to its quota.
func (g *Gateway) limited(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if g.within(w, r, g.caller(r)) {
			next(w, r)
		}
	}
}

// within counts a request, and answers where it is one too many.
func (g *Gateway) within(w http.ResponseWriter, r *http.Request, name string) bool {
	now := g.Now()
	count, err := g.Counter.Count(r.Context(), name, now.Unix()/60)
	if err != nil {
		g.unavailable(w, err)
		return false
	}
	if count <= g.PerMinute {
		return true
	}
	left := time.Minute - time.Duration(now.UnixNano()%int64(time.Minute))
	w.Header().Set("Retry-After", strconv.Itoa(int(left/time.Second)+1))
	decline(w, http.StatusTooManyRequests, "Too Many Attempts.", reason{"quota", "More than " + strconv.Itoa(g.PerMinute) + " requests in this minute."})
	return false
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
