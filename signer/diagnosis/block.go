package diagnosis

import (
	"bytes"
	"crypto/rsa"
	"math/big"
)

// The paddings that a block can have.
const (
	paddingPKCS1   = "pkcs1-v1_5"
	paddingPSS     = "pss"
	paddingNone    = "none"
	paddingUnknown = "unknown"
	paddingBad     = "malformed"
)

// A block is what a signature opens to: sign^e mod n.
type block struct {
	bytes     []byte
	padding   string
	hash      *hashing // as the block names it, nil where it names none
	oid       string   // of a hash that is none of those here
	digest    []byte   // likewise
	message   []byte   // what stands after the padding, without a DigestInfo
	salt      []byte   // of PSS
	sign      []byte   // of PSS: H
	fault     string   // what is wrong with the padding, where it is malformed
	tentative bool     // looks like it by chance in one of some ten thousand: only a match proves it
}

// malformed tells whether the padding is none of those that are for signatures.
func (b *block) malformed() bool { return b.padding == paddingBad || b.padding == paddingNone }

// open raises a signature to the public exponent; nil where it is not below the
// modulus, or of another length.
func open(public *rsa.PublicKey, sign []byte) []byte {
	s := new(big.Int).SetBytes(sign)
	if len(sign) != public.Size() || s.Cmp(public.N) >= 0 {
		return nil
	}
	return s.Exp(s, big.NewInt(int64(public.E)), public.N).FillBytes(make([]byte, public.Size()))
}

// minRun is how many bytes of a block have to be as a padding has them before
// they are taken for one: by chance that happens once in 2^48.
const minRun = 6

// read tells what a block is; nil where it looks like noise, which is what
// another key's signature opens to.
func read(em []byte, bits int) *block {
	if em == nil {
		return nil
	}
	for _, reader := range []func([]byte, int) *block{readPKCS1, readText, readX931, readPSS, readMalformed} {
		if b := reader(em, bits); b != nil {
			b.bytes = em
			return b
		}
	}
	return nil
}

// readPKCS1 reads EMSA-PKCS1-v1_5 (RFC 8017, 9.2): 00 01 FF … FF 00, and
// a DigestInfo, or in its place whatever else was padded.
func readPKCS1(em []byte, _ int) *block {
	if len(em) < 11 || em[0] != 0 || em[1] != 1 {
		return nil
	}
	end := 2
	for end < len(em) && em[end] == 0xFF {
		end++
	}
	if end < 2+8 || end == len(em) || em[end] != 0 {
		return nil
	}
	message := em[end+1:]
	h, digest, exact := inDigestInfo(message)
	switch {
	case h != nil && exact:
		return &block{padding: paddingPKCS1, hash: h, digest: digest}
	case h != nil:
		return &block{padding: paddingBad, hash: h, digest: digest,
			fault: "the NULL after the hash's identifier is missing"}
	case containsPrefix(message):
		b := &block{padding: paddingBad, fault: "the DigestInfo after the padding is not the one that RFC 8017 writes"}
		b.hash, b.digest = digestWithin(message)
		return b
	case !readable(message) && isSequence(message):
		if oid, digest := inOtherDigestInfo(message); digest != nil {
			return &block{padding: paddingPKCS1, oid: oid, digest: digest}
		}
		return &block{padding: paddingBad, fault: "what follows the padding is DER, and no DigestInfo of a hash"}
	case len(message) == 0:
		return &block{padding: paddingBad, fault: "nothing follows the padding"}
	}
	return &block{padding: paddingPKCS1, message: message}
}

// readMalformed reads a block that is certainly this key's, and certainly not
// padded as it should be: a part of it is what only a signer writes.
func readMalformed(em []byte, _ int) *block {
	run := 0
	for run < len(em) && em[run] == 0 {
		run++
	}
	b := &block{padding: paddingBad}
	b.hash, b.digest = digestWithin(em)
	switch {
	case run == len(em):
		return nil
	case run >= minRun+2:
		// A short number opens to this with any key: only a match proves it.
		b.padding, b.message, b.tentative = paddingNone, em[run:], b.hash == nil
		b.fault = "there is no padding: the block begins with zeros"
	case bytes.HasPrefix(em, []byte("\x00\x01\xff\xff\xff\xff")):
		b.fault = broken(em)
	case bytes.HasPrefix(em, []byte{0, 2}):
		b.fault = "it has the padding for encryption, of type 2"
		if end := bytes.IndexByte(em[2:], 0); b.hash == nil {
			if end < 8 || len(em)-(2+end+1) < minRun {
				return nil
			}
			// Noise begins so once in 2^16: only a match proves it, or a text.
			b.message = em[2+end+1:]
			b.tentative = !readable(b.message) || len(b.message) < minText
		}
	case b.hash != nil:
		b.fault = "it does not begin with 00 01"
	default:
		return nil
	}
	return b
}

