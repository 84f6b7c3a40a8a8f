package key

import (
	"math/big"
	"sync"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOpenLeavesItsSourceAlone(t *testing.T) {
	for _, name := range []string{"pkcs1-plain", "pkcs1-aes-256-cbc", "pkcs8-pbkdf2-sha-256", "password-byte-order-mark-newline", "other-openssh-pem"} {
		src, untouched := vector(t, name), vector(t, name)
		_, _ = Open(src)
		assert.Equal(t, untouched, src, name)
	}
}

func TestPrivateIsMadeOnce(t *testing.T) {
	k := open(t, "pkcs1-aes-256-cbc")
	first, err := k.Private()
	require.NoError(t, err)
	second, err := k.Private()
	require.NoError(t, err)
	assert.Same(t, first, second)
}

func TestCloseWipesTheNumbers(t *testing.T) {
	k := open(t, "pkcs1-aes-256-cbc")
	n := k.numbers
	secret := []*big.Int{n.d, n.p, n.q, n.dp, n.dq, n.qinv}
	var words [][]big.Word
	for _, x := range secret {
		words = append(words, x.Bits())
	}
	fingerprint, modulus := k.Info().Fingerprint, new(big.Int).Set(k.public.N)

	k.Close()
	k.Close()
	for i, x := range secret {
		assert.Zero(t, x.Sign())
		for _, word := range words[i] {
			assert.Zero(t, word)
		}
	}
	assert.Nil(t, k.PKCS8())
	_, err := k.Private()
	requireCode(t, "key-closed", err)
	assert.Equal(t, fingerprint, k.Info().Fingerprint)
	assert.Equal(t, modulus, k.public.N)
}

func TestKeyIsUsedByMany(t *testing.T) {
	k := open(t, "pkcs1-aes-256-cbc")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			_, err := k.Private()
			assert.NoError(t, err)
			assert.NotEmpty(t, k.PKCS8())
			assert.Equal(t, 2048, k.Info().Bits)
		})
	}
	group.Wait()
}

func TestEncryptedKeyNeedsNoMoreThanItsPassword(t *testing.T) {
	_, err := Open(Source{PrivateKey: keys.Read("vectors/pkcs1-aes-256-cbc.pem")})
	fault := requireCode(t, "password-required", err)
	assert.Contains(t, fault.Hint, "password.txt")
}

func TestCertificateAsIssuedHasNoNotes(t *testing.T) {
	assert.Empty(t, open(t, "beside-public").Info().Notes)
}
