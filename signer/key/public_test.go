package key

import (
	"math/big"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

func TestParsePublic(t *testing.T) {
	want := &open(t, "pkcs1-plain").public
	for _, file := range []string{"public.pem", "public-pkcs1.pem", "public-certificate.pem", "paste-public-first.pem", "paste-bag-attributes.pem"} {
		public, err := ParsePublic(keys.Read("vectors/" + file))
		require.NoError(t, err, file)
		assert.True(t, want.Equal(public), file)
	}
}

func TestParsePublicOfInfo(t *testing.T) {
	k := open(t, "pkcs8-scrypt")
	public, err := ParsePublic([]byte(k.Info().PublicKeyPEM))
	require.NoError(t, err)
	assert.True(t, k.public.Equal(public))
	assert.Equal(t, string(keys.Read("vectors/public.pem")), k.Info().PublicKeyPEM, "OpenSSL writes the same")
}

func TestParsePublicRefuses(t *testing.T) {
	for name, row := range map[string]struct {
		text []byte
		code string
	}{
		"private key":  {keys.Read("vectors/pkcs1-plain.pem"), "not-public-key"},
		"unknown":      {keys.Read("vectors/other-unknown-label.pem"), "not-public-key"},
		"words":        {[]byte("no key"), "not-pem"},
		"nothing":      {nil, "not-pem"},
		"base64":       {keys.Read("vectors/public-damaged.pem"), "corrupt-key"},
		"EC":           {pemOf("PUBLIC KEY", spki(t, []byte{6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1}, nil)), "not-rsa"},
		"no SPKI":      {pemOf("PUBLIC KEY", []byte{0x30, 0}), "corrupt-key"},
		"no bits":      {pemOf("PUBLIC KEY", spki(t, []byte{6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1}, nil)), "corrupt-key"},
		"certificate":  {pemOf("CERTIFICATE", []byte{0x30, 2, 0x30, 0}), "corrupt-key"},
		"weak":         {publicOf(1023, 65537), "weak-key"},
		"huge":         {publicOf(20000, 65537), "corrupt-key"},
		"just too big": {publicOf(maxBits+1, 65537), "corrupt-key"},
		"exponent 1":   {publicOf(2048, 1), "corrupt-key"},
		"even":         {publicOf(2048, 65536), "corrupt-key"},
		"exponent":     {publicOf(2048, 1<<31+1), "corrupt-key"},
		"negative":     {publicOf(2048, -3), "corrupt-key"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParsePublic(row.text)
			requireCode(t, row.code, err)
		})
	}
	_, err := ParsePublic(publicOf(1024, 3))
	assert.NoError(t, err)
}

func TestParsePublicAsksForAPublicKey(t *testing.T) {
	_, err := ParsePublic([]byte("no key"))
	assert.EqualError(t, err, "There is no public key in this: a line like -----BEGIN PUBLIC KEY----- is missing.")
	assert.Contains(t, requireCode(t, "not-pem", err).Hint, "public.pem")
}

func pemOf(label string, der []byte) []byte { return []byte(encodePEM(label, der)) }

// publicOf writes an RSAPublicKey of that length and exponent.
func publicOf(bits uint, e int64) []byte {
	n := new(big.Int).Lsh(big.NewInt(1), bits-1)
	n.SetBit(n, 0, 1)
	var b cryptobyte.Builder
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1BigInt(n)
		b.AddASN1BigInt(big.NewInt(e))
	})
	return pemOf("RSA PUBLIC KEY", b.BytesOrPanic())
}

// spki writes a SubjectPublicKeyInfo of an algorithm; without bits, none.
func spki(t *testing.T, oid, bits []byte) []byte {
	t.Helper()
	var b cryptobyte.Builder
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(oid) })
		b.AddBytes(bits)
	})
	return b.BytesOrPanic()
}
