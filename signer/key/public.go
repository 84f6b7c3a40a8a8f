package key

import (
	"crypto/rsa"
	encoding "encoding/asn1"
	"math/big"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// publicContainers lists the PEM blocks that a public key is read from.
var publicContainers = []struct {
	label string
	parse func(der []byte) (*rsa.PublicKey, error)
}{
	{"PUBLIC KEY", parseSPKI},
	{"RSA PUBLIC KEY", parseRSAPublic},
	{"CERTIFICATE", parseCertificate},
	{"TRUSTED CERTIFICATE", parseCertificate},
	{"X509 CERTIFICATE", parseCertificate},
}

// ParsePublic reads the RSA public key of the first such block in text.
// Its codes: not-pem, not-public-key, not-rsa, weak-key, corrupt-key.
func ParsePublic(text []byte) (*rsa.PublicKey, error) {
	read, err := readPEM(text)
	if err != nil {
		return nil, err
	}
	defer read.wipe() // somebody may have given the private key
	for _, block := range read.blocks {
		for _, container := range publicContainers {
			if block.label != container.label {
				continue
			}
			if err := block.decode(); err != nil {
				return nil, err
			}
			public, err := container.parse(block.data)
			if err != nil {
				return nil, err
			}
			return public, checkPublic(public)
		}
	}
	if len(read.blocks) > 0 {
		return nil, fault.New("not-public-key", "This is "+labelKind(read.blocks[0].label)+", not a public key.").
			WithHint("Use public.pem, or make it: openssl rsa -in private.pem -pubout -out public.pem")
	}
	return nil, refuseShape(text, "public key")
}

// parseSPKI reads a SubjectPublicKeyInfo (RFC 5280, 4.1).
func parseSPKI(der []byte) (*rsa.PublicKey, error) {
	input := cryptobyte.String(der)
	var seq, algorithm cryptobyte.String
	var oid encoding.ObjectIdentifier
	var bits []byte
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&oid) {
		return nil, corruptPublic()
	}
	if name := oid.String(); name != oidRSA {
		return nil, notRSA(name)
	}
	if !seq.ReadASN1BitStringAsBytes(&bits) || !seq.Empty() {
		return nil, corruptPublic()
	}
	return parseRSAPublic(bits)
}

// parseRSAPublic reads an RSAPublicKey (RFC 8017, A.1.1).
func parseRSAPublic(der []byte) (*rsa.PublicKey, error) {
	input := cryptobyte.String(der)
	var seq cryptobyte.String
	n, e := new(big.Int), new(big.Int)
	if len(der) > maxBits/8+64 ||
		!input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadASN1Integer(n) || !seq.ReadASN1Integer(e) || !seq.Empty() ||
		n.Sign() <= 0 || e.Sign() <= 0 || !e.IsInt64() || e.Int64() > 1<<31-1 {
		return nil, corruptPublic()
	}
	return &rsa.PublicKey{N: n, E: int(e.Int64())}, nil
}

// parseCertificate reads the key of an X.509 certificate and looks at nothing
// else in it: AliKassa checks neither its dates nor its issuer.
func parseCertificate(der []byte) (*rsa.PublicKey, error) {
	input := cryptobyte.String(der)
	var certificate, tbs, spki cryptobyte.String
	version := asn1.Tag(0).ContextSpecific().Constructed()
	if !input.ReadASN1(&certificate, asn1.SEQUENCE) ||
		!certificate.ReadASN1(&tbs, asn1.SEQUENCE) ||
		!tbs.SkipOptionalASN1(version) ||
		!tbs.SkipASN1(asn1.INTEGER) || // serial number
		!tbs.SkipASN1(asn1.SEQUENCE) || // signature algorithm
		!tbs.SkipASN1(asn1.SEQUENCE) || // issuer
		!tbs.SkipASN1(asn1.SEQUENCE) || // validity
		!tbs.SkipASN1(asn1.SEQUENCE) || // subject
		!tbs.ReadASN1Element(&spki, asn1.SEQUENCE) {
		return nil, corruptPublic()
	}
	return parseSPKI(spki)
}

// checkPublic refuses what no key is, so that nobody raises to absurd powers.
func checkPublic(public *rsa.PublicKey) error {
	switch bits := public.N.BitLen(); {
	case bits > maxBits, public.E < 3, public.E&1 == 0, public.N.Bit(0) == 0:
		return corruptPublic()
	case bits < minBits:
		return fault.New("weak-key", "The public key has fewer than 1024 bits: anyone can break it.").
			WithHint("Use public.pem of the certificate that AliKassa issued.")
	}
	return nil
}

func corruptPublic() *fault.Error {
	return fault.New("corrupt-key", "The public key is damaged.").
		WithHint("Make it again: openssl rsa -in private.pem -pubout -out public.pem")
}
