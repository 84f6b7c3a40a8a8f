package gateway_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

func TestAccountsExpire(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	g := native(t, func(o *gateway.Options) { o.DB = db })
	old := g.open(t)
	created := old.call("v1/payment", paymentsKey(), order("1")).json(t)
	g.advance(30*24*time.Hour - time.Minute)
	assert.Equal(t, 200, old.call("v1/payment", paymentsKey(), order("2")).status)
	g.advance(time.Minute)
	assert.Equal(t, "Account not found", old.call("v1/payment", paymentsKey(), order("3")).json(t)["message"])
	assert.Equal(t, 401, old.ask("GET", "/requests", "").status)
	assert.Equal(t, 404, g.send(t, "GET", strings.TrimPrefix(created["url"].(string), g.URL), nil, nil).status)

	g.advance(0)
	eventually(t, func() bool { return count(t, db, "accounts") == 0 })

	// One that is deleted goes as a whole, a part at a time.
	large := g.open(t)
	_, err = db.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
		INSERT INTO payments SELECT i, 'uuid' || i, ?, 'payment', i, 1, '', '', 'paid', '', '', '', 0, 0 FROM n`, large.Account)
	require.NoError(t, err)
	assert.Equal(t, 204, large.ask("DELETE", "", "").status)
	g.advance(0)
	assert.Equal(t, 401, large.ask("GET", "/payments", "").status)
	eventually(t, func() bool { return count(t, db, "accounts") == 0 })
	for _, table := range []string{"payments", "requests", "notifications"} {
		assert.Zero(t, count(t, db, table), table)
	}
}

func count(t *testing.T, db *sql.DB, table string) (n int) {
	t.Helper()
	require.NoError(t, db.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
	return n
}

// TestNothingSecretIsKeptOrLogged: neither the token nor a private key is in the
// database, and nothing of a request is in the log.
func TestNothingSecretIsKeptOrLogged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	db, err := sqlite.Open(file)
	require.NoError(t, err)
	var written bytes.Buffer
	g := native(t, func(o *gateway.Options) {
		o.DB, o.Log, o.Background = db, log.New(&written, "", 0), func(work func()) { work() }
	})
	s := g.open(t)
	g.send(t, "POST", "/sandbox/accounts", nil, marshal(map[string]string{"public_key": privateLabel + "\nMIIsecret"}))
	s.call("v1/payment", paymentsKey(), order("1"))
	s.ask("GET", "/requests", "")
	require.NoError(t, db.Close())
	folder, err := fs.Glob(os.DirFS(filepath.Dir(file)), "*")
	require.NoError(t, err)
	for _, name := range folder {
		text, err := fs.ReadFile(os.DirFS(filepath.Dir(file)), name)
		require.NoError(t, err)
		assert.NotContains(t, string(text), s.Token)
		assert.NotContains(t, string(text), "MIIsecret")
	}
	assert.Empty(t, written.String())
}

// TestADatabaseThatFails is no 500: that would say that a payment may be there.
func TestADatabaseThatFails(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	g := native(t, func(o *gateway.Options) { o.DB = db })
	s := g.open(t)
	require.Equal(t, 200, s.call("v1/payment", paymentsKey(), order("1")).status)
	require.NoError(t, db.Close())
	for _, r := range []response{
		s.call("v1/payment", paymentsKey(), order("2")), s.ask("GET", "/requests", ""), s.ask("GET", "/payments", ""),
		g.send(t, "POST", "/sandbox/accounts", nil, marshal(map[string]string{"public_key": publicPEM(paymentsKey())})),
		g.send(t, "GET", "/sandbox/pay/93d5df06-996c-48c3-9847-348d6b580b80", nil, nil),
	} {
		assert.Equal(t, 503, r.status)
		assert.Equal(t, "5", r.header.Get("Retry-After"))
	}
}

func TestAPanicIsACleanAnswer(t *testing.T) {
	db, err := sqlite.Open(sqlite.Memory)
	require.NoError(t, err)
	defer db.Close()
	var written bytes.Buffer
	broken := true
	gate := gateway.New(gateway.Options{DB: db, Log: log.New(&written, "", 0), ClientAddress: func(*http.Request) string {
		if broken {
			panic("secret")
		}
		return "1.1.1.1"
	}})
	defer gate.Close()
	for _, want := range []int{500, 400} {
		recorder := httptest.NewRecorder()
		gate.ServeHTTP(recorder, httptest.NewRequest("POST", "/sandbox/v1/payment", nil))
		assert.Equal(t, want, recorder.Code)
		if want == 500 {
			assert.JSONEq(t, `{"message":"Internal server error"}`, recorder.Body.String())
			assert.Regexp(t, "^panic ", recorder.Header().Get("Sandbox-Reason"))
			assert.Contains(t, written.String(), "gateway: panic: string")
			assert.NotContains(t, written.String(), "secret")
		}
		broken = false
	}
}

func TestSeveralGatewaysHaveOneKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	var wg sync.WaitGroup
	keys := make([]string, 3)
	for i := range keys {
		db, err := sqlite.Open(file)
		require.NoError(t, err)
		defer db.Close()
		g := native(t, func(o *gateway.Options) { o.DB = db })
		wg.Go(func() { keys[i] = g.open(t).Notifications })
	}
	wg.Wait()
	assert.NotEmpty(t, keys[0])
	assert.Equal(t, []string{keys[0], keys[0], keys[0]}, keys)
}

func TestMigrations(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	for range 2 { // the second time there is nothing to do
		db, err := sqlite.Open(file)
		require.NoError(t, err)
		require.NoError(t, gateway.Migrate(t.Context(), db))
		require.NoError(t, db.Close())
	}
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec("PRAGMA user_version = 999")
	require.NoError(t, err)
	assert.ErrorContains(t, gateway.Migrate(t.Context(), db), "newer version")
}

// TestAFloodOfWrongSignatures leaves the processor to the rest.
func TestAFloodOfWrongSignatures(t *testing.T) {
	g := native(t)
	s := g.open(t)
	bad := signed(paymentsKey(), []byte("something quite different"))
	text := order("flood", "desc", `"`+strings.Repeat("a b ", 30)+`"`)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					s.callSigned("v1/payment", bad, text)
				}
			}
		})
	}
	for i := range 20 { // each within the client's patience
		assert.Equal(t, 200, s.call("v1/payment", paymentsKey(), order("honest "+strconv.Itoa(i))).status)
	}
	close(stop)
	wg.Wait()
}

// The Worker has the paths that the native server has.
func TestTheWorkerIsAskedForTheSamePaths(t *testing.T) {
	text, err := os.ReadFile("../../wasm/worker/wrangler.jsonc")
	require.NoError(t, err)
	list := regexp.MustCompile(`"run_worker_first": (\[.*\])`).FindSubmatch(text)
	require.NotNil(t, list)
	var patterns []string
	require.NoError(t, json.Unmarshal(list[1], &patterns))
	for i := range patterns {
		patterns[i] = strings.TrimSuffix(patterns[i], "*")
	}
	assert.Equal(t, gateway.Owned, patterns)
}
