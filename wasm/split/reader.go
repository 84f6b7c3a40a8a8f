package main

import "fmt"

// A reader takes a WebAssembly binary apart. What is cut short or too long
// panics with a malformed.
type reader struct {
	data []byte
}

// malformed says what a program is not.
type malformed string

func (r *reader) done() bool { return len(r.data) == 0 }

func (r *reader) byte() byte { return r.bytes(1)[0] }

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		panic(malformed("it ends early"))
	}
	taken := r.data[:n:n]
	r.data = r.data[n:]
	return taken
}

// number reads an unsigned LEB128.
func (r *reader) number() uint64 {
	n, _ := r.leb128()
	return n
}

func (r *reader) index() uint32 {
	n := r.number()
	if n > 1<<32-1 {
		panic(malformed(fmt.Sprintf("%d is no index", n)))
	}
	return uint32(n)
}

// signed reads a signed LEB128 of 32 bits, which is what i32.const has.
func (r *reader) signed() int32 {
	n, bits := r.leb128()
	unused := max(0, 64-bits)
	return int32(int64(n<<unused) >> unused)
}

// leb128 reads a number of either sign, and how many bits it was written in; the
// last one is the sign of one that has a sign.
func (r *reader) leb128() (n uint64, bits int) {
	for bits < 64 {
		b := r.byte()
		n |= uint64(b&0x7f) << bits
		bits += 7
		if b < 0x80 {
			return n, bits
		}
	}
	panic(malformed("a number is too long"))
}

// vector reads a vector's elements.
func (r *reader) vector(element func()) {
	for range r.number() {
		element()
	}
}

func (r *reader) name() string { return string(r.bytes(r.number())) }

// since gives what was read since the reader was as before.
func (r *reader) since(before reader) []byte {
	return before.data[:len(before.data)-len(r.data)]
}
