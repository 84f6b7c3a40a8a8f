// Package sqlite opens the gateway's database on this machine. It stands apart
// from the gateway so that the Worker, which has D1, does not carry SQLite.
package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
)

// Memory is the name of a database that ends with the process.
const Memory = ":memory:"

// pragmas: in WAL mode a commit is in the file's log before it is acknowledged,
// so that it outlives the process however that ends. A million pages are 4 GiB:
// what is sent to a sandbox never fills a disk.
const pragmas = "_pragma=max_page_count(1000000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_txlock=immediate"

// Open opens a database, makes it where there is none, and brings it to the
// schema. Its folder is made for this user alone.
func Open(file string) (*sql.DB, error) {
	name := Memory
	if file != Memory {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return nil, err
		}
		// Tokens are hashed, but payments and the notifications' key are not.
		created, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		if err := created.Close(); err != nil {
			return nil, err
		}
		name = (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath()}).String()
	}
	db, err := sql.Open("sqlite", name+"?"+pragmas)
	if err != nil {
		return nil, err
	}
	// SQLite writes one at a time: a queue here is fairer than its waiting for
	// locks, and a database in memory belongs to its connection.
	db.SetMaxOpenConns(1)
	db.SetConnMaxIdleTime(0)
	db.SetConnMaxLifetime(0)
	if err := gateway.Migrate(context.Background(), db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
