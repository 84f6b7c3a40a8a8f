//go:build js && wasm

package main

import (
	"errors"
	"runtime"
	"syscall/js"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// An offered function is one of the object's; the two programs that are built
// from here offer others: see functions_signer.go and functions_doctor.go.
type offered struct {
	name string
	call function
}

// A function answers the fields of a call with the fields of its result. It
// may keep neither: both are overwritten after it, since some are secret.
type function func(in fields) ([][]byte, error)

// numbers is the last number that was given out for something that is held.
var numbers uint32

var uint8Array = js.Global().Get("Uint8Array")

// expose makes a function callable from JavaScript.
func expose(call function) js.Func {
	return js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		return serve(call, arguments)
	})
}

// serve takes the frame over, and hands the answer back. What fails of that, for
// want of memory on either side, is an answer too.
func serve(call function, arguments []js.Value) (out js.Value) {
	defer func() {
		if cause := recover(); cause != nil {
			out = toJS(pack(writeFault(nil, unexpected(cause))))
		}
	}()
	frame := make([]byte, arguments[0].Length())
	defer clear(frame)
	js.CopyBytesToGo(frame, arguments[0])
	answer := run(call, frame)
	defer clear(answer)
	return toJS(answer)
}

func toJS(data []byte) js.Value {
	out := uint8Array.New(len(data))
	js.CopyBytesToJS(out, data)
	return out
}

// run calls the function and packs its answer: the error as JSON, absent where
// there is none, and then the results.
func run(call function, frame []byte) (answer []byte) {
	defer func() {
		if cause := recover(); cause != nil {
			answer = pack(writeFault(nil, unexpected(cause)))
		}
	}()
	in, garbled := unpack(frame)
	if garbled != nil {
		return pack(writeFault(nil, garbled))
	}
	out, err := call(in)
	if err != nil {
		return pack(writeFault(nil, asFault(err)))
	}
	defer func() {
		for _, field := range out {
			clear(field)
		}
	}()
	return pack(append([][]byte{nil}, out...)...)
}

// asFault returns the error as what it is nearly always.
func asFault(err error) *fault.Error {
	var f *fault.Error
	if errors.As(err, &f) {
		return f
	}
	return fault.New("internal", "The engine failed in a way that it does not know: "+err.Error())
}

// unexpected tells a panic. Only the runtime's own words are passed on: others
// might quote what must not be quoted.
func unexpected(cause any) *fault.Error {
	message := "The engine met a fault of its own"
	if e, ok := cause.(runtime.Error); ok {
		message += ": " + e.Error()
	}
	return fault.New("internal", message+".").
		WithHint("The signer can be used on. Please report this with what you called.")
}
