package key

import (
	encoding "encoding/asn1"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

const oidRSA = "1.2.840.113549.1.1.1" // rsaEncryption (RFC 8017, A.1)

// otherKeys names the algorithms of keys that are not for RSASSA-PKCS1-v1_5.
var otherKeys = []oidName{
	{"1.2.840.113549.1.1.7", "an RSA-OAEP key, restricted to encryption"},
	{"1.2.840.113549.1.1.10", "an RSA-PSS key, restricted to another kind of signature"},
	{"1.2.840.113549.1.3.1", "a Diffie-Hellman key"},
	{"1.2.840.10045.2.1", "an elliptic curve (EC) key"},
	{"1.2.840.10040.4.1", "a DSA key"},
	{"1.3.101.110", "an X25519 key"},
	{"1.3.101.111", "an X448 key"},
	{"1.3.101.112", "an Ed25519 key"},
	{"1.3.101.113", "an Ed448 key"},
	{"1.2.643.7.1.1.1.1", "a GOST R 34.10-2012 key"},
	{"1.2.643.7.1.1.1.2", "a GOST R 34.10-2012 key"},
	{"1.2.643.2.2.19", "a GOST R 34.10-2001 key"},
}

// parsePrivate reads a private key in either container, told apart by content,
// and says which it was.
func parsePrivate(der []byte) (*numbers, string, error) {
	if !isPKCS8(der) {
		n, err := parsePKCS1(der)
		return n, "pkcs1", err
	}
	n, err := parsePKCS8(der)
	return n, "pkcs8", err
}

// isPrivate reports whether der is, on the outside, a private key: a sequence
// of exactly this length that opens with a version.
func isPrivate(der []byte) bool {
	input := cryptobyte.String(der)
	var seq cryptobyte.String
	var version int
	return input.ReadASN1(&seq, asn1.SEQUENCE) && input.Empty() && seq.ReadASN1Integer(&version)
}

// isPKCS8 reports whether an algorithm follows the version, as in
// PrivateKeyInfo, and not a number, as in RSAPrivateKey.
func isPKCS8(der []byte) bool {
	input := cryptobyte.String(der)
	var seq cryptobyte.String
	var version int
	return input.ReadASN1(&seq, asn1.SEQUENCE) && seq.ReadASN1Integer(&version) && seq.PeekASN1Tag(asn1.SEQUENCE)
}

// parsePKCS8 reads a PrivateKeyInfo (RFC 5208) or OneAsymmetricKey (RFC 5958).
// Attributes, and a public key that came along, are of no use here and skipped.
func parsePKCS8(der []byte) (*numbers, error) {
	damaged := func() error { return corrupt("The private key is damaged: its PKCS#8 wrapping is malformed.") }
	input := cryptobyte.String(der)
	var seq, algorithm, private cryptobyte.String
	var version int
	var oid encoding.ObjectIdentifier
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadASN1Integer(&version) || version < 0 || version > 1 ||
		!seq.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&oid) {
		return nil, damaged()
	}
	if name := oid.String(); name != oidRSA {
		return nil, notRSA(name)
	}
	if !seq.ReadASN1(&private, asn1.OCTET_STRING) ||
		!seq.SkipOptionalASN1(asn1.Tag(0).ContextSpecific().Constructed()) ||
		!seq.SkipOptionalASN1(asn1.Tag(1).ContextSpecific()) || !seq.Empty() {
		return nil, damaged()
	}
	return parsePKCS1(private)
}

// notRSA says which algorithm a key has instead.
func notRSA(oid string) *fault.Error {
	name, known := nameOf(oid, otherKeys)
	if !known {
		name = "a key of the algorithm " + shorten(oid)
	}
	return fault.New("not-rsa", "This is "+name+"; AliKassa's signatures are made with an RSA key.").
		WithHint("Use private.pem of the certificate that AliKassa issued.")
}
