package key

import (
	"crypto/sha1"
	"errors"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzPEM: what was decoded of any text, written as PEM, decodes to the same.
func FuzzPEM(f *testing.F) {
	for _, v := range keys.Vectors() {
		f.Add(keys.Read("vectors/" + v.File))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		read, err := readPEM(text)
		if err != nil {
			requireFault(t, err)
			return
		}
		for _, b := range read.blocks {
			if err := b.decode(); err != nil {
				requireFault(t, err)
				continue
			}
			again, err := readPEM([]byte(encodePEM(b.label, b.data)))
			require.NoError(t, err)
			require.Len(t, again.blocks, 1)
			require.NoError(t, again.blocks[0].decode())
			assert.Equal(t, b.label, again.blocks[0].label)
			assert.Equal(t, b.data, again.blocks[0].data)
		}
	})
}

// FuzzPKCS8: a key that is accepted, written as PKCS#8, reads as the same.
func FuzzPKCS8(f *testing.F) {
	for _, v := range keys.Vectors() {
		read, err := readPEM(keys.Read("vectors/" + v.File))
		if err == nil && len(read.blocks) > 0 && read.blocks[0].decode() == nil {
			f.Add(read.blocks[0].data)
		}
	}
	f.Fuzz(func(t *testing.T, der []byte) {
		if _, err := pkcs8Lock(der); err != nil {
			requireFault(t, err)
		}
		n, _, err := parsePrivate(der)
		if err == nil {
			err = n.check()
		}
		if err != nil {
			requireFault(t, err)
			return
		}
		again, container, err := parsePrivate(n.encodePKCS8())
		require.NoError(t, err)
		assert.Equal(t, "pkcs8", container)
		assert.Equal(t, n, again)
	})
}

// FuzzOpen: whatever is given, it is a key that holds together or a fault that
// tells no secret.
func FuzzOpen(f *testing.F) {
	for _, v := range keys.Vectors() {
		src := source(v)
		f.Add(src.PrivateKey, src.Password, src.PublicKey)
	}
	f.Fuzz(func(t *testing.T, private, password, public []byte) {
		_ = Recognise(private)
		k, err := Open(Source{PrivateKey: private, Password: password, PublicKey: public})
		if err != nil {
			message := requireFault(t, err)
			if len(password) > 40 { // long enough to be in no message by chance
				assert.NotContains(t, message, string(password))
			}
			return
		}
		defer k.Close()
		assert.Len(t, k.Info().Fingerprint, 64)
		again, err := Open(Source{PrivateKey: pemOf("PRIVATE KEY", k.PKCS8()), PublicKey: []byte(k.Info().PublicKeyPEM)})
		require.NoError(t, err)
		assert.Equal(t, k.Info().Fingerprint, again.Info().Fingerprint)
		assert.True(t, *again.Info().MatchesPublicKey)
	})
}

// FuzzParsePublic: a key that is accepted, written again, reads as the same.
func FuzzParsePublic(f *testing.F) {
	for _, file := range []string{"public.pem", "public-pkcs1.pem", "public-certificate.pem", "public-damaged.pem"} {
		f.Add(keys.Read("vectors/" + file))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		public, err := ParsePublic(text)
		if err != nil {
			requireFault(t, err)
			return
		}
		again, err := ParsePublic(pemOf("PUBLIC KEY", encodePublic(public.N, public.E)))
		require.NoError(t, err)
		assert.True(t, public.Equal(again))
	})
}

// FuzzPKCS12 holds the only derivation of our own that loops by its input to
// its length and to being a function.
func FuzzPKCS12(f *testing.F) {
	f.Add([]byte("password"), []byte("saltsalt"), uint8(3))
	f.Fuzz(func(t *testing.T, password, salt []byte, iterations uint8) {
		text := bmpString(password)
		a := pkcs12SHA1(1, text, salt, int(iterations)+1, 24)
		b := pkcs12SHA1(1, text, salt, int(iterations)+1, sha1.Size)
		assert.Len(t, a, 24)
		assert.Equal(t, b, a[:sha1.Size])
	})
}

// requireFault returns the message and the hint of what must be a fault.
func requireFault(t *testing.T, err error) string {
	t.Helper()
	var f *fault.Error
	require.True(t, errors.As(err, &f), "%v", err)
	require.NotEmpty(t, f.Code)
	require.NotEmpty(t, f.Message)
	return f.Message + f.Hint
}
