package main

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// What the parts and the glue know each other by: see web/src/lib/rest.ts.
const (
	fromGlue  = "split" // the module of what the glue gives: load, or mark
	fromFirst = "first" // the module of what the first part gives to the rest
)

// goFunction is the type of every function that is written in Go: it takes the
// block to go on at, and tells whether the stack is to be unwound. Go's linker
// gives it the number 0.
const goFunction = 0

// split gives the program in two parts: the functions that are wanted in the
// first, by their numbers, and the others in the rest, which is nil where there
// are none.
//
// In place of each of those the first part has a stub, which calls split.load
// where the rest has not come, and then the function that is in the stub's place
// of the table: instantiating the rest puts its functions there. The rest has
// the same memory, table and globals, and calls the first one's functions by the
// table.
//
// Where the runtime's tables are not of the form that is known here, they stay
// as they are, in the first part.
func (p *program) split(wanted func(function int) bool) (first, rest []byte, known bool) {
	image := p.image()
	table := readPclntab(image, int(p.elements))
	isFirst := p.firstPart(wanted, table)
	var late []span
	if table != nil {
		late = table.divide(isFirst)
	}
	lateData := segments(image, late)
	for _, s := range late {
		clear(image[s.from:s.to])
	}
	buckets, generated := findBuckets(image, len(p.bodies)-1)
	if generated {
		clear(image[buckets.from:buckets.to])
	}
	known = table != nil && generated

	parted := slices.Contains(isFirst, false)
	added := uint32(0)
	if parted {
		added = 1
	}
	m := p.module(added)
	m.custom = p.custom
	m.data = segments(image, filled(image))
	loaded := "" // the name of the global that tells whether the rest has come: no two programs have the same
	if parted {
		loaded = p.identity(isFirst)
		p.addStubs(m, isFirst, loaded)
	} else {
		for _, body := range p.bodies {
			m.bodies = append(m.bodies, renumber(body, nil, p.after(0)))
		}
	}
	if generated {
		m.start = m.add(0, 0, fillBuckets(buckets))
	}
	if !parted {
		return m.encode(), nil, known
	}
	return m.encode(), p.rest(isFirst, lateData, loaded), known
}

// identity tells this division of this program from all others.
func (p *program) identity(isFirst []bool) string {
	sum := sha256.New()
	for i, body := range p.bodies {
		sum.Write(strconv.AppendBool(appendNumber(nil, len(body)), isFirst[i]))
		sum.Write(body)
	}
	sum.Write(p.data)
	return "loaded " + hex.EncodeToString(sum.Sum(nil)[:8])
}

// firstPart tells which functions are in the first part: besides those that are
// wanted, what the glue calls, what calls the glue, and what is not Go's. The
// runtime's afterAll are not, where there is a rest.
func (p *program) firstPart(wanted func(int) bool, table *pclntab) []bool {
	imports := uint32(len(p.imports))
	first := make([]bool, len(p.bodies))
	for i, body := range p.bodies {
		first[i] = p.kinds[i] != goFunction || wanted(i)
		renumber(body, nil, func(callee uint32) uint32 {
			first[i] = first[i] || callee < imports
			return callee
		})
	}
	for _, e := range p.exports {
		if e.kind == kindFunction {
			first[e.of-imports] = true
		}
	}
	if table != nil && slices.Contains(first, false) {
		for i := range table.functions {
			first[i] = first[i] && !table.named(i, afterAll)
		}
	}
	return first
}

