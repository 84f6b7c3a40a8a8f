package signature_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

//go:generate go generate ../testdata/mistakes

// TestMistakes: of all mistakes that merchants make, none is taken for a
// signature of the body, and what was really signed is what verifies.
func TestMistakes(t *testing.T) {
	vectors, err := mistakes.Vectors()
	require.NoError(t, err)
	publicKeys, err := mistakes.PublicKeys()
	require.NoError(t, err)
	require.Greater(t, len(vectors), 2500)

	names := make(map[string]bool)
	combined := 0
	for _, v := range vectors {
		require.False(t, names[v.Name], v.Name)
		names[v.Name] = true
		if len(v.Causes) > 1 {
			combined++
		}
		pub, err := key.ParsePublic([]byte(publicKeys[v.PublicKey]))
		require.NoError(t, err)
		valid := signature.Check(pub, v.Body, v.Sign) == nil
		assert.Equal(t, v.Verdict == mistakes.Valid, valid, v.Name)
		assert.Equal(t, len(v.Causes) == 0, valid, v.Name)

		textOnly := v.Signed != nil && !slices.ContainsFunc(v.Causes, func(code string) bool {
			return strings.HasPrefix(code, "sign-") || strings.HasPrefix(code, "wrong-") || strings.HasSuffix(code, "-padding") ||
				code == "no-digest-info" || code == "raw-message"
		})
		if textOnly {
			assert.NoError(t, signature.Check(pub, *v.Signed, v.Sign), v.Name)
		}
	}
	require.Greater(t, combined, 1000)
}
