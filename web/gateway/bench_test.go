package gateway_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alikassa-sign/alikassa-sign/web/gateway"
)

// BenchmarkPayments measures signed payments of 8 clients over HTTP, natively:
// each is verified, validated, stored on disk and answered. They are signed
// beforehand; client and server share the processors.
func BenchmarkPayments(b *testing.B) { benchmarkPayments(b, native(b), 8) }

// BenchmarkHoldsPrivateKey looks through 64 KiB: that takes time in proportion,
// whatever it is.
func BenchmarkHoldsPrivateKey(b *testing.B) {
	for _, unit := range []string{"a", "M", "MII", "LS0t", "TUlJ", `M\u0041%25`, "--BEGIN", "30820", "<D>a", `"d":"a`} {
		text := `{"desc":"` + strings.Repeat(unit, 64<<10/len(unit)) + `"}`
		b.Run(unit, func(b *testing.B) {
			for b.Loop() {
				gateway.HoldsPrivateKey(text)
			}
		})
	}
}

// BenchmarkPaymentsInWorker measures those of one client in workerd, where each
// starts the program anew.
func BenchmarkPaymentsInWorker(b *testing.B) { benchmarkPayments(b, worker(b), 1) }

func benchmarkPayments(b *testing.B, g *target, clients int) {
	s := g.open(b)
	bodies, signs := make([][]byte, b.N), make([]string, b.N)
	parallel(clients, b.N, func(i int) {
		bodies[i] = []byte(order(strconv.Itoa(i)))
		signs[i] = signed(paymentsKey(), bodies[i])
	})
	took := make([]time.Duration, b.N)
	var failed atomic.Int64
	b.ResetTimer()
	begun := time.Now()
	parallel(clients, b.N, func(i int) {
		sent := time.Now()
		request, err := http.NewRequest("POST", g.URL+"/sandbox/v1/payment", bytes.NewReader(bodies[i]))
		if err != nil {
			failed.Add(1)
			return
		}
		request.Header = http.Header{"Account": {s.Account}, "Sign": {signs[i]}, "Content-Type": {"application/json"}}
		answer, err := client.Do(request)
		if err != nil {
			failed.Add(1)
			return
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			failed.Add(1)
		}
		took[i] = time.Since(sent)
	})
	spent := time.Since(begun)
	b.StopTimer()
	if n := failed.Load(); n > 0 {
		b.Fatalf("%d of %d failed", n, b.N)
	}
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/spent.Seconds(), "payments/s")
	b.ReportMetric(float64(took[b.N*50/100].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[b.N*99/100].Microseconds())/1000, "p99-ms")
}

// parallel does n things in so many goroutines.
func parallel(workers, n int, do func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
