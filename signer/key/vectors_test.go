package key

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// source returns what a vector is opened from.
func source(v keys.Vector) Source {
	src := Source{PrivateKey: keys.Read("vectors/" + v.File)}
	if v.Password != nil {
		src.Password = []byte(*v.Password)
	}
	if v.PublicKey != "" {
		src.PublicKey = keys.Read("vectors/" + v.PublicKey)
	}
	return src
}

func TestVectors(t *testing.T) {
	for _, v := range keys.Vectors() {
		t.Run(v.Name, func(t *testing.T) {
			k, err := Open(source(v))
			if v.Code != "" {
				var f *fault.Error
				require.ErrorAs(t, err, &f)
				assert.Equal(t, v.Code, f.Code, f.Message)
				assert.NotEmpty(t, f.Hint)
				assertDiscreet(t, v, f.Message+f.Hint)
				return
			}
			require.NoError(t, err)
			info := k.Info()
			assert.Equal(t, v.Bits, info.Bits)
			assert.Equal(t, v.Container, info.Container)
			assert.Equal(t, v.Cipher, info.Cipher)
			assert.Equal(t, v.KDF, info.KDF)
			assert.Equal(t, v.Fingerprint, info.Fingerprint)
			assert.Equal(t, v.Matches, info.MatchesPublicKey)
			assert.ElementsMatch(t, v.Notes, noteCodes(info.Notes))
			sum := sha256.Sum256(k.PKCS8())
			assert.Equal(t, v.PKCS8, hex.EncodeToString(sum[:]), "PKCS#8 differs from OpenSSL's")

			again, err := Open(Source{PrivateKey: []byte(encodePEM("PRIVATE KEY", k.PKCS8()))})
			require.NoError(t, err)
			assert.Equal(t, k.PKCS8(), again.PKCS8())

			private, err := k.Private()
			require.NoError(t, err)
			digest := sha1.Sum([]byte("{}"))
			signature, err := rsa.SignPKCS1v15(nil, private, crypto.SHA1, digest[:])
			if v.Unusable {
				assert.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.NoError(t, rsa.VerifyPKCS1v15(&k.public, crypto.SHA1, digest[:], signature))
		})
	}
}

// assertDiscreet makes sure that a message quotes no password.
func assertDiscreet(t *testing.T, v keys.Vector, message string) {
	t.Helper()
	if v.Password != nil && len(*v.Password) > 4 {
		assert.NotContains(t, message, *v.Password)
	}
}

func noteCodes(notes []Note) []string {
	var codes []string
	for _, n := range notes {
		codes = append(codes, n.Code)
	}
	return codes
}

// vector returns the source of a vector, by its name.
func vector(t testing.TB, name string) Source {
	t.Helper()
	for _, v := range keys.Vectors() {
		if v.Name == name {
			return source(v)
		}
	}
	require.FailNow(t, "no such vector: "+name)
	return Source{}
}

// open opens a vector that must open.
func open(t testing.TB, name string) *Key {
	t.Helper()
	k, err := Open(vector(t, name))
	require.NoError(t, err)
	return k
}

func requireCode(t testing.TB, code string, err error) *fault.Error {
	t.Helper()
	var f *fault.Error
	require.True(t, errors.As(err, &f), "%v", err)
	require.Equal(t, code, f.Code, f.Message)
	return f
}
