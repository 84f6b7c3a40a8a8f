//go:build js && wasm

// Command browser is the signing core behind plain JavaScript.
//
// It hands over one object of functions, sets it on the global object that its
// glue made for it, and waits to be called. It does not end: whoever closes it
// overwrites its memory, and runs it no more. Each function takes one Uint8Array and returns one, and both are frames: see frame.go. The
// TypeScript library in web/src/lib is its only caller, and checks every
// argument before it comes here.
//
// It promises that every function returns: an error, or a panic in the core, is
// the first field of the answer, and the program lives on. The bytes of an
// argument are overwritten in Go's memory once the answer is out.
package main

import (
	"syscall/js"
)

// Set by the linker, see web/scripts/build-wasm.mjs.
var (
	// version is the version of the package.
	version = "0.0.0"
	// stamp tells the build; the glue carries the same one, and refuses another.
	stamp = "unstamped"
)

func main() {
	core := js.Global().Get("Object").New()
	core.Set("version", version)
	core.Set("stamp", stamp)
	for _, f := range functions {
		core.Set(f.name, expose(f.call))
	}
	js.Global().Set("core", core)
	select {}
}
