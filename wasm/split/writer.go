package main

import "encoding/binary"

func appendNumber[T uint32 | uint64 | int](b []byte, n T) []byte {
	return binary.AppendUvarint(b, uint64(n))
}

// appendSigned writes a signed LEB128, which is what the operand of i32.const is.
func appendSigned(b []byte, n int32) []byte {
	for n < -0x40 || n >= 0x40 {
		b = append(b, byte(n&0x7f|0x80))
		n >>= 7
	}
	return append(b, byte(n&0x7f))
}

func appendName(b []byte, name string) []byte {
	return append(appendNumber(b, len(name)), name...)
}

// appendVector writes how many there are, and the elements as they are.
func appendVector(b []byte, elements [][]byte) []byte {
	b = appendNumber(b, len(elements))
	for _, element := range elements {
		b = append(b, element...)
	}
	return b
}

// appendSized writes the content after its length.
func appendSized(b, content []byte) []byte {
	return append(appendNumber(b, len(content)), content...)
}

func appendSection(b []byte, id byte, content []byte) []byte {
	return appendSized(append(b, id), content)
}
