package diagnosis

import (
	"bytes"
	"encoding/binary"
)

// readPSS reads EMSA-PSS (RFC 8017, 9.1.2). Its structure shows without the
// message: the mask comes off, and what is under it begins with zeros and a 01.
func readPSS(em []byte, bits int) *block {
	if len(em) == 0 || em[len(em)-1] != 0xBC {
		return nil
	}
	em = em[len(em)-(bits-1+7)/8:] // of a modulus of 8k+1 bits the first byte is not used
	top := byte(0xFF) >> (8*len(em) - (bits - 1))
	if em[0]&^top != 0 {
		return nil
	}
	var found *block
	for i := range hashings {
		h := &hashings[i]
		if len(em) < h.size+2 {
			continue
		}
		masked, sign := em[:len(em)-h.size-1], em[len(em)-h.size-1:len(em)-1]
		masks := []*hashing{h}
		if h != sha1Hash {
			masks = append(masks, sha1Hash) // Java and openssl can hash with one and mask with the other
		}
		for _, mask := range masks {
			data := bytes.Clone(masked)
			mask.unmask(data, sign)
			data[0] &= top
			zeros := len(data) - len(bytes.TrimLeft(data, "\x00"))
			if zeros == len(data) || data[zeros] != 1 {
				continue
			}
			b := &block{padding: paddingPSS, hash: h, salt: data[zeros+1:], sign: sign, tentative: zeros < minRun}
			if !b.tentative {
				return b
			}
			if found == nil {
				found = b
			}
		}
	}
	return found
}

// unmask applies MGF1 (RFC 8017, B.2.1) to data.
func (h *hashing) unmask(data, seed []byte) {
	state := h.make()
	var counter [4]byte
	for i := 0; len(data) > 0; i++ {
		binary.BigEndian.PutUint32(counter[:], uint32(i))
		state.Reset()
		state.Write(seed)
		state.Write(counter[:])
		mask := state.Sum(nil)
		n := min(len(mask), len(data))
		for j := range n {
			data[j] ^= mask[j]
		}
		data = data[n:]
	}
}

// encodes tells whether the block is PSS's of a digest.
func (b *block) encodes(digest []byte) bool {
	state := b.hash.make()
	state.Write(make([]byte, 8))
	state.Write(digest)
	state.Write(b.salt)
	return bytes.Equal(state.Sum(nil), b.sign)
}
