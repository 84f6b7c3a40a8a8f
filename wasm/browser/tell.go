//go:build js && wasm

package main

import (
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
)

func writeFault(dst []byte, f *fault.Error) []byte {
	o := newObject(dst)
	o.text("code", f.Code)
	o.text("message", f.Message)
	o.textIf("hint", f.Hint)
	o.numberIf("line", int64(f.Line))
	o.numberIf("column", int64(f.Column))
	if f.Choices != nil {
		o.name("choices")
		o.dst = appendList(o.dst, f.Choices, appendString)
	}
	return o.end()
}

func writeProblems(dst []byte, problems []operation.Problem) []byte {
	return appendList(dst, problems, func(dst []byte, p operation.Problem) []byte {
		o := newObject(dst)
		o.text("field", p.Field)
		o.text("code", p.Code)
		o.text("severity", p.Severity)
		o.text("message", p.Message)
		return o.end()
	})
}
