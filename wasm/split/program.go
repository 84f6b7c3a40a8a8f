package main

import (
	"bytes"
	"fmt"
)

const header = "\x00asm\x01\x00\x00\x00"

// The sections of a program, by their numbers.
const (
	customSection   = 0
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	tableSection    = 4
	memorySection   = 5
	globalSection   = 6
	exportSection   = 7
	startSection    = 8
	elementSection  = 9
	codeSection     = 10
	dataSection     = 11
)

// The kinds of what is imported and exported.
const (
	kindFunction = 0
	kindTable    = 1
	kindMemory   = 2
	kindGlobal   = 3
)

// A program is what Go's linker writes (cmd/link/internal/wasm), and nothing
// else: it imports functions alone, has one table, one memory and one element
// segment, which puts its functions into the table in their order.
type program struct {
	types    [][]byte   // each as it is
	imports  [][]byte   // each as it is
	kinds    []uint32   // the type of each function that it defines
	bodies   [][]byte   // and its body
	table    []byte     // the table's type
	memory   []byte     // the memory's type
	globals  [][]byte   // each as it is
	exports  []exported // of functions and the memory
	elements uint32     // where in the table the first function stands
	data     []byte     // the section, as it is
	custom   []byte     // the custom sections that stay, whole
}

type exported struct {
	name string
	kind byte
	of   uint32
}

// parse reads a program. One of another make panics with malformed.
func parse(wasm []byte) *program {
	rest, ok := bytes.CutPrefix(wasm, []byte(header))
	if !ok {
		panic(malformed("it does not begin as WebAssembly does"))
	}
	p := &program{}
	for r := (&reader{data: rest}); !r.done(); {
		id := r.byte()
		content := r.bytes(r.number())
		p.section(id, content)
	}
	if len(p.kinds) != len(p.bodies) {
		panic(malformed("it has not as many bodies as functions"))
	}
	return p
}

func (p *program) section(id byte, content []byte) {
	r := &reader{data: content}
	switch id {
	case customSection:
		p.custom = appendSection(p.custom, id, content)
		return
	case dataSection:
		p.data = content
		return
	case typeSection:
		r.vector(func() {
			before := *r
			r.byte() // that it is a function
			r.bytes(r.number())
			r.bytes(r.number())
			p.types = append(p.types, r.since(before))
		})
	case importSection:
		r.vector(func() {
			before := *r
			r.name()
			r.name()
			if r.byte() != kindFunction {
				panic(malformed("it imports more than functions"))
			}
			r.index()
			p.imports = append(p.imports, r.since(before))
		})
	case functionSection:
		r.vector(func() { p.kinds = append(p.kinds, r.index()) })
	case tableSection:
		p.table = one(r, "table")
	case memorySection:
		p.memory = one(r, "memory")
	case globalSection:
		r.vector(func() {
			before := *r
			r.bytes(2)
			for r.byte() != opEnd {
				r.leb128()
			}
			p.globals = append(p.globals, r.since(before))
		})
	case exportSection:
		r.vector(func() { p.exports = append(p.exports, exported{r.name(), r.byte(), r.index()}) })
	case elementSection:
		p.element(r)
	case codeSection:
		r.vector(func() { p.bodies = append(p.bodies, r.bytes(r.number())) })
	default:
		panic(malformed(fmt.Sprintf("section %d is unknown", id)))
	}
	if !r.done() {
		panic(malformed(fmt.Sprintf("section %d goes on", id)))
	}
}

func one(r *reader, what string) []byte {
	if r.number() != 1 {
		panic(malformed("it has not one " + what))
	}
	return r.bytes(uint64(len(r.data)))
}

func (p *program) element(r *reader) {
	if r.number() != 1 || r.number() != 0 || r.byte() != opI32Const {
		panic(malformed("it has not one element segment"))
	}
	p.elements = uint32(r.signed())
	if r.byte() != opEnd {
		panic(malformed("the table's beginning is not a constant"))
	}
	next := uint32(len(p.imports))
	r.vector(func() {
		if r.index() != next {
			panic(malformed("its table is not in order"))
		}
		next++
	})
	if next != uint32(len(p.imports)+len(p.kinds)) {
		panic(malformed("its table leaves functions out"))
	}
}
