package main

import "slices"

// A module is what becomes a WebAssembly binary. What is empty is left out.
type module struct {
	types    [][]byte
	imports  [][]byte
	kinds    []uint32 // of its functions: the number of the type
	table    []byte
	memory   []byte
	globals  [][]byte
	exports  [][]byte
	start    []byte // the number of the function that is called at once
	elements [][]byte
	bodies   [][]byte
	data     []byte // the section
	custom   []byte // whole sections

	importedFunctions uint32
}

// module gives the program again, without its bodies and data, and with room
// for more imported functions after its own.
func (p *program) module(more uint32) *module {
	imports := uint32(len(p.imports))
	m := &module{
		types:   slices.Clone(p.types),
		imports: slices.Clone(p.imports),
		kinds:   slices.Clone(p.kinds),
		table:   p.table,
		memory:  p.memory,
		globals: slices.Clone(p.globals),

		importedFunctions: imports + more,
	}
	for _, e := range p.exports {
		if e.kind == kindFunction {
			e.of = p.after(more)(e.of)
		}
		m.exports = append(m.exports, exportOf(e.name, e.kind, e.of))
	}
	m.elements = [][]byte{elementSegment(p.elements, imports+more, len(p.bodies))}
	return m
}

// after renumbers functions where there are more imports than there were.
func (p *program) after(more uint32) func(uint32) uint32 {
	imports := uint32(len(p.imports))
	return func(function uint32) uint32 {
		if function < imports {
			return function
		}
		return function + more
	}
}

// functionType adds the type of (parameters of i32) → (results of i32), and
// gives its number.
func (m *module) functionType(parameters, results int) []byte {
	b := []byte{0x60}
	for _, n := range []int{parameters, results} {
		b = appendNumber(b, n)
		for range n {
			b = append(b, i32)
		}
	}
	m.types = append(m.types, b)
	return appendNumber(nil, len(m.types)-1)
}

// add adds a function of that type after those that there are, and gives its
// number.
func (m *module) add(parameters, results int, body []byte) []byte {
	m.functionType(parameters, results)
	m.kinds = append(m.kinds, uint32(len(m.types)-1))
	m.bodies = append(m.bodies, body)
	return appendNumber(nil, m.importedFunctions+uint32(len(m.bodies)-1))
}

func (m *module) encode() []byte {
	out := append([]byte(header), m.custom...)
	vector := func(id byte, elements [][]byte) {
		if len(elements) > 0 {
			out = appendSection(out, id, appendVector(nil, elements))
		}
	}
	kinds := make([][]byte, len(m.kinds))
	for i, kind := range m.kinds {
		kinds[i] = appendNumber(nil, kind)
	}
	bodies := make([][]byte, len(m.bodies))
	for i, body := range m.bodies {
		bodies[i] = appendSized(nil, body)
	}
	vector(typeSection, m.types)
	vector(importSection, m.imports)
	vector(functionSection, kinds)
	vector(tableSection, single(m.table))
	vector(memorySection, single(m.memory))
	vector(globalSection, m.globals)
	vector(exportSection, m.exports)
	if m.start != nil {
		out = appendSection(out, startSection, m.start)
	}
	vector(elementSection, m.elements)
	vector(codeSection, bodies)
	if m.data != nil {
		out = appendSection(out, dataSection, m.data)
	}
	return out
}

func single(element []byte) [][]byte {
	if element == nil {
		return nil
	}
	return [][]byte{element}
}

func importOf(from, name string, kind byte, kindOf []byte) []byte {
	b := appendName(appendName(nil, from), name)
	return append(append(b, kind), kindOf...)
}

func exportOf(name string, kind byte, of uint32) []byte {
	return appendNumber(append(appendName(nil, name), kind), of)
}

// elementSegment puts that many functions, from a number on, into the table.
func elementSegment(place, function uint32, count int) []byte {
	b := appendSigned([]byte{0, opI32Const}, int32(place))
	b = appendNumber(append(b, opEnd), count)
	for i := range count {
		b = appendNumber(b, function+uint32(i))
	}
	return b
}
