package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

// TestMain lets this binary be the command itself, for tests that kill it.
func TestMain(m *testing.M) {
	if os.Getenv("SERVE_AS_COMMAND") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// A process is the command, started.
type process struct {
	url     string
	command *exec.Cmd
}

var announced = regexp.MustCompile(`at (http://[^/]+)/`)

func start(t testing.TB, settings ...string) *process {
	t.Helper()
	page := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(page, "index.html"), []byte("<!doctype html>"), 0o600))
	command := exec.Command(os.Args[0])
	command.Env = append(append(os.Environ(), "SERVE_AS_COMMAND=1", "ADDR=127.0.0.1:0", "QUOTA=1000000", "DIR="+page), settings...)
	output, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	p := &process{command: command}
	t.Cleanup(p.kill)
	lines := bufio.NewReader(output)
	line, err := lines.ReadString('\n')
	require.NoError(t, err)
	found := announced.FindStringSubmatch(line)
	require.NotNil(t, found, line)
	p.url = found[1]
	go io.Copy(io.Discard, lines)
	return p
}

// kill ends the command at once: it can do nothing about it.
func (p *process) kill() {
	if p.command.ProcessState == nil {
		_ = p.command.Process.Kill()
		_ = p.command.Wait()
	}
}

func (p *process) post(path string, header http.Header, body []byte) (int, []byte, error) {
	request, err := http.NewRequest("POST", p.url+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header = header
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}

type account struct {
	key     *rsa.PrivateKey
	Account string `json:"account"`
	Token   string `json:"token"`
}

func (p *process) account(t testing.TB) *account {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 1024) // quick to sign with
	require.NoError(t, err)
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	require.NoError(t, err)
	text, err := json.Marshal(map[string]string{"public_key": string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))})
	require.NoError(t, err)
	status, answer, err := p.post("/sandbox/accounts", http.Header{}, text)
	require.NoError(t, err)
	require.Equal(t, 200, status, "%s", answer)
	a := &account{key: key}
	require.NoError(t, json.Unmarshal(answer, a))
	return a
}

func (a *account) header(body string) http.Header {
	sign, err := signature.Sign(a.key, []byte(body))
	if err != nil {
		panic(err)
	}
	return http.Header{"Account": {a.Account}, "Sign": {base64.StdEncoding.EncodeToString(sign)}, "Content-Type": {"application/json"}}
}

const orderFormat = `{"order_id":"%s","amount":500,"customer_browser_user_agent":"Mozilla/5.0","customer_ip":"18.191.80.10","service":"payment_card_rub_hpp"}`

// TestAKilledServerLosesNoPayment: what was acknowledged before kill -9 is there
// afterwards.
func TestAKilledServerLosesNoPayment(t *testing.T) {
	db := "DB=" + filepath.Join(t.TempDir(), "sandbox.db")
	p := start(t, db)
	a := p.account(t)
	var mu sync.Mutex
	acknowledged := map[string]string{}
	enough := make(chan struct{})
	var once sync.Once
	var clients sync.WaitGroup
	for client := range 8 {
		clients.Go(func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("%d-%d", client, i)
				body := fmt.Sprintf(orderFormat, id)
				status, answer, err := p.post("/sandbox/v1/payment", a.header(body), []byte(body))
				if err != nil {
					return // it was killed
				}
				assert.Equal(t, 200, status, "%s", answer)
				var created struct{ UUID string }
				if json.Unmarshal(answer, &created) != nil {
					return
				}
				mu.Lock()
				acknowledged[id] = created.UUID
				if len(acknowledged) >= 500 {
					once.Do(func() { close(enough) })
				}
				mu.Unlock()
			}
		})
	}
	<-enough
	p.kill()
	clients.Wait()

	p = start(t, db)
	for id, uuid := range acknowledged {
		body := `{"order_id":"` + id + `"}`
		status, answer, err := p.post("/sandbox/v1/payment/status", a.header(body), []byte(body))
		require.NoError(t, err)
		require.Equal(t, 200, status, "%s is lost: %s", id, answer)
		require.Contains(t, string(answer), uuid)
	}
}

func TestTheGatewayStandsBesideThePage(t *testing.T) {
	p := start(t, "DB=:memory:", "RELAY=off")
	a := p.account(t)
	body := fmt.Sprintf(orderFormat, "1")
	status, answer, err := p.post("/sandbox/v1/payment", a.header(body), []byte(body))
	require.NoError(t, err)
	require.Equal(t, 200, status)
	var created struct{ URL string }
	require.NoError(t, json.Unmarshal(answer, &created))
	for address, policy := range map[string]string{
		p.url + "/": "script-src 'self'", created.URL: "form-action 'self'", p.url + "/healthz": "sandbox",
	} {
		got, err := http.Get(address)
		require.NoError(t, err)
		got.Body.Close()
		assert.Equal(t, 200, got.StatusCode)
		assert.Contains(t, got.Header.Get("Content-Security-Policy"), policy)
		assert.Len(t, got.Header["Content-Security-Policy"], 1)
		assert.Equal(t, "same-origin", got.Header.Get("Cross-Origin-Opener-Policy"))
	}
	status, _, err = p.post("/relay/v1/payment", a.header(body), []byte(body))
	require.NoError(t, err)
	assert.Equal(t, 404, status)
	// For programs that take a host and nothing else.
	status, _, err = p.post("/v1/payment/status", a.header(`{"order_id":"1"}`), []byte(`{"order_id":"1"}`))
	require.NoError(t, err)
	assert.Equal(t, 200, status)
}

