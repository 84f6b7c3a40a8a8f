package key

import (
	encoding "encoding/asn1"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/cryptobyte"
)

// fourReadings is a password that may mean four things.
const fourReadings = "\xef\xbb\xbfsecret\r\n"

// costing lists what files may ask for, and how many readings of a password
// there is time for: none where it is refused whatever the password.
var costing = []struct {
	parse    func(t *testing.T) (*lock, error)
	readings int
}{
	{pbkdf2Lock("SHA-256", 2_048, "AES-256-CBC"), 4}, // OpenSSL's
	{scryptLock(16_384, 8, 1), 4},                    // OpenSSL's
	{pbkdf2Lock("SHA-256", 600_000, "AES-256-CBC"), 2},
	{pbkdf2Lock("SHA-512", 210_000, "AES-256-CBC"), 4},
	{pbkdf2Lock("SHA-256", 1_250_000, "AES-256-CBC"), 1},
	{pbkdf2Lock("SHA-256", 1_250_001, "AES-256-CBC"), 0},
	{pbkdf2Lock("SHA-512", 1_000_000, "AES-256-CBC"), 1},
	{pbkdf2Lock("SHA-512", 1_000_001, "AES-256-CBC"), 0},
	{pbkdf2Lock("SHA-1", 1_300_000, "AES-128-CBC"), 1},
	{pbkdf2Lock("SHA-1", 1_300_000, "AES-256-CBC"), 0}, // the longer key takes a second run
	{pbkdf2Lock("SHA-1", 1<<31, "AES-128-CBC"), 0},
	{scryptLock(1<<16, 8, 2), 4}, // OWASP's, of those that take up to 64 MiB
	{scryptLock(1<<17, 8, 1), 0}, // memory
	{scryptLock(1<<15, 8, 20), 1},
	{scryptLock(1<<15, 8, 22), 0},
	{scryptLock(2, 1, 1<<19), 0}, // the PBKDF2 around it
	{scryptLock(2, 1<<19, 1), 0},
	{pbes1Lock(parseMD5DES, 2_048), 4},
	{pbes1Lock(parseMD5DES, 7_000_000), 1},
	{pbes1Lock(parseMD5DES, 7_200_000), 0},
	{pbes1Lock(parseSHA1DES3, 2_048), 4},
	{pbes1Lock(parseSHA1DES3, 1_600_000), 1},
	{pbes1Lock(parseSHA1DES3, 1_700_000), 0},
}

// TestCostIsRefusedUnspent counts derivations: what is beyond the limit does
// none, and what is within it no more than the limit pays for.
func TestCostIsRefusedUnspent(t *testing.T) {
	for i, c := range costing {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			l, err := c.parse(t)
			if c.readings == 0 {
				requireCode(t, "unsupported-encryption", err)
				return
			}
			require.NoError(t, err)
			derived := 0
			l.kdf.derive = func([]byte) ([]byte, []byte, error) {
				derived++
				return make([]byte, l.cipher.keySize), make([]byte, l.cipher.blockSize), nil
			}
			l.data = make([]byte, 64)
			for password, readings := range map[string]int{"secret": 1, "secret\n": 2, fourReadings: 4} {
				derived = 0
				_, err := l.open([]byte(password))
				if readings <= c.readings {
					requireCode(t, "wrong-password", err)
					assert.Equal(t, readings, derived)
				} else {
					assert.Contains(t, requireCode(t, "unsupported-encryption", err).Hint, "password.txt")
					assert.Zero(t, derived, "derivations for %q", password)
				}
			}
		})
	}
}

// TestCostOfEveryDerivation: a derivation without a cost would have no limit.
func TestCostOfEveryDerivation(t *testing.T) {
	for _, prf := range pseudorandoms {
		assert.Positive(t, prf.cost, prf.name)
		assert.Equal(t, prf.size, prf.new().Size(), prf.name)
	}
	for _, d := range []derivation{
		derivePBKDF2(pseudorandoms[0], nil, 1, 16), deriveScrypt(nil, 2, 1, 1, 16),
		deriveBytesToKey(nil, 16), derivePBKDF1(nil, 1), derivePKCS12(nil, 1),
	} {
		assert.Positive(t, d.cost, d.name)
	}
}

func pbkdf2Lock(hash string, iterations int, cipher string) func(*testing.T) (*lock, error) {
	return func(t *testing.T) (*lock, error) {
		for _, prf := range pseudorandoms {
			if prf.name == "HMAC-"+hash {
				type algorithm struct{ OID encoding.ObjectIdentifier }
				return pbes2Lock(t, cipher, "1.2.840.113549.1.5.12", struct {
					Salt  []byte
					Count int
					PRF   algorithm
				}{make([]byte, 8), iterations, algorithm{identifier(t, prf.oid)}})
			}
		}
		require.FailNow(t, "no such hash: "+hash)
		return nil, nil
	}
}

func scryptLock(n, r, p int) func(*testing.T) (*lock, error) {
	return func(t *testing.T) (*lock, error) {
		return pbes2Lock(t, "AES-256-CBC", "1.3.6.1.4.1.11591.4.11", struct {
			Salt    []byte
			N, R, P int
		}{make([]byte, 8), n, r, p})
	}
}

func pbes2Lock(t *testing.T, cipher, oid string, parameters any) (*lock, error) {
	c := cipherByName(cipher)
	type algorithm struct {
		OID        encoding.ObjectIdentifier
		Parameters any
	}
	return parsePBES2(der(t, struct{ KDF, Cipher algorithm }{
		algorithm{identifier(t, oid), parameters},
		algorithm{identifier(t, c.oid), make([]byte, c.blockSize)},
	}))
}

func pbes1Lock(parse func(cryptobyte.String) (*lock, error), iterations int) func(*testing.T) (*lock, error) {
	return func(t *testing.T) (*lock, error) {
		return parse(der(t, struct {
			Salt  []byte
			Count int
		}{make([]byte, 8), iterations}))
	}
}

func der(t *testing.T, value any) cryptobyte.String {
	t.Helper()
	out, err := encoding.Marshal(value)
	require.NoError(t, err)
	return out
}

func identifier(t *testing.T, text string) encoding.ObjectIdentifier {
	t.Helper()
	var oid encoding.ObjectIdentifier
	for _, part := range strings.Split(text, ".") {
		arc, err := strconv.Atoi(part)
		require.NoError(t, err)
		oid = append(oid, arc)
	}
	return oid
}
