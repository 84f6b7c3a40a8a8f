//go:build js && wasm && !doctor

package main

import "runtime"

// scrub overwrites what the calls before left behind in memory: buffers, the
// state of hashes, the temporaries of math/big and crypto/rsa. Whoever made
// these cannot overwrite them all, but once nothing refers to them the collector
// can: engine.ts starts the program with GODEBUG=clobberfree=1, which has it do
// so with all that it frees. What a pool keeps is let go of by the first
// collection, and freed by the second. It answers nothing.
func scrub(fields) ([][]byte, error) {
	useStack()
	runtime.GC()
	runtime.GC()
	return nil, nil
}

// onGrownStack is a function that takes secrets. Its caller asks for a scrub in a
// turn of its own: whoever waits for the first signature does not wait for that.
func onGrownStack(call function) function {
	return func(in fields) ([][]byte, error) {
		useStack()
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