// The stream goes through everything that the server wraps around it.
func TestEventsAreStreamed(t *testing.T) {
	p := start(t, "DB=:memory:")
	a := p.account(t)
	request, err := http.NewRequest("GET", p.url+"/sandbox/accounts/"+a.Account+"/events", nil)
	require.NoError(t, err)
	request.Header.Set("Authorization", "Bearer "+a.Token)
	stream, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer stream.Body.Close()
	lines := bufio.NewScanner(stream.Body)
	require.True(t, lines.Scan())
	_, _, err = p.post("/sandbox/v1/payment", a.header("x"), []byte("y"))
	require.NoError(t, err)
	for lines.Scan() && lines.Text() != "event: request" {
	}
	require.True(t, lines.Scan())
	assert.True(t, strings.HasPrefix(lines.Text(), `data: {"id":1,`), lines.Text())

	require.NoError(t, p.command.Process.Signal(os.Interrupt))
	for lines.Scan() { // ends with the server, which does not wait for it
	}
	require.NoError(t, p.command.Wait())
}

// TestIdleConnectionsStopNobody: a thousand that send half a request, or nothing.
func TestIdleConnectionsStopNobody(t *testing.T) {
	p := start(t, "DB=:memory:")
	a := p.account(t)
	for i := range 1000 {
		connection, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		require.NoError(t, err)
		defer connection.Close()
		if i%2 == 0 {
			_, err = io.WriteString(connection, "POST /sandbox/v1/payment HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
			require.NoError(t, err)
		}
	}
	for i := range 20 {
		body := fmt.Sprintf(orderFormat, fmt.Sprint(i))
		status, _, err := p.post("/sandbox/v1/payment", a.header(body), []byte(body))
		require.NoError(t, err)
		assert.Equal(t, 200, status)
	}
	t.Run("and a flood of headers is refused", func(t *testing.T) {
		request, err := http.NewRequest("GET", p.url+"/healthz", nil)
		require.NoError(t, err)
		for i := range 100 {
			request.Header.Set(fmt.Sprint("X-Flood-", i), strings.Repeat("x", 1000))
		}
		answer, err := http.DefaultClient.Do(request)
		if err == nil { // it may have hung up already
			answer.Body.Close()
			assert.Equal(t, http.StatusRequestHeaderFieldsTooLarge, answer.StatusCode)
		}
	})
}

// The settings reach the gateway: who asks through a proxy has a quota of their own.
func TestQuotaAndProxiesAreHeeded(t *testing.T) {
	p := start(t, "DB=:memory:", "QUOTA=100", "PROXIES=127.0.0.1")
	statuses := map[int]int{}
	for range 250 { // more than two minutes' worth: the test may begin at one's end
		status, _, err := p.post("/sandbox/v1/payment", http.Header{"X-Forwarded-For": {"1.1.1.1"}}, nil)
		require.NoError(t, err)
		statuses[status]++
	}
	status, _, err := p.post("/sandbox/v1/payment", http.Header{"X-Forwarded-For": {"2.2.2.2"}}, nil)
	require.NoError(t, err)
	assert.Equal(t, 400, status)
	assert.Contains(t, statuses, 429)
}

// A server tends what nobody asks for, from its start on.
func TestAServerSweepsByItself(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sandbox.db")
	p := start(t, "DB="+file)
	p.account(t)
	p.kill()
	db, err := sqlite.Open(file)
	require.NoError(t, err)
	_, err = db.Exec("UPDATE accounts SET expires_at = 1")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	start(t, "DB="+file)
	assert.Eventually(t, func() bool {
		db, err := sqlite.Open(file)
		require.NoError(t, err)
		defer db.Close()
		var left int
		require.NoError(t, db.QueryRow("SELECT count(*) FROM accounts").Scan(&left))
		return left == 0
	}, 20*time.Second, 50*time.Millisecond)
}

// Where others can reach the server, or come through a proxy, notifications stay
// outside, whatever name its callers give it.
func TestOnlyAServerForOneselfNotifiesInside(t *testing.T) {
	reached := make(chan struct{}, 1)
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached <- struct{}{} }))
	defer inside.Close()
	for name, test := range map[string]struct {
		settings []string
		want     string
	}{
		"for oneself":    {nil, "delivered"},
		"for others":     {[]string{"ADDR=0.0.0.0:0"}, "failed"},
		"behind a proxy": {[]string{"PROXIES=10.0.0.1"}, "failed"},
		"by other names": {[]string{"HOSTS=sign.example"}, "failed"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, append([]string{"DB=:memory:"}, test.settings...)...)
			a := p.account(t)
			body := strings.Replace(fmt.Sprintf(orderFormat, "1"), "}", `,"notification_endpoint_url":"`+inside.URL+`"}`, 1)
			status, _, err := p.post("/sandbox/v1/payment", a.header(body), []byte(body))
			require.NoError(t, err)
			require.Equal(t, 200, status)
			mine := http.Header{"Authorization": {"Bearer " + a.Token}}
			status, answer, err := p.post("/sandbox/accounts/"+a.Account+"/payments/100000001", mine, []byte(`{"payment_status":"paid"}`))
			require.NoError(t, err)
			require.Equal(t, 200, status, "%s", answer)
			assert.Eventually(t, func() bool {
				request, err := http.NewRequest("GET", p.url+"/sandbox/accounts/"+a.Account+"/payments", nil)
				require.NoError(t, err)
				request.Header = mine
				answer, err := http.DefaultClient.Do(request)
				require.NoError(t, err)
				defer answer.Body.Close()
				text, err := io.ReadAll(answer.Body)
				require.NoError(t, err)
				return strings.Contains(string(text), `"state":"`+test.want+`"`)
			}, 20*time.Second, 10*time.Millisecond)
			assert.Equal(t, test.want == "delivered", len(reached) == 1)
			for len(reached) > 0 {
				<-reached
			}
		})
	}
}

