package main

// mark gives a program that does the same, and calls split.mark with the number
// of each function that it enters.
func (p *program) mark() []byte {
	mark := uint32(len(p.imports))
	m := p.module(1)
	m.imports = append(m.imports, importOf(fromGlue, "mark", kindFunction, m.functionType(1, 0)))
	for i, body := range p.bodies {
		prefix := appendSigned([]byte{opI32Const}, int32(i))
		prefix = appendNumber(append(prefix, opCall), mark)
		m.bodies = append(m.bodies, renumber(body, prefix, p.after(1)))
	}
	m.data = p.data
	return m.encode()
}
