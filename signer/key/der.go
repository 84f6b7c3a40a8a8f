package key

import (
	"encoding/base64"
	"math/big"
	"strings"

	"golang.org/x/crypto/cryptobyte/asn1"
)

// What little is written in DER and PEM, a key alone, is written here: the
// builders that read everything else would add a hundredth to the size of the
// WebAssembly, and leave copies of secret numbers behind.

// algorithmRSA is the AlgorithmIdentifier rsaEncryption with its NULL (RFC 8017,
// A.1).
var algorithmRSA = []byte{0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0}

// encodePKCS8 writes PrivateKeyInfo (RFC 5208, 5) as OpenSSL does, to the byte.
func (k *numbers) encodePKCS8() []byte {
	list := make([]byte, 0, 5*(k.n.BitLen()/8)+128)
	for _, x := range []*big.Int{new(big.Int), k.n, big.NewInt(int64(k.e)), k.d, k.p, k.q, k.dp, k.dq, k.qinv} {
		list = appendInteger(list, x)
	}
	inner := element(asn1.SEQUENCE, list)
	clear(list)
	wrapped := element(asn1.OCTET_STRING, inner)
	clear(inner)
	defer clear(wrapped)
	return element(asn1.SEQUENCE, appendInteger(nil, new(big.Int)), algorithmRSA, wrapped)
}

// encodePublic writes a SubjectPublicKeyInfo (RFC 5280, 4.1).
func encodePublic(n *big.Int, e int) []byte {
	list := appendInteger(appendInteger(nil, n), big.NewInt(int64(e)))
	const noUnusedBits = 0
	bits := element(asn1.BIT_STRING, []byte{noUnusedBits}, element(asn1.SEQUENCE, list))
	return element(asn1.SEQUENCE, algorithmRSA, bits)
}

// element writes a tag, the length of the contents, and the contents.
func element(tag asn1.Tag, contents ...[]byte) []byte {
	size := 0
	for _, c := range contents {
		size += len(c)
	}
	out := appendHeader(make([]byte, 0, size+5), tag, size)
	for _, c := range contents {
		out = append(out, c...)
	}
	return out
}

// appendInteger writes a number that is not negative.
func appendInteger(out []byte, x *big.Int) []byte {
	size := x.BitLen()/8 + 1 // the top bit is the sign, and stays clear
	out = appendHeader(out, asn1.INTEGER, size)
	out = append(out, make([]byte, size)...)
	x.FillBytes(out[len(out)-size:])
	return out
}

// appendHeader writes a tag and a length below 2^16.
func appendHeader(out []byte, tag asn1.Tag, size int) []byte {
	switch {
	case size < 0x80:
		return append(out, byte(tag), byte(size))
	case size < 0x100:
		return append(out, byte(tag), 0x81, byte(size))
	}
	return append(out, byte(tag), 0x82, byte(size>>8), byte(size))
}

// encodePEM writes a block as RFC 7468 has it.
func encodePEM(label string, der []byte) string {
	const width = 64
	var b strings.Builder
	b.WriteString("-----BEGIN " + label + "-----\n")
	for text := base64.StdEncoding.EncodeToString(der); len(text) > 0; {
		n := min(width, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	b.WriteString("-----END " + label + "-----\n")
	return b.String()
}
