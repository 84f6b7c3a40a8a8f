package diagnosis

import (
	"bytes"
	"encoding"
	"hash"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis/sha1"
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
	hash  *hashing  // nil: the text stands in the block itself
	want  []byte    // the digest, or the text
	block *block    // of PSS, where the digest is not known but can be checked
	state hash.Hash // where hash is not SHA-1
	sum   []byte
}

// newTarget returns the ways in which a text can be the one that a block holds.
func newTarget(b *block) *target {
	t := &target{}
	switch {
	case b.padding == paddingPSS:
		t.add(way{hash: b.hash, block: b})
	case b.digest != nil && b.hash != nil:
		t.add(way{hash: b.hash, want: b.digest})
	case b.message != nil:
		t.add(way{want: b.message})
		for i := range hashings {
			if h := &hashings[i]; h.size == len(b.message) {
				t.add(way{hash: h, want: b.message})
			}
		}
		if tlsHash.size == len(b.message) {
			t.add(way{hash: tlsHash, want: b.message})
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
		if w.matches(text) {
			t.found = w
			return true
		}
	}
	return false
}

func (w *way) matches(text []byte) bool {
	switch w.hash {
	case nil:
		return bytes.Equal(text, w.want)
	case sha1Hash:
		s := sha1.New()
		return w.is(s.Sum(text))
	}
	w.state.Reset()
	w.state.Write(text)
	return w.ended()
}

// is tells whether a SHA-1 is the one of what was signed.
func (w *way) is(sum [sha1.Size]byte) bool {
	if w.block != nil {
		digest := sum // this one alone is taken to the heap
		return w.block.encodes(digest[:])
	}
	return string(sum[:]) == string(w.want)
}

// ended tells whether what the way's state has taken is what was signed.
func (w *way) ended() bool {
	w.sum = w.state.Sum(w.sum[:0])
	if w.block != nil {
		return w.block.encodes(w.sum)
	}
	return bytes.Equal(w.sum, w.want)
}

// A checkpoint is a hash after some bytes, to go on from again and again.
type checkpoint struct {
	fast  sha1.State
	saved []byte // of another hash than SHA-1
}

// write takes bytes on top of a checkpoint, and puts the state into another.
func (w *way) write(from, to *checkpoint, text []byte) {
	if w.hash == sha1Hash {
		to.fast = from.fast
		to.fast.Write(text)
		return
	}
	w.restore(from)
	w.state.Write(text)
	// None of the hashes fails to be saved.
	to.saved, _ = w.state.(encoding.BinaryAppender).AppendBinary(to.saved[:0])
}

// end tells whether a checkpoint and one more text are what was signed.
func (w *way) end(from *checkpoint, text []byte) bool {
	if w.hash == sha1Hash {
		return w.is(from.fast.Sum(text))
	}
	w.restore(from)
	w.state.Write(text)
	return w.ended()
}

func (w *way) restore(from *checkpoint) {
	_ = w.state.(encoding.BinaryUnmarshaler).UnmarshalBinary(from.saved) // saved above, and so never refused
}

// start returns the checkpoint before the first byte.
func (w *way) start() *checkpoint {
	c := &checkpoint{fast: sha1.New()}
	if w.hash != sha1Hash {
		w.state.Reset()
		c.saved, _ = w.state.(encoding.BinaryAppender).AppendBinary(nil)
	}
	return c
}
