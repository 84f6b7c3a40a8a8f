package diagnosis

import (
	"bytes"
	"crypto/sha1"
	"encoding"
	"hash"
)

// A target tells whether a text is the one that was signed.
type target struct {
	ways  []way
	tried int
	work  int // bytes hashed since the search last looked up

	found *way // the one that matched
}

// A way is how a text may have become what the signature holds.
type way struct {
	hash  *hashing // nil: the text stands in the block itself
	want  []byte   // the digest, or the text
	block *block   // of PSS, where the digest is not known but can be checked
	state hash.Hash
	sum   []byte
}

// newTarget returns the ways in which a text can be the one that a block holds.
func newTarget(b *block) *target {
	t := &target{}
	switch {
	case b.padding == paddingPSS:
		t.add(way{hash: b.hash, block: b})
	case b.digest != nil:
		t.add(way{hash: b.hash, want: b.digest})
	case b.message != nil:
		t.add(way{want: b.message})
		for i := range hashings {
			if h := &hashings[i]; h.size == len(b.message) {
				t.add(way{hash: h, want: b.message})
			}
		}
	}
	return t
}

func (t *target) add(w way) {
	if w.hash != nil {
		w.state = w.hash.make()
	}
	t.ways = append(t.ways, w)
}

// matches tells whether a text was signed.
func (t *target) matches(text []byte) bool {
	t.tried++
	t.work += 64 + len(text)
	for i := range t.ways {
		w := &t.ways[i]
		switch w.hash {
		case nil:
			if bytes.Equal(text, w.want) {
				t.found = w
				return true
			}
			continue
		case sha1Hash:
			if w.block == nil {
				if sum := sha1.Sum(text); string(sum[:]) == string(w.want) {
					t.found = w
					return true
				}
				continue
			}
		}
		w.state.Reset()
		w.state.Write(text)
		if w.ended() {
			t.found = w
			return true
		}
	}
	return false
}

// ended tells whether what the way's state has taken is what was signed.
func (w *way) ended() bool {
	w.sum = w.state.Sum(w.sum[:0])
	if w.block != nil {
		return w.block.encodes(w.sum)
	}
	return bytes.Equal(w.sum, w.want)
}

// A checkpoint is the state of a hash after some bytes, to go on from again and
// again.
type checkpoint []byte

// save returns the state, in the memory of an earlier checkpoint.
func (w *way) save(into checkpoint) checkpoint {
	saved, err := w.state.(encoding.BinaryAppender).AppendBinary(into[:0])
	if err != nil {
		return nil // none of the hashes fails
	}
	return saved
}

func (w *way) restore(from checkpoint) {
	_ = w.state.(encoding.BinaryUnmarshaler).UnmarshalBinary(from) // from save, and so never refused
}
