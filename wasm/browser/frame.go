//go:build js && wasm

package main

import (
	"encoding/binary"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// A frame is how fields cross the boundary in one piece: each is its length as
// four bytes, the lowest first, and its bytes. web/src/lib/frame.ts has the
// same two functions.

// absent is the length of a field that is not there, which an empty one is.
const absent = 1<<32 - 1

// fields are the parts of a frame; one that is absent is nil.
type fields [][]byte

// pack puts fields into a frame; nil is an absent one.
func pack(parts ...[]byte) []byte {
	size := 0
	for _, part := range parts {
		size += 4 + len(part)
	}
	frame := make([]byte, 0, size)
	for _, part := range parts {
		if part == nil {
			frame = binary.LittleEndian.AppendUint32(frame, absent)
			continue
		}
		frame = binary.LittleEndian.AppendUint32(frame, uint32(len(part)))
		frame = append(frame, part...)
	}
	return frame
}

// unpack takes a frame apart. The fields share its memory.
func unpack(frame []byte) (fields, *fault.Error) {
	var parts fields
	for len(frame) > 0 {
		if len(frame) < 4 {
			return nil, malformed()
		}
		size := binary.LittleEndian.Uint32(frame)
		frame = frame[4:]
		if size == absent {
			parts = append(parts, nil)
			continue
		}
		if uint64(size) > uint64(len(frame)) {
			return nil, malformed()
		}
		parts = append(parts, frame[:size:size])
		frame = frame[size:]
	}
	return parts, nil
}

func malformed() *fault.Error {
	return fault.New("internal", "A call to the engine was garbled on its way.")
}

// bytes returns the i-th field, nil when it is absent.
func (f fields) bytes(i int) []byte {
	if i >= len(f) {
		return nil
	}
	return f[i]
}

// text returns the i-th field as a string, empty when it is absent.
func (f fields) text(i int) string { return string(f.bytes(i)) }

// number returns the i-th field as an unsigned integer, 0 when it is absent.
func (f fields) number(i int) uint32 {
	if field := f.bytes(i); len(field) == 4 {
		return binary.LittleEndian.Uint32(field)
	}
	return 0
}

// given tells whether the i-th field is there.
func (f fields) given(i int) bool { return f.bytes(i) != nil }

// number packs an unsigned integer into a field.
func number(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }
