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

// TestMistakesOfEveryCause: each cause in the list of the doctor stands alone in
// a few vectors at least.
func TestMistakesOfEveryCause(t *testing.T) {
	vectors, err := mistakes.Vectors()
	require.NoError(t, err)
	alone := make(map[string]int)
	for _, v := range vectors {
		if len(v.Causes) == 1 {
			alone[v.Causes[0]]++
		}
	}
	for code := range strings.FieldsSeq(`wrong-hash hashed-twice no-digest-info raw-message pss-padding bad-padding
		wrong-key wrong-key-known wrong-key-size
		sign-line-breaks sign-base64url sign-plus-as-space sign-percent-encoded sign-hex sign-double-base64 sign-quoted sign-header-name
		sign-as-text sign-leading-zero sign-truncated sign-extra-data sign-not-base64 sign-empty
		other-style key-order whitespace trailing-newline byte-order-mark charset unicode-normalization escapes value-types number-spelling
		null-fields added-fields missing-fields field-changed nested-wrapper form-encoded query-string double-encoded base64-body
		single-quotes placeholder other-body`) {
		assert.GreaterOrEqual(t, alone[code], 9, code)
	}
}
