package key

import (
	"bytes"
	encoding "encoding/asn1"
	"encoding/base64"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// A shape is something that is recognised by how it looks.
type shape struct {
	is               func(text []byte) bool
	key              bool // a key or something made of one, so worth explaining
	code, kind, hint string
}

// shapes lists what is recognised without a PEM block in it, the first that
// fits first.
func shapes() []shape {
	return []shape{
		{isBlank, false, "not-pem", "an empty file", useCertificate},
		{starts("PK\x03\x04"), false, "not-pem", "a zip archive", "Open it as the certificate's archive, or unzip it and take private.pem."},
		{isPuTTYOther, true, "not-rsa", "a PuTTY key of another algorithm than RSA", useCertificate},
		{starts("PuTTY-User-Key-File-"), true, "not-private-key", "a PuTTY key", "Convert it: puttygen private.ppk -O private-openssh -o private.pem"},
		{starts("ssh-rsa "), true, "not-private-key", "an OpenSSH public key", onlyPublic},
		{starts("ssh-", "ecdsa-sha2-", "sk-"), true, "not-rsa", "an OpenSSH public key of another algorithm than RSA", useCertificate},
		{starts("\xfe\xed\xfe\xed", "\xce\xce\xce\xce"), true, "not-private-key", "a Java key store", "Convert it: keytool -importkeystore -srckeystore keystore.jks -destkeystore keystore.p12 -deststoretype PKCS12, then openssl pkcs12 -in keystore.p12 -nocerts -out private.pem"},
		{starts("{", "["), false, "not-pem", "JSON", useCertificate},
		{starts("<"), false, "not-pem", "a web page or XML", useCertificate},
		{starts("LS0tLS1CRUdJTi"), true, "not-pem", "a PEM file that was encoded as base64 once more", "Decode it: openssl base64 -d -A -in private.pem -out private-new.pem"},

		{isDER(isPKCS12), true, "not-private-key", "a PKCS#12 file (.p12, .pfx)", "Take the key out: openssl pkcs12 -in certificate.p12 -nocerts -out private.pem"},
		{isDER(isPrivateOther), true, "not-rsa", "a private key of another algorithm than RSA, in binary (DER)", useCertificate},
		{isDER(isPrivateRSA), true, "not-pem", "a private key in binary (DER)", "Convert it: openssl rsa -inform DER -in private.der -aes256 -traditional -out private.pem"},
		{isDER(isEncryptedPKCS8), true, "not-pem", "an encrypted private key in binary (DER)", "Convert it: openssl rsa -inform DER -in private.der -aes256 -traditional -out private.pem"},
		{isDER(isPublic), true, "not-private-key", "a public key in binary (DER)", onlyPublic},
		{isDER(isRequest), true, "not-private-key", "a certificate request (CSR) in binary (DER)", onlyPublic},
		{isDER(isCertificate), true, "not-private-key", "a certificate in binary (DER)", onlyPublic},
		{isBase64DER, true, "not-pem", "the inside of a PEM file, without its BEGIN and END lines", "Copy the whole file, the lines -----BEGIN …----- and -----END …----- included."},
	}
}

// refuseShape says what a text without any PEM block is; want is what was
// looked for.
func refuseShape(text []byte, want string) *fault.Error {
	text = bytes.TrimPrefix(text, byteOrderMark)
	for _, shape := range shapes() {
		if shape.is(text) {
			return refuse(shape.code, shape.kind, shape.hint)
		}
	}
	copied, normal := normalise(text)
	defer clear(copied)
	if len(readMarkers(normal)) > 0 {
		return fault.New("not-pem", "The file is cut off: its BEGIN line is missing.").
			WithHint("Copy the whole file, the lines -----BEGIN …----- and -----END …----- included.")
	}
	label, hint := "RSA PRIVATE KEY", useCertificate
	if want == "public key" {
		label, hint = "PUBLIC KEY", "Use public.pem of the certificate."
	}
	return fault.New("not-pem", "There is no "+want+" in this: a line like -----BEGIN "+label+"----- is missing.").
		WithHint(hint)
}

func isBlank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

// starts makes a test for any of several beginnings.
func starts(prefixes ...string) func([]byte) bool {
	return func(text []byte) bool {
		text = bytes.TrimLeft(text, " \t\r\n")
		for _, prefix := range prefixes {
			if bytes.HasPrefix(text, []byte(prefix)) {
				return true
			}
		}
		return false
	}
}

func isPuTTYOther(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	if !bytes.HasPrefix(text, []byte("PuTTY-User-Key-File-")) {
		return false
	}
	first, _, _ := bytes.Cut(text, []byte{'\n'})
	return !bytes.HasSuffix(bytes.TrimSpace(first), []byte("ssh-rsa"))
}

// isDER makes a test for a sequence that fills the whole file.
func isDER(inside func(seq cryptobyte.String) bool) func([]byte) bool {
	return func(text []byte) bool {
		input := cryptobyte.String(text)
		var seq cryptobyte.String
		return input.ReadASN1(&seq, asn1.SEQUENCE) && input.Empty() && inside(seq)
	}
}

func isPKCS12(seq cryptobyte.String) bool {
	var version int
	return seq.ReadASN1Integer(&version) && version == 3 && seq.PeekASN1Tag(asn1.SEQUENCE)
}

func isPrivateRSA(seq cryptobyte.String) bool {
	var version int
	return seq.ReadASN1Integer(&version) && version <= 1 && (seq.PeekASN1Tag(asn1.SEQUENCE) || countIntegers(seq) >= 8)
}

func isPrivateOther(seq cryptobyte.String) bool {
	var version int
	var algorithm cryptobyte.String
	var oid encoding.ObjectIdentifier
	if !seq.ReadASN1Integer(&version) {
		return false
	}
	if seq.PeekASN1Tag(asn1.OCTET_STRING) { // ECPrivateKey (RFC 5915)
		return true
	}
	return seq.ReadASN1(&algorithm, asn1.SEQUENCE) && algorithm.ReadASN1ObjectIdentifier(&oid) &&
		seq.PeekASN1Tag(asn1.OCTET_STRING) && oid.String() != oidRSA
}

func isEncryptedPKCS8(seq cryptobyte.String) bool {
	return seq.SkipASN1(asn1.SEQUENCE) && seq.SkipASN1(asn1.OCTET_STRING) && seq.Empty()
}

func isPublic(seq cryptobyte.String) bool {
	spki := seq
	return countIntegers(seq) == 2 ||
		spki.SkipASN1(asn1.SEQUENCE) && spki.SkipASN1(asn1.BIT_STRING) && spki.Empty()
}

// isRequest tells a CSR from a certificate by the version that it opens with
// (RFC 2986, 4.1): a certificate has it tagged, or has a serial number and then
// an algorithm, whose sequence opens with an OID.
func isRequest(seq cryptobyte.String) bool {
	var info, subject cryptobyte.String
	return isCertificate(seq) && seq.ReadASN1(&info, asn1.SEQUENCE) &&
		info.SkipASN1(asn1.INTEGER) && info.ReadASN1(&subject, asn1.SEQUENCE) &&
		!subject.PeekASN1Tag(asn1.OBJECT_IDENTIFIER)
}

func isCertificate(seq cryptobyte.String) bool {
	for _, tag := range []asn1.Tag{asn1.SEQUENCE, asn1.SEQUENCE, asn1.BIT_STRING} { // contents, algorithm, signature
		if !seq.SkipASN1(tag) {
			return false
		}
	}
	return seq.Empty()
}

// countIntegers returns how many numbers, and nothing else, a sequence holds.
func countIntegers(seq cryptobyte.String) int {
	n := 0
	for ; !seq.Empty(); n++ {
		if !seq.SkipASN1(asn1.INTEGER) {
			return 0
		}
	}
	return n
}

// isBase64DER recognises what stood between the lines of a PEM file.
func isBase64DER(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) < 64 || text[0] != 'M' {
		return false
	}
	head := make([]byte, 12)
	if _, err := base64.StdEncoding.Decode(head, text[:16]); err != nil {
		return false
	}
	return head[0] == 0x30
}

// opensshAlgorithm reads of an OpenSSH key (PROTOCOL.key) what its public half
// says it is for.
func opensshAlgorithm(data []byte) (string, bool) {
	input := cryptobyte.String(data)
	var magic []byte
	var public, algorithm cryptobyte.String
	if !input.ReadBytes(&magic, 15) || string(magic) != "openssh-key-v1\x00" ||
		!skip32(&input) || !skip32(&input) || !skip32(&input) || // cipher, KDF, its options
		!input.Skip(4) || // number of keys
		!read32(&input, &public) || !read32(&public, &algorithm) {
		return "", false
	}
	return string(algorithm), true
}

func read32(s, out *cryptobyte.String) bool {
	var n uint32
	var data []byte
	if !s.ReadUint32(&n) || uint64(n) > uint64(len(*s)) || !s.ReadBytes(&data, int(n)) {
		return false
	}
	*out = data
	return true
}

func skip32(s *cryptobyte.String) bool {
	var ignored cryptobyte.String
	return read32(s, &ignored)
}
