package main

import (
	"bytes"
	"encoding/binary"
)

// The runtime finds the function of a program counter by buckets of 4,096
// counters (runtime.findfuncbucket): 4 bytes for the first function of the
// bucket, and 16 for what is inside of one. In WebAssembly a function has 65,536
// counters, so that 16 buckets in a row say which one it is, and nothing else:
// 320 bytes of each function, a third of the whole memory, for what its number
// says. They are left out of the data, and written when the program starts.
const (
	bucketSize   = 20
	bucketsPerFn = 16
)

// findBuckets gives the span of the buckets of that many functions, where the
// image has them in one place as described.
func findBuckets(image []byte, functions int) (span, bool) {
	buckets := make([]byte, functions*bucketsPerFn*bucketSize)
	for i := range functions * bucketsPerFn {
		binary.LittleEndian.PutUint32(buckets[i*bucketSize:], uint32(i/bucketsPerFn))
	}
	at := bytes.Index(image, buckets)
	return span{at, at + len(buckets)}, at >= 0 && functions > 1
}

// fillBuckets is a function without parameters that writes them.
func fillBuckets(s span) []byte {
	// for at, i := from, 0; at != to; at, i = at+20, i+1 { *at = i >> 4 }
	b := []byte{1, 2, i32}
	b = append(appendSigned(append(b, opI32Const), int32(s.from)), opLocalSet, 0)
	b = append(b, opLoop, noResult)
	b = append(b, opLocalGet, 0, opLocalGet, 1, opI32Const, 4, opI32ShrU, opI32Store, 2, 0)
	b = append(b, opLocalGet, 1, opI32Const, 1, opI32Add, opLocalSet, 1)
	b = append(b, opLocalGet, 0, opI32Const, bucketSize, opI32Add, opLocalTee, 0)
	b = appendSigned(append(b, opI32Const), int32(s.to))
	return append(b, opI32Ne, opBrIf, 0, opEnd, opEnd)
}
