package main

import "fmt"

// The opcodes that are written or told apart, and what their types are made of.
const (
	opLoop         = 0x03
	opIf           = 0x04
	opEnd          = 0x0b
	opBrIf         = 0x0d
	opCall         = 0x10
	opCallIndirect = 0x11
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opI32Store     = 0x36
	opI32Const     = 0x41
	opI32Eqz       = 0x45
	opI32Ne        = 0x47
	opI32Add       = 0x6a
	opI32ShrU      = 0x76

	i32      = 0x7f
	mutable  = 1
	noResult = 0x40
)

// renumber rewrites a function's body, as it stands in the code section: each
// function that it calls gets the number that renamed gives. The prefix goes
// before its first instruction.
func renumber(body, prefix []byte, renamed func(uint32) uint32) []byte {
	r := &reader{data: body}
	r.vector(func() { // of locals
		r.number()
		r.byte()
	})
	out := append([]byte{}, r.since(reader{data: body})...)
	out = append(out, prefix...)
	for !r.done() {
		before := *r
		if r.byte() == opCall {
			out = appendNumber(append(out, opCall), renamed(r.index()))
			continue
		}
		*r = before
		skipInstruction(r)
		out = append(out, r.since(before)...)
	}
	return out
}

// skipInstruction reads one instruction of those that Go's compiler writes: the
// first version of WebAssembly with sign extension, saturating conversion and
// bulk memory. See https://webassembly.github.io/spec/core/appendix/index-instructions.html.
func skipInstruction(r *reader) {
	switch op := r.byte(); {
	case op <= 0x01, op == 0x05, op == opEnd, op == 0x0f, op == 0x1a, op == 0x1b:
		// unreachable, nop, else, end, return, drop, select
	case op >= 0x02 && op <= opIf: // block, loop, if: a type
		r.leb128()
	case op == 0x0c, op == 0x0d: // br, br_if: a label
		r.number()
	case op == 0x0e: // br_table: labels, and the one for all others
		r.vector(func() { r.number() })
		r.number()
	case op == opCall:
		r.number()
	case op == opCallIndirect: // a type and a table
		r.number()
		r.number()
	case op >= opLocalGet && op <= opGlobalSet: // of locals and globals: which
		r.number()
	case op >= 0x28 && op <= 0x3e: // loads and stores: alignment and offset
		r.number()
		r.number()
	case op == 0x3f, op == 0x40: // memory.size, memory.grow: which
		r.number()
	case op == opI32Const, op == 0x42:
		r.leb128()
	case op == 0x43: // f32.const
		r.bytes(4)
	case op == 0x44: // f64.const
		r.bytes(8)
	case op >= opI32Eqz && op <= 0xc4: // arithmetic
	case op == 0xfc:
		switch more := r.number(); {
		case more <= 7: // saturating conversion
		case more == 10: // memory.copy: to which, from which
			r.number()
			r.number()
		case more == 11: // memory.fill: which
			r.number()
		default:
			panic(malformed(fmt.Sprintf("instruction 0xfc %d is unknown", more)))
		}
	default:
		panic(malformed(fmt.Sprintf("instruction 0x%02x is unknown", op)))
	}
}