// Who stops the server does not leave a payment in between.
func TestAStoppedServerEndsWhatIsRelayed(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-release
		_, _ = io.WriteString(w, `{"payment_status":"wait"}`)
	}))
	defer upstream.Close()
	p := start(t, "DB=:memory:", "RELAY="+upstream.URL)
	answered := make(chan string, 1)
	go func() {
		status, answer, err := p.post("/relay/v1/payment", http.Header{"Account": {"x"}, "Sign": {"x"}}, []byte("{}"))
		answered <- fmt.Sprint(status, string(answer), err)
	}()
	<-arrived
	require.NoError(t, p.command.Process.Signal(os.Interrupt))
	for { // until it takes nobody new
		connection, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		if err != nil {
			break
		}
		connection.Close()
	}
	close(release)
	assert.Equal(t, `200{"payment_status":"wait"}<nil>`, <-answered)
	require.NoError(t, p.command.Wait())
}

func TestProxiesAreAddressesOrNetworks(t *testing.T) {
	got, err := networks("127.0.0.1, 10.1.2.3/8 ::1")
	require.NoError(t, err)
	assert.Equal(t, "[127.0.0.1/32 10.0.0.0/8 ::1/128]", fmt.Sprint(got))
	_, err = networks("proxy.example")
	assert.ErrorContains(t, err, "neither an address nor a network")
}

func TestTheDatabaseIsInTheUsersFolder(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", filepath.FromSlash("/data"))
	assert.Equal(t, filepath.FromSlash("/data/alikassa-sign/sandbox.db"), defaultDB())
}

func TestOnlyLoopbackIsLoopback(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:1": true, "[::1]:1": true, "0.0.0.0:1": false, "[::]:1": false, "192.168.1.2:1": false} {
		parsed, err := net.ResolveTCPAddr("tcp", address)
		require.NoError(t, err)
		assert.Equal(t, want, isLoopback(parsed), address)
	}
}

func TestTheAnnouncedAddressCanBeOpened(t *testing.T) {
	for address, want := range map[string]string{"127.0.0.1:1": "127.0.0.1:1", "[::1]:1": "[::1]:1", "0.0.0.0:1": "127.0.0.1:1", "[::]:1": "127.0.0.1:1", "192.168.1.2:1": "192.168.1.2:1"} {
		parsed, err := net.ResolveTCPAddr("tcp", address)
		require.NoError(t, err)
		assert.Equal(t, want, reachable(parsed), address)
	}
}

func TestOnlyItsOwnNamesReachAServerOnLoopback(t *testing.T) {
	p := start(t, "DB=:memory:", "HOSTS=sign.example")
	port := p.url[strings.LastIndex(p.url, ":"):]
	for host, want := range map[string]int{
		"127.0.0.1" + port: 200, "localhost" + port: 200, "[::1]" + port: 200, "page.localhost": 200, "sign.example": 200, "SIGN.example:443": 200,
		"evil.example" + port: 421, "localhost.evil.example": 421, "192.168.1.2" + port: 421,
	} {
		request, err := http.NewRequest("GET", p.url+"/healthz", nil)
		require.NoError(t, err)
		request.Host = host
		answer, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, want, answer.StatusCode, host)
	}
}
