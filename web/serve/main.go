// Command serve serves the built page and its library: the first command of
// the README.
//
// It reads web/dist and answers GET and HEAD, and it mounts the gateway: the
// sandbox, on SQLite, and the relay. It sends strict headers, and logs nothing
// but method, path and status of each request. Settings are flags, each with an
// environment variable of the same name in capitals.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
	"github.com/alikassa-sign/alikassa-sign/web/gateway/sqlite"
)

// settings are what the command is started with.
type settings struct {
	addr, db, relay string
	hosts, proxies  string
	quota           string
	page            fs.FS
}

func main() {
	log.SetFlags(0)
	var s settings
	flag.StringVar(&s.addr, "addr", setting("ADDR", "127.0.0.1:8080"), "`host:port` to listen on (ADDR)")
	flag.StringVar(&s.db, "db", setting("DB", defaultDB()), "`file` of the sandbox's database, or :memory: (DB)")
	flag.StringVar(&s.relay, "relay", setting("RELAY", "off"), "off, on, or the `upstream`'s address (RELAY)")
	flag.StringVar(&s.hosts, "hosts", setting("HOSTS", ""), "`names` beside localhost by which a server on a loopback address is known, as to a proxy (HOSTS)")
	flag.StringVar(&s.proxies, "proxies", setting("PROXIES", ""), "`addresses` or networks of proxies whose X-Forwarded-For tells who asks (PROXIES)")
	flag.StringVar(&s.quota, "quota", setting("QUOTA", ""), "`requests` a minute for an address and for an account (QUOTA)")
	dir := flag.String("dir", setting("DIR", "web/dist"), "`folder` of the built page (DIR)")
	flag.Parse()
	s.page = os.DirFS(*dir)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once
	if err := run(ctx, s); err != nil {
		log.Fatalf("serve: %v", err)
	}
}

// setting returns an environment variable, or a default where it is not set.
func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// The limits of a request's stages. A relayed payment may take 30 seconds, and
// who was cut off would not know what became of it: so long may its answer take,
// and so long waits a server that is stopped.
const (
	readTime   = 10 * time.Second
	answerTime = 60 * time.Second
	lastAnswer = readTime + 35*time.Second
)

// run serves until the context ends, and then lets requests under way finish.
func run(ctx context.Context, s settings) error {
	if _, err := fs.Stat(s.page, "index.html"); err != nil {
		return errors.New("the page is not built: run make build, or name its folder with -dir")
	}
	relay, err := gateway.Upstream(s.relay)
	if err != nil {
		return err
	}
	quota, err := gateway.Quota(s.quota)
	if err != nil {
		return err
	}
	proxies, err := networks(s.proxies)
	if err != nil {
		return err
	}
	listener, err := listen(s.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	db, err := sqlite.Open(s.db)
	if err != nil {
		return fmt.Errorf("the database %s cannot be opened (%w): name another with -db, or give :memory: to keep nothing", s.db, err)
	}
	defer db.Close()
	options := gateway.Options{DB: db, Relay: relay, PerMinute: quota, Events: true, ClientAddress: gateway.ForwardedFor(proxies)}
	if isLoopback(listener.Addr()) && s.hosts == "" && s.proxies == "" {
		// While nobody else reaches this server, its user's own shop may be anywhere.
		options.LocalNotifyClient = gateway.NewNotifyClient(true)
	}
	gate := gateway.New(options)
	defer gate.Close()
	handler := mount(s.page, gate)
	if isLoopback(listener.Addr()) {
		handler = known(s.hosts, handler)
	}
	server := &http.Server{
		Handler:           logged(log.Default(), strict(handler)),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       readTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	server.RegisterOnShutdown(gate.EndStreams)
	log.Printf("alikassa-sign is at http://%s/ (stop with Ctrl-C)", reachable(listener.Addr()))

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	gate.Tend()
	tend := time.NewTicker(10 * time.Second)
	defer tend.Stop()
	for {
		select {
		case err := <-failed:
			return err
		case <-tend.C:
			gate.Tend()
		case <-ctx.Done():
			log.Print("stopping when what is under way is answered (Ctrl-C once more stops at once)")
			grace, cancel := context.WithTimeout(context.Background(), lastAnswer)
			defer cancel()
			return server.Shutdown(grace)
		}
	}
}

// mount puts the gateway beside the page.
func mount(page fs.FS, gate http.Handler) http.Handler {
	built := &files{page}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if gateway.Owns(r.URL.Path) {
			gate.ServeHTTP(w, r)
		} else {
			built.ServeHTTP(w, r)
		}
	})
}

// known answers those alone who know this server by a name of its own. A page
// whose name was turned to this machine's address (DNS rebinding) is not one:
// to a browser it would be of the same origin as the gateway.
func known(hosts string, next http.Handler) http.Handler {
	names := strings.FieldsFunc(strings.ToLower(hosts), separates)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.ToLower((&url.URL{Host: r.Host}).Hostname())
		address, err := netip.ParseAddr(host)
		if err == nil && address.Zone() == "" && address.Unmap().IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost") || slices.Contains(names, host) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "this server is not known by the name "+strconv.Quote(host)+": add it to HOSTS", http.StatusMisdirectedRequest)
	})
}

// reachable is an address of this machine's that a browser can open.
func reachable(address net.Addr) string {
	parsed, err := netip.ParseAddrPort(address.String())
	if err != nil || !parsed.Addr().IsUnspecified() {
		return address.String()
	}
	return netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), parsed.Port()).String()
}

// networks reads addresses and networks, with commas or blanks between them.
func networks(text string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, one := range strings.FieldsFunc(text, separates) {
		network, err := netip.ParsePrefix(one)
		if address, bad := netip.ParseAddr(one); bad == nil {
			network, err = address.Unmap().Prefix(address.Unmap().BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("%q in PROXIES is neither an address nor a network: give one like 127.0.0.1 or 10.0.0.0/8", one)
		}
		all = append(all, network.Masked())
	}
	return all, nil
}

func separates(r rune) bool { return r == ',' || r == ' ' }

// listen opens the address, and says in words why it cannot.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken by another program: stop that one, or choose another address, like ADDR=127.0.0.1:8081", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s is not allowed for this user: choose a port above 1023, like ADDR=127.0.0.1:8081", addr)
	case err != nil:
		return nil, fmt.Errorf("%q is not an address to listen on (%w): give host:port, like ADDR=127.0.0.1:8080", addr, err)
	}
	return listener, nil
}