// addStubs gives the first part its bodies, and what they and the rest need.
func (p *program) addStubs(m *module, isFirst []bool, loaded string) {
	load := uint32(len(p.imports))
	m.imports = append(m.imports, importOf(fromGlue, "load", kindFunction, m.functionType(0, 0)))
	isLoaded := uint32(len(m.globals))
	m.globals = append(m.globals, []byte{i32, mutable, opI32Const, 0, opEnd})
	m.exports = append(m.exports, exportOf(loaded, kindGlobal, isLoaded), exportOf("table", kindTable, 0))
	for i := range p.globals {
		m.exports = append(m.exports, exportOf(globalName(i), kindGlobal, uint32(i)))
	}
	dispatch := load + 1 + uint32(len(p.bodies))
	for i, body := range p.bodies {
		if isFirst[i] {
			m.bodies = append(m.bodies, renumber(body, nil, p.after(1)))
		} else {
			m.bodies = append(m.bodies, stub(p.elements+uint32(i), dispatch))
		}
	}
	m.add(2, 1, dispatcher(load, isLoaded))
}

// stub calls the function of that place in the table, once it is there.
func stub(place, dispatch uint32) []byte {
	b := []byte{0, opLocalGet, 0}
	b = appendSigned(append(b, opI32Const), int32(place))
	b = appendNumber(append(b, opCall), dispatch)
	return append(b, opEnd)
}

// dispatcher loads the rest where it has not come, and calls the function of
// the place that its second parameter says with the first.
func dispatcher(load, isLoaded uint32) []byte {
	b := appendNumber([]byte{0, opGlobalGet}, isLoaded)
	b = append(b, opI32Eqz, opIf, noResult)
	b = appendNumber(append(b, opCall), load)
	return append(b, opEnd, opLocalGet, 0, opLocalGet, 1, opCallIndirect, goFunction, 0, opEnd)
}

// rest gives the second part.
func (p *program) rest(isFirst []bool, data []byte, loaded string) []byte {
	m := &module{types: slices.Clone(p.types), data: data}
	m.imports = append(m.imports, importOf(fromFirst, "table", kindTable, p.table))
	m.imports = append(m.imports, importOf(fromFirst, "mem", kindMemory, p.memory))
	for i, global := range p.globals {
		m.imports = append(m.imports, importOf(fromFirst, globalName(i), kindGlobal, global[:2]))
	}
	m.imports = append(m.imports, importOf(fromFirst, loaded, kindGlobal, []byte{i32, mutable}))

	numbers := map[int]uint32{} // of the functions here, by the program's
	for i := range p.bodies {
		if !isFirst[i] {
			numbers[i] = uint32(len(numbers))
			m.kinds = append(m.kinds, p.kinds[i])
		}
	}
	var thunks [][]byte
	renamed := func(callee uint32) uint32 {
		i := int(callee) - len(p.imports)
		if _, is := numbers[i]; !is {
			numbers[i] = uint32(len(numbers))
			m.kinds = append(m.kinds, p.kinds[i])
			thunks = append(thunks, p.thunk(i))
		}
		return numbers[i]
	}
	for i, body := range p.bodies {
		if !isFirst[i] {
			m.bodies = append(m.bodies, renumber(body, nil, renamed))
		}
	}
	m.bodies = append(m.bodies, thunks...)
	m.start = m.add(0, 0, setLoaded(uint32(len(p.globals))))

	for from := 0; from < len(isFirst); from++ {
		to := from
		for to < len(isFirst) && !isFirst[to] {
			to++
		}
		if to > from {
			m.elements = append(m.elements, elementSegment(p.elements+uint32(from), numbers[from], to-from))
			from = to
		}
	}
	return m.encode()
}

// thunk calls a function of the first part by the table, with what it is called
// with itself.
func (p *program) thunk(function int) []byte {
	kind := p.kinds[function]
	b := []byte{0}
	for i := range p.types[kind][1] { // how many parameters it has
		b = append(b, opLocalGet, i)
	}
	b = appendSigned(append(b, opI32Const), int32(p.elements)+int32(function))
	b = appendNumber(append(b, opCallIndirect), kind)
	return append(b, 0, opEnd)
}

func setLoaded(global uint32) []byte {
	b := appendNumber([]byte{0, opI32Const, 1, opGlobalSet}, global)
	return append(b, opEnd)
}

func globalName(i int) string { return "global" + strconv.Itoa(i) }
