package notification

import (
	"bytes"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"math/big"
)

// A hash is one that a signature may name in its DigestInfo (RFC 8017, 9.2).
type hash struct {
	name   string
	prefix string // the DigestInfo up to the digest
	sum    func(text []byte) []byte
}

var sha1Hash = hash{"SHA-1", "\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14", func(b []byte) []byte { d := sha1.Sum(b); return d[:] }}

var hashes = []hash{
	sha1Hash,
	{"SHA-256", "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", func(b []byte) []byte { d := sha256.Sum256(b); return d[:] }},
	{"SHA-512", "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40", func(b []byte) []byte { d := sha512.Sum512(b); return d[:] }},
	{"SHA-384", "\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30", func(b []byte) []byte { d := sha512.Sum384(b); return d[:] }},
	{"SHA-224", "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c", func(b []byte) []byte { d := sha256.Sum224(b); return d[:] }},
	{"MD5", "\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10", func(b []byte) []byte { d := md5.Sum(b); return d[:] }},
}

// opened is what a signature holds.
type opened struct {
	padded bool  // it opens to PKCS#1 v1.5 padding, so that it is this key's
	hash   *hash // nil where no known DigestInfo follows the padding
	digest []byte
}

// open raises a signature of the modulus' length to the public exponent. It
// tells what is there, and never that a signature is valid.
func open(public *rsa.PublicKey, sig []byte) opened {
	s := new(big.Int).SetBytes(sig)
	if s.Cmp(public.N) >= 0 {
		return opened{}
	}
	em := s.Exp(s, big.NewInt(int64(public.E)), public.N).FillBytes(make([]byte, public.Size()))
	rest, found := bytes.CutPrefix(em, []byte{0, 1})
	info := bytes.TrimLeft(rest, "\xff")
	if !found || len(rest)-len(info) < 8 || len(info) == 0 || info[0] != 0 {
		return opened{}
	}
	info = info[1:]
	for i := range hashes {
		h := &hashes[i]
		if digest, ok := bytes.CutPrefix(info, []byte(h.prefix)); ok && len(digest) == int(h.prefix[len(h.prefix)-1]) {
			return opened{padded: true, hash: h, digest: digest}
		}
	}
	return opened{padded: true}
}
