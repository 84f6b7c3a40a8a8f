//go:build js && wasm

// Command program is what the tests of wasm/split divide: it says little when
// asked for "short", for "middle" uses its stacks as well, and for "long" does what
// programs do.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

type shape interface{ area() float64 }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

func main() {
	println("short")
	if os.Args[1] != "short" {
		middle()
	}
	if os.Args[1] == "long" {
		long()
	}
}

func middle() {
	println(caught(func() { panic(string(garbage()[:0])) }) == "")
	counts := make(chan int)
	for range 10 {
		go func() { counts <- deep(20_000) }()
	}
	sum := 0
	for range 10 {
		sum += <-counts
	}
	println(sum)
}

func long() {
	fmt.Println(shape(square{1.5}).area(), 7.0/3, uint32(1)<<31, -17/5)
	fmt.Println(strings.Repeat("ab", 3), slices.Sorted(slices.Values([]string{"b", "a"})))
	counts := map[string]int{}
	for _, word := range strings.Fields("a b a c a b") {
		counts[word]++
	}
	fmt.Println(counts)
	fmt.Println(deep(20_000))
	fmt.Println(caught(func() { panic(errors.New("raised")) }))
	fmt.Println(caught(func() { _ = []int{1}[len(os.Args)] }))
	fmt.Println(caught(func() { fmt.Println((*square)(nil).side) }))

	var group sync.WaitGroup
	results := make(chan int)
	for i := range 10 {
		group.Go(func() {
			<-time.After(time.Microsecond) // a timer of the glue
			results <- i * len(garbage())
		})
		runtime.GC() // while some have not begun
	}
	go func() { group.Wait(); close(results) }()
	var all []int
	for result := range results {
		all = append(all, result)
	}
	sort.Ints(all)
	fmt.Println(all)
}

func deep(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + deep(n-1)
}

func caught(run func()) (what any) {
	defer func() { what = recover() }()
	run()
	return nil
}

func garbage() []byte {
	var last []byte
	for range 100 {
		last = make([]byte, 1000)
	}
	return last
}
