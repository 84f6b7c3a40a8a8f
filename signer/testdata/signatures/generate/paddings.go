package main

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"math/big"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

// The pieces of SHA-1's DigestInfo (RFC 8017, section 9.2).
var (
	oid        = []byte{0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a}
	null       = []byte{0x05, 0x00}
	sha256OID  = []byte{0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}
	rsaSHA1OID = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05}
)

// der returns a value with its tag and its one length in DER.
func der(tag byte, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	return append([]byte{tag, byte(len(content))}, content...)
}

// ber returns the same with the length in its long form.
func ber(tag byte, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	return append([]byte{tag, 0x81, byte(len(content))}, content...)
}

func digest() []byte {
	d := sha1.Sum([]byte(documented))
	return d[:]
}

func digestInfo(text string) []byte {
	d := sha1.Sum([]byte(text))
	return der(0x30, der(0x30, oid, null), der(0x04, d[:]))
}

// encode pads to the modulus as EMSA-PKCS1-v1_5 does.
func encode(priv *rsa.PrivateKey, t []byte) []byte {
	return join([]byte{0, 1}, ffs(priv.Size()-3-len(t)), []byte{0}, t)
}

func ffs(n int) []byte { return bytes.Repeat([]byte{0xff}, n) }

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// raw is the private operation on a block as it stands.
func raw(priv *rsa.PrivateKey, block []byte) []byte {
	m := new(big.Int).SetBytes(block)
	if m.Cmp(priv.N) >= 0 {
		panic("block is not below the modulus")
	}
	return m.Exp(m, priv.D, priv.N).FillBytes(make([]byte, priv.Size()))
}

// paddings are blocks that a lenient parser may take for the right one. They
// are what Wycheproof's cases for PKCS#1 v1.5 are about.
func paddings(v *signatures.Vectors) []signatures.Case {
	priv, _, _ := good(v)
	k := priv.Size()
	t := digestInfo(documented)
	d := der(0x04, digest())
	algorithm := der(0x30, oid, null)
	var cases []signatures.Case
	block := func(name, comment string, em []byte) {
		if len(em) != k {
			panic(name)
		}
		sign := base64.StdEncoding.EncodeToString(raw(priv, em))
		cases = append(cases, fault("padding_"+name, sign, wrongSign, comment))
	}
	info := func(name, comment string, t []byte) { block(name, comment, encode(priv, t)) }

	info("null-missing", "parameters left out, which other hashes allow", der(0x30, der(0x30, oid), d))
	info("null-with-content", "NULL that is not empty", der(0x30, der(0x30, oid, []byte{0x05, 0x01, 0x00}), d))
	info("null-long-length", "NULL with its length in the long form", der(0x30, der(0x30, oid, []byte{0x05, 0x81, 0x00}), d))
	info("null-replaced", "an integer for NULL", der(0x30, der(0x30, oid, []byte{0x02, 0x01, 0x00}), d))
	info("null-twice", "two NULLs", der(0x30, der(0x30, oid, null, null), d))
	info("parameters-garbage", "room for garbage in the parameters (BERserk)", der(0x30, der(0x30, oid, der(0x04, bytes.Repeat([]byte{0xaa}, 40))), d))
	info("sequence-long-length", "the outer length in BER's long form", ber(0x30, algorithm, d))
	info("sequence-longer-length", "the outer length in two bytes", join([]byte{0x30, 0x82, 0x00, byte(len(t) - 2)}, t[2:]))
	info("sequence-longest-length", "the outer length in five bytes", join([]byte{0x30, 0x85, 0, 0, 0, 0, byte(len(t) - 2)}, t[2:]))
	info("algorithm-long-length", "an inner length in BER's long form", der(0x30, ber(0x30, oid, null), d))
	info("digest-long-length", "the digest's length in BER's long form", der(0x30, algorithm, ber(0x04, digest())))
	info("oid-long-length", "the OID's length in BER's long form", der(0x30, der(0x30, ber(0x06, oid[2:]), null), d))
	info("sequence-indefinite", "BER's indefinite length", join([]byte{0x30, 0x80}, algorithm, d, []byte{0, 0}))
	info("sequence-set", "a set for the sequence", der(0x31, algorithm, d))
	info("digest-constructed", "the digest as a constructed string", der(0x30, algorithm, der(0x24, d)))
	info("digest-bit-string", "the digest as a bit string", der(0x30, algorithm, der(0x03, []byte{0}, digest())))
	info("digest-empty", "no digest", der(0x30, algorithm, der(0x04)))
	info("digest-short", "the digest less its last byte", der(0x30, algorithm, der(0x04, digest()[:19])))
	info("digest-long", "the digest and a byte", der(0x30, algorithm, der(0x04, digest(), []byte{0})))
	info("digest-reversed", "the digest backward", der(0x30, algorithm, der(0x04, reversed(digest()))))
	info("oid-padded", "an OID with a zero digit in front", der(0x30, der(0x30, der(0x06, []byte{0x2b, 0x80, 0x0e, 0x03, 0x02, 0x1a}), null), d))
	info("oid-sha256", "SHA-256's OID on a SHA-1 digest", der(0x30, der(0x30, sha256OID, null), d))
	info("oid-sha1-with-rsa", "the signature's OID for the hash's", der(0x30, der(0x30, rsaSHA1OID, null), d))
	info("element-added", "a third element", der(0x30, algorithm, d, null))
	info("element-missing", "no algorithm", der(0x30, d))
	info("info-twice", "DigestInfo within DigestInfo", der(0x30, algorithm, der(0x04, t)))
	info("garbage-after", "garbage after DigestInfo, counted out of the padding", join(t, []byte{0xde, 0xad, 0xbe, 0xef}))
	info("zero-after", "a zero after DigestInfo", join(t, []byte{0}))
	info("only-digest", "a digest without DigestInfo", digest())
	info("nothing", "padding alone", nil)

	ps := ffs(k - 3 - len(t))
	block("type-0", "block type 0", join([]byte{0, 0}, ps, []byte{0}, t))
	block("type-2", "block type 2, encryption's", join([]byte{0, 2}, ps, []byte{0}, t))
	block("first-byte", "1 for the first byte", join([]byte{1, 1}, ps, []byte{0}, t))
	block("separator-missing", "no zero between padding and DigestInfo", join([]byte{0, 1}, ps, []byte{0xff}, t))
	block("separator-twice", "two zeros", join([]byte{0, 1}, ps[1:], []byte{0, 0}, t))
	block("byte-changed", "a padding byte of FE", join([]byte{0, 1}, ps[:50], []byte{0xfe}, ps[51:], []byte{0}, t))
	block("byte-zero", "a zero within the padding", join([]byte{0, 1}, ps[:50], []byte{0}, ps[51:], []byte{0}, t))
	block("last-byte-changed", "the last padding byte is FE", join([]byte{0, 1}, ps[1:], []byte{0xfe, 0}, t))
	block("no-padding", "DigestInfo right after the type", join([]byte{0, 1, 0}, t, bytes.Repeat([]byte{0}, k-3-len(t))))
	block("short", "eight bytes of padding, then DigestInfo, then garbage (Bleichenbacher 2006)", join([]byte{0, 1}, ffs(8), []byte{0}, t, bytes.Repeat([]byte{0xaa}, k-11-len(t))))
	block("short-left", "zeros in front of a short padding", join(make([]byte, k-len(t)-11), []byte{0, 1}, ffs(8), []byte{0}, t))
	block("zeros", "zeros for padding", join([]byte{0, 1}, make([]byte, k-2-len(t)), t))
	return cases
}

