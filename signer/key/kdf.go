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

// What one opening may cost, all readings of the password together, checked
// before any of it is spent.
//
// OpenSSL writes 2,048 iterations unless told otherwise, and for scrypt N=16384,
// r=8, p=1. Who hardens a file follows OWASP: 600,000 iterations of SHA-256 or
// 210,000 of SHA-512. The former opens also where password.txt ends with a line
// break, which makes two readings, the latter in all four. OWASP's 1,300,000 of
// SHA-1 open for the shorter ciphers' keys alone: OpenSSL has used SHA-256 since
// 2016.
const (
	maxCost         = 2_500_000_000 // of the costs below: the worst files took 2.0 to 2.6 seconds
	maxScryptMemory = 64 << 20      // bytes, 128·r·N and 128·r·p; OpenSSL itself stops at 32 MiB
)

// The costs of a step, in nanoseconds of a processor that ran the wasm in Node 20.
const (
	costMD5    = 350   // of PBKDF1
	costPKCS12 = 500   // SHA-1
	costSHA1   = 1_400 // HMAC, as are the next two
	costSHA256 = 2_000
	costSHA512 = 2_500
	costScrypt = 450 // for each of N·r·p
)

// pseudorandom is the function that PBKDF2 iterates, by its OID (RFC 8018,
// B.1.2).
type pseudorandom struct {
	oid  string
	name string
	cost int64 // of an iteration
	size int   // of what an iteration yields
	new  func() hash.Hash
}

var pseudorandoms = []pseudorandom{
	{"1.2.840.113549.2.7", "HMAC-SHA-1", costSHA1, sha1.Size, sha1.New}, // the first is the default
	{"1.2.840.113549.2.8", "HMAC-SHA-224", costSHA256, sha256.Size224, sha256.New224},
	{"1.2.840.113549.2.9", "HMAC-SHA-256", costSHA256, sha256.Size, sha256.New},
	{"1.2.840.113549.2.10", "HMAC-SHA-384", costSHA512, sha512.Size384, sha512.New384},
	{"1.2.840.113549.2.11", "HMAC-SHA-512", costSHA512, sha512.Size, sha512.New},
}

// derivation makes the key of a cipher, and for some schemes its initialisation
// vector, of a password.
type derivation struct {
	name   string
	cost   int64 // of one password
	derive func(password []byte) (key, iv []byte, err error)
}

// checkIterations refuses a count that would take longer than anyone waits, with
// whatever password. step is the cost of an iteration.
func checkIterations(kdf string, step int64, count int) error {
	if most := maxCost / step; int64(count) > most {
		return tooCostly(kdf, "more than "+strconv.FormatInt(most, 10)+" iterations")
	}
	return nil
}

// checkScrypt refuses parameters that ask for too much, or that scrypt does not
// have (RFC 7914, 2).
func checkScrypt(n, r, p int) error {
	if n < 2 || n&(n-1) != 0 {
		return corrupt("The private key is damaged: the N of its scrypt parameters is no power of two.")
	}
	if most := maxScryptMemory / 128; r > most/max(n, p) || scryptCost(n, r, p) > maxCost {
		return tooCostly("scrypt", "N="+strconv.Itoa(n)+", r="+strconv.Itoa(r)+", p="+strconv.Itoa(p))
	}
	return nil
}

// scryptCost counts beside scrypt's own work the PBKDF2 before and after it,
// which weighs as much as an N of 24, and is nearly all where N is small.
func scryptCost(n, r, p int) int64 {
	return int64(n+24) * int64(r) * int64(p) * costScrypt
}

func tooCostly(kdf, asks string) *fault.Error {
	return fault.New("unsupported-encryption",
		"The private key asks for "+asks+" of "+kdf+" before its password can be tried, which is more than is reasonable.").
		WithHint(reencrypt)
}

// checkReadings refuses to try more readings of a password than there is time
// for, where it would try one.
func (d *derivation) checkReadings(count int) error {
	if d.cost*int64(count) <= maxCost {
		return nil
	}
	return fault.New("unsupported-encryption",
		"The private key asks for so much work of "+d.name+" that there is no time to try the password with and without what stands around it: a line break after it, or a byte order mark before it.").
		WithHint("Save password.txt without them.")
}

// step is the cost of an iteration of PBKDF2 for a key of that size: one run
// yields no more than the hash has, and a longer key takes several.
func (p *pseudorandom) step(size int) int64 {
	return int64((size+p.size-1)/p.size) * p.cost
}

// derivePBKDF2 is PBKDF2 of RFC 8018, 5.2.
func derivePBKDF2(prf pseudorandom, salt []byte, iterations, size int) derivation {
	return derivation{"PBKDF2-" + prf.name, int64(iterations) * prf.step(size), func(password []byte) ([]byte, []byte, error) {
		key, err := pbkdf2.Key(prf.new, string(password), salt, iterations, size)
		return key, nil, err
	}}
}

// deriveScrypt is RFC 7914.
func deriveScrypt(salt []byte, n, r, p, size int) derivation {
	return derivation{"scrypt", scryptCost(n, r, p), func(password []byte) ([]byte, []byte, error) {
		key, err := scrypt.Key(password, salt, n, r, p, size)
		return key, nil, err
	}}
}

// deriveBytesToKey is OpenSSL's EVP_BytesToKey with MD5 and one iteration, as
// traditional PEM files use it: the salt is the start of the vector.
func deriveBytesToKey(salt []byte, size int) derivation {
	return derivation{"EVP_BytesToKey-MD5", 2 * costMD5, func(password []byte) ([]byte, []byte, error) {
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
	return derivation{"PBKDF1-MD5", int64(iterations) * costMD5, func(password []byte) ([]byte, []byte, error) {
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

// stepPKCS12 is the cost of an iteration for all of the key and the vector: two
// runs of SHA-1 for the one, one for the other.
const stepPKCS12 = 3 * costPKCS12

// derivePKCS12 is the derivation of PKCS#12 (RFC 7292, B.2) with SHA-1, for a
// key of 24 bytes and a vector of 8.
func derivePKCS12(salt []byte, iterations int) derivation {
	return derivation{"PKCS12-SHA-1", int64(iterations) * stepPKCS12, func(password []byte) ([]byte, []byte, error) {
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
