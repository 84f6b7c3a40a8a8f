// Command serve serves the built page and its library: the first command of
// the README.
//
// It reads web/dist, answers GET and HEAD, sends strict headers, and logs
// nothing but method, path and status of each request. Settings are flags,
// each with an environment variable of the same name in capitals.
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
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	addr := flag.String("addr", setting("ADDR", "127.0.0.1:8080"), "`host:port` to listen on (ADDR)")
	dir := flag.String("dir", setting("DIR", "web/dist"), "`folder` of the built page (DIR)")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *addr, os.DirFS(*dir)); err != nil {
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

// run serves until the context ends, and then lets requests under way finish.
func run(ctx context.Context, addr string, page fs.FS) error {
	if _, err := fs.Stat(page, "index.html"); err != nil {
		return errors.New("the page is not built: run make build, or name its folder with -dir")
	}
	listener, err := listen(addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           logged(log.Default(), New(page)),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	log.Printf("alikassa-sign is at http://%s/ (stop with Ctrl-C)", listener.Addr())

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return server.Shutdown(grace)
	}
}

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
