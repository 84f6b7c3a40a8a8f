package key

import (
	encoding "encoding/asn1"
	"math/big"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// lock is what a password has to open.
type lock struct {
	cipher *blockCipher
	kdf    derivation
	iv     []byte // nil when the password yields it
	data   []byte
}

// try decrypts with a password. What comes out means something only if the
// password was right.
func (l *lock) try(password []byte) ([]byte, error) {
	key, iv, err := l.kdf.derive(password)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	if l.iv != nil {
		iv = l.iv
	}
	return l.cipher.decrypt(key, iv, l.data)
}

// check finds out what no password could mend.
func (l *lock) check() error {
	if l.iv != nil && len(l.iv) != l.cipher.blockSize {
		return corrupt("The private key is damaged: its initialisation vector has not the length that " + l.cipher.name + " needs.")
	}
	if len(l.data) == 0 || len(l.data)%l.cipher.blockSize != 0 {
		return corrupt("The private key is damaged: its encrypted part is not a whole number of blocks.")
	}
	return nil
}

// traditionalLock reads the encryption of a block with DEK-Info (RFC 1421,
// 4.6.1.3, with OpenSSL's derivation).
func traditionalLock(b *pemBlock) (*lock, error) {
	c := cipherByName(b.cipher)
	if c == nil {
		return nil, unsupported(b.cipher)
	}
	if len(b.iv) != c.blockSize {
		return nil, corrupt("The private key is damaged: its DEK-Info line has not the vector that " + c.name + " needs.")
	}
	l := &lock{cipher: c, kdf: deriveBytesToKey(b.iv[:8], c.keySize), iv: b.iv, data: b.data}
	return l, l.check()
}

// pkcs8Lock reads an EncryptedPrivateKeyInfo (RFC 5208, 6).
func pkcs8Lock(der []byte) (*lock, error) {
	input := cryptobyte.String(der)
	var seq, algorithm, data cryptobyte.String
	var oid encoding.ObjectIdentifier
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&oid) ||
		!seq.ReadASN1(&data, asn1.OCTET_STRING) || !seq.Empty() {
		return nil, corrupt("The private key is damaged: what stands between its BEGIN and END lines is not the structure of a key.")
	}
	for _, scheme := range schemes {
		if scheme.oid == oid.String() {
			l, err := scheme.parse(algorithm)
			if err != nil {
				return nil, err
			}
			l.data = data
			return l, l.check()
		}
	}
	return nil, unsupportedOID(oid)
}

// schemes lists the ways in which PKCS#8 turns a password into a lock.
var schemes = []struct {
	oid   string
	parse func(parameters cryptobyte.String) (*lock, error)
}{
	{"1.2.840.113549.1.5.13", parsePBES2},
	{"1.2.840.113549.1.5.3", parseMD5DES},
	{"1.2.840.113549.1.12.1.3", parseSHA1DES3},
}

// parseMD5DES reads pbeWithMD5AndDES-CBC (RFC 8018, A.3).
func parseMD5DES(parameters cryptobyte.String) (*lock, error) {
	return parsePBES1(parameters, "DES-CBC", costMD5, derivePBKDF1)
}

// parseSHA1DES3 reads pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292, appendix C).
func parseSHA1DES3(parameters cryptobyte.String) (*lock, error) {
	return parsePBES1(parameters, "DES-EDE3-CBC", stepPKCS12, derivePKCS12)
}

// parsePBES1 reads the parameters that both have: a salt and a count.
func parsePBES1(parameters cryptobyte.String, cipher string, step int64, derive func(salt []byte, count int) derivation) (*lock, error) {
	var seq, salt cryptobyte.String
	var count int
	if !parameters.ReadASN1(&seq, asn1.SEQUENCE) || !parameters.Empty() ||
		!seq.ReadASN1(&salt, asn1.OCTET_STRING) || !readCount(&seq, &count) || !seq.Empty() {
		return nil, malformedParameters()
	}
	kdf := derive(salt, count)
	return &lock{cipher: cipherByName(cipher), kdf: kdf}, checkIterations(kdf.name, step, count)
}