// minText is how long a text has to be that is taken for one: bytes are readable
// by chance once in 2^48 where they are so many.
const minText = 40

// readText reads a block that holds a text and nothing else: the RSA operation by
// itself, of a text that was filled up with blanks or zeros.
func readText(em []byte, _ int) *block {
	text := bytes.Trim(em, "\x00")
	if !readable(text) {
		return nil
	}
	message := bytes.Trim(text, " ")
	// A few letters behind zeros may be a short number, as any key opens it.
	if filled := len(em) - len(message); len(message) < minText && (filled < minRun+2 || bytes.HasPrefix(em, make([]byte, minRun))) {
		return nil
	}
	return &block{padding: paddingNone, message: message, fault: "there is no padding: the block is a text, filled up"}
}

// trailers are the hashes as X9.31 numbers them (ISO/IEC 10118).
var trailers = map[byte]string{0x31: "RIPEMD-160", 0x33: "SHA-1", 0x34: "SHA-256", 0x35: "SHA-512", 0x36: "SHA-384", 0x38: "SHA-224"}

// readX931 reads the padding of X9.31: 6B BB … BB BA, the digest, the number of its
// hash, CC.
func readX931(em []byte, _ int) *block {
	rest, is := bytes.CutPrefix(em, append([]byte{0x6B}, bytes.Repeat([]byte{0xBB}, minRun)...))
	for len(rest) > 0 && rest[0] == 0xBB {
		rest = rest[1:]
	}
	if !is || len(rest) < 3 || rest[0] != 0xBA || rest[len(rest)-1] != 0xCC {
		return nil
	}
	b := &block{padding: paddingBad, fault: "it has the padding of X9.31"}
	b.message = rest[1 : len(rest)-1]
	digest := b.message[:len(b.message)-1]
	for i := range hashings {
		if h := &hashings[i]; trailers[b.message[len(digest)]] == h.name && len(digest) == h.size {
			b.hash, b.digest, b.message = h, digest, nil
			break
		}
	}
	return b
}

// broken tells what breaks a padding that begins well.
func broken(em []byte) string {
	end := 2
	for end < len(em) && em[end] == 0xFF {
		end++
	}
	switch {
	case end == len(em):
		return "the FF go on to the end"
	case em[end] != 0:
		return "the FF end with another byte than 00"
	case end < 10:
		return "it has fewer than eight FF"
	default:
		return "what follows the padding is no DigestInfo"
	}
}

// isSequence tells whether bytes are a SEQUENCE of DER's, to the end, of what a
// DigestInfo is made of.
func isSequence(message []byte) bool {
	return len(message) > 2 && message[0] == 0x30 && int(message[1]) == len(message)-2 &&
		(message[2] == 0x30 || message[2] == 0x06 || message[2] == 0x04)
}

// containsPrefix tells whether a hash's identifier stands somewhere in the bytes.
func containsPrefix(message []byte) bool {
	for i := range hashings {
		if bytes.Contains(message, hashings[i].oid()) {
			return true
		}
	}
	return false
}

// digestWithin finds a digest behind a DigestInfo's beginning, wherever it is.
func digestWithin(message []byte) (*hashing, []byte) {
	for i := range hashings {
		h := &hashings[i]
		at := bytes.Index(message, h.oid())
		if at < 0 {
			continue
		}
		rest := message[at+len(h.oid()):]
		octets := bytes.Index(rest, []byte{0x04, byte(h.size)})
		if octets < 0 || octets > 8 || len(rest) < octets+2+h.size {
			return h, nil
		}
		return h, rest[octets+2 : octets+2+h.size]
	}
	return nil, nil
}

// oid returns the identifier with its tag and length.
func (h *hashing) oid() []byte { return h.prefix[4 : 6+int(h.prefix[5])] }
