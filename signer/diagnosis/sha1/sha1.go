// Package sha1 hashes short texts again and again: SHA-1 (FIPS 180-4) whose
// state is plain data, so that texts that begin alike share it by assignment.
//
// It is here because the search for what was signed does nothing else: in
// WebAssembly it is three to four times as fast as crypto/sha1, whose state can
// be copied by marshalling alone. It compares digests that are public; nothing
// is signed with it.
package sha1

import "encoding/binary"

//go:generate go run generate.go

// Size is the length of a digest in bytes.
const Size = 20

var initial = [5]uint32{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}

// A State is the hash of what was written so far. [New] gives an empty one; a
// copy goes on by itself.
type State struct {
	h      [5]uint32
	rest   [64]byte // what is not a block yet
	length uint64
}

// New returns the state before the first byte.
func New() State { return State{h: initial} }

// Write takes more bytes.
func (s *State) Write(p []byte) {
	n := int(s.length & 63)
	s.length += uint64(len(p))
	if n > 0 {
		taken := copy(s.rest[n:], p)
		if p = p[taken:]; n+taken < 64 {
			return
		}
		block(&s.h, s.rest[:])
	}
	for len(p) >= 64 {
		block(&s.h, p)
		p = p[64:]
	}
	copy(s.rest[:], p)
}

// Sum returns the digest of what was written and p. The state stays as it is.
func (s *State) Sum(p []byte) [Size]byte {
	h, bits := s.h, (s.length+uint64(len(p)))*8
	var end [128]byte
	n := copy(end[:], s.rest[:s.length&63])
	if n > 0 {
		taken := copy(end[n:64], p)
		p, n = p[taken:], n+taken
		if n == 64 {
			block(&h, end[:64])
			n = 0
		}
	}
	if n == 0 {
		for len(p) >= 64 {
			block(&h, p)
			p = p[64:]
		}
		n = copy(end[:], p)
		clear(end[n:])
	}
	end[n] = 0x80
	size := 64
	if n >= 56 {
		size = 128
	}
	binary.BigEndian.PutUint64(end[size-8:], bits)
	block(&h, end[:64])
	if size == 128 {
		block(&h, end[64:])
	}
	var digest [Size]byte
	for i, word := range h {
		binary.BigEndian.PutUint32(digest[4*i:], word)
	}
	return digest
}