// parsePBES2 reads the parameters of RFC 8018, A.4: a derivation and a cipher,
// each with parameters of its own.
func parsePBES2(parameters cryptobyte.String) (*lock, error) {
	var seq, derive, encrypt, iv cryptobyte.String
	var deriveOID, encryptOID encoding.ObjectIdentifier
	if !parameters.ReadASN1(&seq, asn1.SEQUENCE) || !parameters.Empty() ||
		!seq.ReadASN1(&derive, asn1.SEQUENCE) || !derive.ReadASN1ObjectIdentifier(&deriveOID) ||
		!seq.ReadASN1(&encrypt, asn1.SEQUENCE) || !encrypt.ReadASN1ObjectIdentifier(&encryptOID) || !seq.Empty() {
		return nil, malformedParameters()
	}
	c := cipherByOID(encryptOID.String())
	if c == nil {
		return nil, unsupportedOID(encryptOID)
	}
	if !encrypt.ReadASN1(&iv, asn1.OCTET_STRING) || !encrypt.Empty() {
		return nil, malformedParameters()
	}
	for _, known := range derivations {
		if known.oid == deriveOID.String() {
			kdf, err := known.parse(derive, c.keySize)
			return &lock{cipher: c, kdf: kdf, iv: iv}, err
		}
	}
	return nil, unsupportedOID(deriveOID)
}

// derivations lists the key derivations of PBES2.
var derivations = []struct {
	oid   string
	parse func(parameters cryptobyte.String, size int) (derivation, error)
}{
	{"1.2.840.113549.1.5.12", parsePBKDF2},
	{"1.3.6.1.4.1.11591.4.11", parseScrypt},
}

// parsePBKDF2 reads the parameters of RFC 8018, A.2.
func parsePBKDF2(parameters cryptobyte.String, size int) (derivation, error) {
	var seq, salt, algorithm cryptobyte.String
	var count int
	if !parameters.ReadASN1(&seq, asn1.SEQUENCE) || !parameters.Empty() ||
		!seq.ReadASN1(&salt, asn1.OCTET_STRING) || !readCount(&seq, &count) || !readSize(&seq, size) {
		return derivation{}, malformedParameters()
	}
	prf := pseudorandoms[0]
	if !seq.Empty() {
		var oid encoding.ObjectIdentifier
		if !seq.ReadASN1(&algorithm, asn1.SEQUENCE) || !seq.Empty() || !algorithm.ReadASN1ObjectIdentifier(&oid) {
			return derivation{}, malformedParameters()
		}
		found := false
		for _, known := range pseudorandoms {
			if known.oid == oid.String() {
				prf, found = known, true
			}
		}
		if !found {
			return derivation{}, unsupportedOID(oid)
		}
	}
	kdf := derivePBKDF2(prf, salt, count, size)
	return kdf, checkIterations(kdf.name, prf.step(size), count)
}

// parseScrypt reads the parameters of RFC 7914, 7.
func parseScrypt(parameters cryptobyte.String, size int) (derivation, error) {
	var seq, salt cryptobyte.String
	var n, r, p int
	if !parameters.ReadASN1(&seq, asn1.SEQUENCE) || !parameters.Empty() ||
		!seq.ReadASN1(&salt, asn1.OCTET_STRING) ||
		!readCount(&seq, &n) || !readCount(&seq, &r) || !readCount(&seq, &p) ||
		!readSize(&seq, size) || !seq.Empty() {
		return derivation{}, malformedParameters()
	}
	return deriveScrypt(salt, n, r, p, size), checkScrypt(n, r, p)
}

// readCount reads a positive number. One that is far beyond all limits reads as
// 2^30, for them to refuse.
func readCount(s *cryptobyte.String, count *int) bool {
	const largest = 1 << 30
	number := new(big.Int)
	if !s.ReadASN1Integer(number) || number.Sign() <= 0 {
		return false
	}
	*count = largest
	if number.IsInt64() && number.Int64() < largest {
		*count = int(number.Int64())
	}
	return true
}

// readSize skips the optional length of the key, which has to be the cipher's.
func readSize(s *cryptobyte.String, size int) bool {
	var length int
	return !s.PeekASN1Tag(asn1.INTEGER) || s.ReadASN1Integer(&length) && length == size
}

func malformedParameters() *fault.Error {
	return corrupt("The private key is damaged: the parameters of its encryption are malformed.")
}
