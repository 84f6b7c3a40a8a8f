package diagnosis

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	encoding "encoding/asn1"
	"hash"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	//lint:ignore SA1019 Signatures that were made with it are to be recognized.
	"golang.org/x/crypto/ripemd160"
)

// A hashing is a hash function, and how a signature names it.
type hashing struct {
	name   string // as people write it: "SHA-256"
	size   int
	make   func() hash.Hash
	prefix []byte // the DER of a DigestInfo up to the digest (RFC 8017, 9.2, note 1); nil: none is used
}

// sha1Hash is the one that AliKassa expects.
var sha1Hash = &hashings[0]

// hashings lists what a signature or a digest may be made with, the likely ones first.
var hashings = []hashing{
	{"SHA-1", sha1.Size, sha1.New, der("\x2b\x0e\x03\x02\x1a", sha1.Size)},
	{"SHA-256", sha256.Size, sha256.New, nist(1, sha256.Size)},
	{"MD5", md5.Size, md5.New, der("\x2a\x86\x48\x86\xf7\x0d\x02\x05", md5.Size)},
	{"SHA-512", sha512.Size, sha512.New, nist(3, sha512.Size)},
	{"SHA-384", sha512.Size384, sha512.New384, nist(2, sha512.Size384)},
	{"SHA-224", sha256.Size224, sha256.New224, nist(4, sha256.Size224)},
	{"SHA3-256", 32, func() hash.Hash { return sha3.New256() }, nist(8, 32)},
	{"SHA3-512", 64, func() hash.Hash { return sha3.New512() }, nist(10, 64)},
	{"SHA3-384", 48, func() hash.Hash { return sha3.New384() }, nist(9, 48)},
	{"SHA3-224", 28, func() hash.Hash { return sha3.New224() }, nist(7, 28)},
	{"SHA-512/256", 32, sha512.New512_256, nist(6, 32)},
	{"SHA-512/224", 28, sha512.New512_224, nist(5, 28)},
	{"RIPEMD-160", 20, func() hash.Hash { return &replayed{Hash: ripemd160.New()} }, der("\x2b\x24\x03\x02\x01", 20)},
}

// tlsHash is what TLS 1.0 signs, and OpenSSL calls md5-sha1: it comes without a
// DigestInfo, always.
var tlsHash = &hashing{"MD5+SHA-1", md5.Size + sha1.Size, func() hash.Hash { return &replayed{Hash: &paired{md5.New(), sha1.New()}} }, nil}

// A replayed hash can be saved, as those of Go's library can, by what it has taken.
type replayed struct {
	hash.Hash
	text []byte
}

func (r *replayed) Write(text []byte) (int, error) {
	r.text = append(r.text, text...)
	return r.Hash.Write(text)
}

func (r *replayed) Reset() {
	r.Hash.Reset()
	r.text = r.text[:0]
}

func (r *replayed) AppendBinary(dst []byte) ([]byte, error) { return append(dst, r.text...), nil }

func (r *replayed) UnmarshalBinary(text []byte) error {
	r.Reset()
	_, err := r.Write(text)
	return err
}

// A paired hash is one behind the other.
type paired struct{ first, second hash.Hash }

func (j *paired) Write(text []byte) (int, error) {
	j.first.Write(text)
	return j.second.Write(text)
}

func (j *paired) Sum(dst []byte) []byte { return j.second.Sum(j.first.Sum(dst)) }
func (j *paired) Size() int             { return j.first.Size() + j.second.Size() }
func (j *paired) BlockSize() int        { return j.first.BlockSize() }

func (j *paired) Reset() {
	j.first.Reset()
	j.second.Reset()
}

// nist returns the DigestInfo of a hash under NIST's arc 2.16.840.1.101.3.4.2.
func nist(number byte, size int) []byte {
	return der("\x60\x86\x48\x01\x65\x03\x04\x02"+string([]byte{number}), size)
}

// der returns SEQUENCE { SEQUENCE { OID, NULL }, OCTET STRING of size }, up to the
// octets.
func der(oid string, size int) []byte {
	algorithm := append([]byte{0x06, byte(len(oid))}, oid...)
	algorithm = append(algorithm, 0x05, 0x00)
	info := append([]byte{0x30, byte(len(algorithm))}, algorithm...)
	info = append(info, 0x04, byte(size))
	return append([]byte{0x30, byte(len(info) + size)}, info...)
}

// withoutNull returns the prefix of the DigestInfo whose algorithm has no
// parameters, which some libraries write.
func (h *hashing) withoutNull() []byte {
	oid := h.prefix[6 : 6+int(h.prefix[5])]
	short := append([]byte{0x06, byte(len(oid))}, oid...)
	short = append([]byte{0x30, byte(len(short))}, short...)
	short = append(short, 0x04, byte(h.size))
	return append([]byte{0x30, byte(len(short) + h.size)}, short...)
}

// digest returns the hash of the text.
func (h *hashing) digest(text []byte) []byte {
	state := h.make()
	state.Write(text)
	return state.Sum(nil)
}

// inDigestInfo takes a DigestInfo apart: the hash that it names and the digest.
// exact tells whether it is the one encoding of RFC 8017.
func inDigestInfo(info []byte) (h *hashing, digest []byte, exact bool) {
	for i := range hashings {
		h := &hashings[i]
		for _, prefix := range [][]byte{h.prefix, h.withoutNull()} {
			if len(info) == len(prefix)+h.size && bytes.HasPrefix(info, prefix) {
				return h, info[len(prefix):], len(prefix) == len(h.prefix)
			}
		}
	}
	return nil, nil, false
}

// inOtherDigestInfo takes a DigestInfo apart whose hash is none of those here.
func inOtherDigestInfo(info []byte) (oid string, digest []byte) {
	input := cryptobyte.String(info)
	var whole, algorithm, octets cryptobyte.String
	var id encoding.ObjectIdentifier
	null := []byte{0x05, 0x00}
	if !input.ReadASN1(&whole, asn1.SEQUENCE) || !input.Empty() ||
		!whole.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&id) ||
		!algorithm.Empty() && !bytes.Equal(algorithm, null) ||
		!whole.ReadASN1(&octets, asn1.OCTET_STRING) || !whole.Empty() || len(octets) < md5.Size ||
		strings.HasPrefix(id.String(), "1.2.840.113549.1.1.") { // RSA's own: no hash
		return "", nil
	}
	return id.String(), octets
}
