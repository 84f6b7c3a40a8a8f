package key

import (
	encoding "encoding/asn1"
	"strings"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadPEMFindsEveryBlock(t *testing.T) {
	text := string(keys.Read("vectors/public.pem")) + "between - the two\n" + string(keys.Read("vectors/pkcs1-aes-256-cbc.pem"))
	read, err := readPEM([]byte(text))
	require.NoError(t, err)
	require.Len(t, read.blocks, 2)
	assert.Equal(t, "PUBLIC KEY", read.blocks[0].label)
	assert.Equal(t, "RSA PRIVATE KEY", read.blocks[1].label)
	require.NoError(t, read.blocks[1].decode())
	assert.True(t, read.blocks[1].encrypted)
	assert.Equal(t, "AES-256-CBC", read.blocks[1].cipher)
	assert.Len(t, read.blocks[1].iv, 16)
}

func TestAWipedTextHasNothingLeft(t *testing.T) {
	escaped := strings.ReplaceAll(string(keys.Read("vectors/pkcs1-plain.pem")), "\n", `\n`)
	wide := []byte{0xFF, 0xFE}
	for _, c := range []byte(escaped) {
		wide = append(wide, c, 0)
	}
	for name, text := range map[string][]byte{"escaped": []byte(escaped), "in UTF-16": wide} {
		read, err := readPEM(text)
		require.NoError(t, err, name)
		require.Len(t, read.blocks, 1, name)
		body := read.blocks[0].body
		require.Greater(t, len(body), 1000, name)
		read.wipe()
		assert.Equal(t, make([]byte, cap(read.plain)), read.plain[:cap(read.plain)], name)
		assert.Equal(t, make([]byte, len(body)), body, name)
	}
}

func TestReadPEMOnlyTakesMarkers(t *testing.T) {
	for name, text := range map[string]string{
		"no dash before":   "BEGIN PRIVATE KEY-----\n",
		"no dash after":    "-----BEGIN PRIVATE KEY\nMIIE\n",
		"lower case":       "-----begin private key-----\n",
		"another word":     "-----BEGINNING-----x",
		"only an end":      "-----END PRIVATE KEY-----",
		"words and dashes": "The END of it - BEGIN again",
	} {
		read, err := readPEM([]byte(text))
		require.NoError(t, err, name)
		for _, b := range read.blocks {
			assert.NotContains(t, b.label, "PRIVATE", name)
		}
	}
}

func TestBase64ThatLooksLikeAMarker(t *testing.T) {
	read, err := readPEM([]byte("-----BEGIN PRIVATE KEY----- ENDxBEGINx\nAAAA\n-----END PRIVATE KEY-----"))
	require.NoError(t, err)
	require.Len(t, read.blocks, 1)
	assert.NoError(t, read.blocks[0].decode())
}

func TestDamageIsPlaced(t *testing.T) {
	text := keys.Read("vectors/damaged-stray-character.pem")
	_, err := Open(Source{PrivateKey: text})
	fault := requireCode(t, "corrupt-key", err)
	lines := strings.Split(string(text), "\n")
	require.Equal(t, byte('*'), lines[fault.Line-1][fault.Column-1])
	assert.Contains(t, fault.Message, "line 9")
}

func TestDamageIsNamed(t *testing.T) {
	for name, words := range map[string]string{
		"damaged-no-end":                     "END RSA PRIVATE KEY is missing",
		"damaged-no-begin":                   "BEGIN line is missing",
		"damaged-other-end":                  "ends as another",
		"damaged-nothing-inside":             "nothing between",
		"damaged-lost-character":             "whole number of blocks",
		"damaged-padding-inside":             "does not belong",
		"damaged-dek-info-missing":           "DEK-Info line is missing",
		"damaged-dek-info-odd-vector":        "DEK-Info line is malformed",
		"damaged-dek-info-without-vector":    "DEK-Info line is malformed",
		"damaged-dek-last-block":             "password is right",
		"damaged-dek-first-block":            "password is right",
		"damaged-pbes2-last-block":           "password is right",
		"damaged-dek-cut-inside-a-block":     "whole number of blocks",
		"damaged-pbes2-short-vector":         "initialisation vector",
		"damaged-pbkdf2-key-length":          "parameters",
		"damaged-scrypt-no-power-of-two":     "power of two",
		"damaged-plain-noise":                "not the structure of a key",
		"corrupt-modulus":                    "multiply",
		"corrupt-private-exponent":           "does not undo",
		"corrupt-exponent-1":                 "exponents contradict",
		"corrupt-coefficient":                "coefficient",
		"corrupt-public-exponent-huge":       "larger than any in use",
		"corrupt-huge":                       "larger than those of any key",
		"corrupt-ten-numbers":                "follows",
		"corrupt-eight-numbers":              "missing or malformed",
		"corrupt-close-primes":               "too close",
		"corrupt-weak-512":                   "fewer than 1024 bits",
		"corrupt-three-primes":               "more than two primes",
		"password-wrong-pkcs1-aes-256-cbc":   "or the key's file is damaged",
		"damaged-dek-info-changed-vector":    "or the key's file is damaged",
		"unsupported-dek-camellia":           "CAMELLIA-256-CBC",
		"unsupported-pbe-sha1-rc2-40":        "SHA-1 and RC2, 40 bits",
		"unsupported-pbe-sha1-rc4-128":       "RC4, 128 bits",
		"unsupported-pbes2-camellia-256-cbc": "CAMELLIA-256-CBC",
		"unsupported-pbes2-aes-256-gcm":      "AES-256-GCM",
		"unsupported-pbes2-aes-256-cfb":      "AES-256-CFB",
		"unsupported-pbkdf2-md5":             "HMAC-MD5",
		"unsupported-pbes2-unknown-cipher":   "OID 1.3.6.1.4.1.99999.1",
		"costly-pbkdf2-billions":             "more than 1250000 iterations of PBKDF2-HMAC-SHA-256",
		"costly-scrypt-memory":               "N=1073741824, r=8, p=1 of scrypt",
		"costly-pbes1-md5-des":               "iterations of PBKDF1-MD5",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(vector(t, name))
			require.Error(t, err)
			assert.Contains(t, err.Error(), words)
		})
	}
}

func TestLongNamesAreCut(t *testing.T) {
	label := strings.Repeat("RSA ", 200) + "PRIVATE KEY"
	b := &pemBlock{label: label}
	err := b.decode()
	assert.Less(t, len(err.Error()), 200)

	cipher := strings.Repeat("A", 5000)
	_, err = Open(Source{PrivateKey: []byte("-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: " + cipher + ",00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n")})
	requireCode(t, "unsupported-encryption", err)
	assert.Less(t, len(err.Error()), 300)

	oid := encoding.ObjectIdentifier{1, 2}
	for range 10_000 {
		oid = append(oid, 3)
	}
	assert.Less(t, len(notRSA(oid.String()).Message), 300)
	assert.Less(t, len(unsupportedOID(oid).Message), 300)
}

func TestTooLargeIsNotRead(t *testing.T) {
	huge := make([]byte, maxText+1)
	_, err := Open(Source{PrivateKey: huge})
	requireCode(t, "not-pem", err)
	_, err = ParsePublic(huge)
	requireCode(t, "not-pem", err)
	assert.Equal(t, None, Recognise(huge))
}
