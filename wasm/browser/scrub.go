//go:build js && wasm && !doctor

package main

import "runtime"

// scrub overwrites what the calls before left behind in memory: buffers, the
// state of hashes, the temporaries of math/big and crypto/rsa. Whoever made
// these cannot overwrite them all, but once nothing refers to them the collector
// can: engine.ts starts the program with GODEBUG=clobberfree=1, which has it do
// so with all that it frees. What a pool keeps is let go of by the first
// collection, and freed by the second.
func scrub() {
	useStack()
	runtime.GC()
	runtime.GC()
}

// scrubbed is a function that leaves nothing behind but what it keeps.
func scrubbed(call function) function {
	return func(in fields) ([][]byte, error) {
		useStack()
		defer scrub()
		return call(in)
	}
}

// useStack overwrites the stack below its caller. Called before secrets come, it
// has the stack grow, so that it is not copied later and the old one left.
//
//go:noinline
func useStack() {
	var unused [64 << 10]byte
	clear(unused[:])
	runtime.KeepAlive(&unused)
}