// cubeRoots are forged without the private key, for the exponent 3, against
// parsers that do not look at every byte.
func cubeRoots(v *signatures.Vectors) []signatures.Case {
	priv, err := v.Open("rsa-2048-exponent-3")
	check(err)
	k := priv.Size()
	t := digestInfo(documented)
	var cases []signatures.Case
	forge := func(name, comment string, prefix []byte) {
		low := new(big.Int).SetBytes(join(prefix, make([]byte, k-len(prefix))))
		high := new(big.Int).SetBytes(join(prefix, ffs(k-len(prefix))))
		root := cubeRoot(high)
		if cube := new(big.Int).Exp(root, big.NewInt(3), nil); cube.Cmp(low) < 0 {
			panic(name + ": no room for garbage")
		}
		c := fault("forged_"+name, base64.StdEncoding.EncodeToString(root.FillBytes(make([]byte, k))), wrongSign, comment)
		c.Key = "rsa-2048-exponent-3"
		cases = append(cases, c)
	}
	forge("garbage-after", "a cube root: short padding, DigestInfo, garbage (Bleichenbacher 2006)", join([]byte{0, 1}, ffs(8), []byte{0}, t))
	forge("no-padding-bytes", "a cube root: no padding, DigestInfo, garbage", join([]byte{0, 1, 0}, t))
	forge("no-digest", "a cube root: padding, and garbage for the rest", join([]byte{0, 1}, ffs(60), []byte{0}))
	c := fault("forged_one", base64.StdEncoding.EncodeToString(big.NewInt(1).FillBytes(make([]byte, k))), wrongSign, "the cube root of 1")
	c.Key = "rsa-2048-exponent-3"
	return append(cases, c)
}

// cubeRoot returns the greatest number whose cube is not above n.
func cubeRoot(n *big.Int) *big.Int {
	root, three := new(big.Int), big.NewInt(3)
	for bit := n.BitLen()/3 + 1; bit >= 0; bit-- {
		root.SetBit(root, bit, 1)
		if new(big.Int).Exp(root, three, nil).Cmp(n) > 0 {
			root.SetBit(root, bit, 0)
		}
	}
	return root
}

func sortByName(cases []signatures.Case) {
	slices.SortFunc(cases, func(a, b signatures.Case) int { return strings.Compare(a.Name, b.Name) })
}
