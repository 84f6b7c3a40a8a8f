package main

import (
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
)

// defaultDB is the sandbox's database in the folder where the system keeps a
// user's data.
func defaultDB() string {
	folder := os.Getenv("XDG_DATA_HOME")
	home, err := os.UserHomeDir()
	switch {
	case folder != "":
	case runtime.GOOS == "windows" && os.Getenv("LocalAppData") != "":
		folder = os.Getenv("LocalAppData")
	case err != nil:
		return ":memory:" // a user without a home, as in a container
	case runtime.GOOS == "darwin":
		folder = filepath.Join(home, "Library", "Application Support")
	default:
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "alikassa-sign", "sandbox.db")
}

// isLoopback tells whether a listener is out of reach for other machines.
func isLoopback(address net.Addr) bool {
	parsed, err := netip.ParseAddrPort(address.String())
	return err == nil && parsed.Addr().Unmap().IsLoopback()
}
