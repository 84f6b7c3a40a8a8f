package key

import (
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/scrypt"
)

// What a file may ask for, checked before any of it is spent. OpenSSL writes
// 2,048 iterations unless told otherwise, and for scrypt N=16384, r=8, p=1.
const (
	maxIterations   = 1_000_000 // three to nine seconds in a browser
	maxScryptMemory = 64 << 20  // bytes, 128·N·r; OpenSSL itself stops at 32 MiB
	maxScryptWork   = 1 << 20   // N·r·p, eight times OpenSSL's
)

// pseudorandom is the function that PBKDF2 iterates, by its OID (RFC 8018,
// B.1.2).
type pseudorandom struct {
	oid  string
	name string
	new  func() hash.Hash
}

var pseudorandoms = []pseudorandom{
	{"1.2.840.113549.2.7", "HMAC-SHA-1", sha1.New}, // the first is the default
	{"1.2.840.113549.2.8", "HMAC-SHA-224", sha256.New224},
	{"1.2.840.113549.2.9", "HMAC-SHA-256", sha256.New},
	{"1.2.840.113549.2.10", "HMAC-SHA-384", sha512.New384},
	{"1.2.840.113549.2.11", "HMAC-SHA-512", sha512.New},
}

// derivation makes the key of a cipher, and for some schemes its initialisation
// vector, of a password.
type derivation struct {
	name   string
	derive func(password []byte) (key, iv []byte, err error)
}

// checkIterations refuses a count that would take longer than anyone waits.
func checkIterations(kdf string, count int) error {
	if count > maxIterations {
		return tooCostly(kdf, "more than 1,000,000 iterations")
	}
	return nil
}

// checkScrypt refuses parameters that ask for too much, or that scrypt does not
// have (RFC 7914, 2).
func checkScrypt(n, r, p int) error {
	if n < 2 || n&(n-1) != 0 {
		return corrupt("The private key is damaged: the N of its scrypt parameters is no power of two.")
	}
	if n > maxScryptWork || r > maxScryptWork || p > maxScryptWork || // keeps the products in range
		128*n*r > maxScryptMemory || n*r*p > maxScryptWork {
		return tooCostly("scrypt", "N="+strconv.Itoa(n)+", r="+strconv.Itoa(r)+", p="+strconv.Itoa(p))
	}
	return nil
}

func tooCostly(kdf, asks string) *fault.Error {
	return fault.New("unsupported-encryption",
		"The private key asks for "+asks+" of "+kdf+" before its password can be tried, which is more than is reasonable.").
		WithHint(reencrypt)
}

// derivePBKDF2 is PBKDF2 of RFC 8018, 5.2.
func derivePBKDF2(prf pseudorandom, salt []byte, iterations, size int) derivation {
	return derivation{"PBKDF2-" + prf.name, func(password []byte) ([]byte, []byte, error) {
		key, err := pbkdf2.Key(prf.new, string(password), salt, iterations, size)
		return key, nil, err
	}}
}

// deriveScrypt is RFC 7914.
func deriveScrypt(salt []byte, n, r, p, size int) derivation {
	return derivation{"scrypt", func(password []byte) ([]byte, []byte, error) {
		key, err := scrypt.Key(password, salt, n, r, p, size)
		return key, nil, err
	}}
}

// deriveBytesToKey is OpenSSL's EVP_BytesToKey with MD5 and one iteration, as
// traditional PEM files use it: the salt is the start of the vector.
func deriveBytesToKey(salt []byte, size int) derivation {
	return derivation{"EVP_BytesToKey-MD5", func(password []byte) ([]byte, []byte, error) {
		var key, digest []byte
		for len(key) < size {
			h := md5.New()
			h.Write(digest)
			h.Write(password)
			h.Write(salt)
			digest = h.Sum(nil)
			key = append(key, digest...)
		}
		return key[:size], nil, nil
	}}
}

// derivePBKDF1 is PBKDF1 of RFC 8018, 5.1, with MD5, as PBES1 splits it: eight
// bytes for the key of DES and eight for its vector.
func derivePBKDF1(salt []byte, iterations int) derivation {
	return derivation{"PBKDF1-MD5", func(password []byte) ([]byte, []byte, error) {
		h := md5.New()
		h.Write(password)
		h.Write(salt)
		digest := h.Sum(nil)
		for range iterations - 1 {
			sum := md5.Sum(digest)
			copy(digest, sum[:])
		}
		return digest[:8], digest[8:], nil
	}}
}

// derivePKCS12 is the derivation of PKCS#12 (RFC 7292, B.2) with SHA-1, for a
// key of 24 bytes and a vector of 8.
func derivePKCS12(salt []byte, iterations int) derivation {
	return derivation{"PKCS12-SHA-1", func(password []byte) ([]byte, []byte, error) {
		text := bmpString(password)
		defer clear(text)
		return pkcs12SHA1(1, text, salt, iterations, 24), pkcs12SHA1(2, text, salt, iterations, 8), nil
	}}
}

// pkcs12SHA1 derives size bytes for a purpose: 1 for a key, 2 for a vector. The
// names of the steps are those of RFC 7292, B.2.
func pkcs12SHA1(purpose byte, password, salt []byte, iterations, size int) []byte {
	const v = sha1.BlockSize
	diversifier := make([]byte, v)
	for i := range diversifier {
		diversifier[i] = purpose
	}
	input := append(repeatTo(salt, v), repeatTo(password, v)...) // I = S ‖ P
	defer clear(input)

	var out []byte
	for {
		h := sha1.New()
		h.Write(diversifier)
		h.Write(input)
		digest := h.Sum(nil) // A
		for range iterations - 1 {
			sum := sha1.Sum(digest)
			copy(digest, sum[:])
		}
		out = append(out, digest...)
		if len(out) >= size {
			return out[:size]
		}
		addend := repeatTo(digest, v)[:v] // B
		for block := input; len(block) > 0; block = block[v:] {
			carry := 1
			for i := v - 1; i >= 0; i-- {
				carry += int(block[i]) + int(addend[i])
				block[i] = byte(carry)
				carry >>= 8
			}
		}
	}
}

// repeatTo repeats data to the next multiple of size; nothing stays nothing.
func repeatTo(data []byte, size int) []byte {
	if len(data) == 0 {
		return nil
	}
	out := make([]byte, (len(data)+size-1)/size*size)
	for i := range out {
		out[i] = data[i%len(data)]
	}
	return out
}

// bmpString writes a password in UTF-16, big-endian, with a final zero, as
// PKCS#12 hashes it. What is not UTF-8 is taken for Latin-1, as OpenSSL does.
func bmpString(password []byte) []byte {
	out := make([]byte, 0, 2*len(password)+2)
	if utf8.Valid(password) {
		for _, unit := range utf16.Encode([]rune(string(password))) {
			out = append(out, byte(unit>>8), byte(unit))
		}
	} else {
		for _, c := range password {
			out = append(out, 0, c)
		}
	}
	return append(out, 0, 0)
}
