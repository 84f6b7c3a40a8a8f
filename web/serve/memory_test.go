package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkMemory has 100,000 signed payments sent to the server after 10,000
// others, and tells what it holds before and after. It reads Linux's /proc.
func BenchmarkMemory(b *testing.B) {
	p := start(b, "DB="+filepath.Join(b.TempDir(), "sandbox.db"), "QUOTA=100000000")
	a := p.account(b)
	sent := 0
	pay := func(count int) {
		var next, failed atomic.Int64
		var clients sync.WaitGroup
		for range 8 {
			clients.Go(func() {
				for i := next.Add(1); i <= int64(count); i = next.Add(1) {
					body := fmt.Sprintf(orderFormat, strconv.Itoa(sent+int(i)))
					if status, _, err := p.post("/sandbox/v1/payment", a.header(body), []byte(body)); err != nil || status != http.StatusOK {
						failed.Add(1)
					}
				}
			})
		}
		clients.Wait()
		require.Zero(b, failed.Load())
		sent += count
	}
	for b.Loop() {
		pay(10_000)
		before := p.resident(b)
		pay(100_000)
		b.ReportMetric(before, "MiB-before")
		b.ReportMetric(p.resident(b), "MiB-after")
	}
}

// resident returns how many MiB of memory the process holds.
func (p *process) resident(b *testing.B) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.command.Process.Pid))
	require.NoError(b, err)
	pages, err := strconv.Atoi(strings.Fields(string(text))[1])
	require.NoError(b, err)
	return float64(pages*os.Getpagesize()) / (1 << 20)
}
