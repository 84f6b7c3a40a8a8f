package diagnosis_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// The most candidates for each kind of vector. Of what takes more than enough,
// one in so many is searched to the end, so that all is soon over.
const (
	enough        = 200_000
	enoughAtLast  = 4_000_000 // every order of ten fields among it
	enoughOfOther = 20_000    // where nothing is to be found
	oneInSlow     = 5
	mostSlow      = 40

	enoughOfThree    = 1_000_000
	oneInTriples     = 8
	triplesInHundred = 85
)

// TestVectors has every mistake found that was really committed in a language,
// alone or with another: its causes, these and no others, and the bytes that were
// signed.
func TestVectors(t *testing.T) {
	singles, pairs, _ := vectors(t)
	if inWasm {
		singles, pairs = everyNth(singles, 10), everyNth(pairs, 50)
	}
	var slow atomic.Int32
	t.Run("all", func(t *testing.T) {
		for i, v := range slices.Concat(singles, pairs) {
			t.Run(v.Name, func(t *testing.T) {
				t.Parallel()
				most := enough
				switch {
				case v.Verdict == diagnosis.Unexplained:
					most = enoughOfOther
				case i%oneInSlow == 0 && !inWasm:
					most = enoughAtLast
				}
				d := diagnose(t, refused(t, v), most)
				if d.Tried == enough {
					slow.Add(1) // it takes more candidates
					return
				}
				assert.Equal(t, sorted(v.Causes), sorted(codesOf(d.Findings)), "%s\nsent %q\nsigned %q\nfound %q", v.Note, v.Body, deref(v.Signed), d.Signed)
				assert.Equal(t, v.Verdict, d.Verdict)
				if v.Signed != nil {
					assert.Equal(t, string(*v.Signed), string(d.Signed))
				}
				for _, f := range d.Findings {
					if f.Code == "other-style" && v.From != "" {
						assert.Equal(t, v.From, f.From)
					}
					if f.Code == "other-style" && v.To != "" {
						assert.Equal(t, v.To, f.To)
					}
				}
			})
		}
	})
	assert.LessOrEqual(t, int(slow.Load()), mostSlow)
}

// TestTriples has most of three mistakes at once found, and nothing claimed of
// the others that is not so.
func TestTriples(t *testing.T) {
	_, _, triples := vectors(t)
	triples = everyNth(triples, count(oneInTriples, 60))
	var found, named atomic.Int32
	t.Run("all", func(t *testing.T) {
		for _, v := range triples {
			t.Run(v.Name, func(t *testing.T) {
				t.Parallel()
				d := diagnose(t, refused(t, v), count(enoughOfThree, 100_000))
				if d.Signed == nil {
					return
				}
				if v.Signed != nil {
					require.Equal(t, string(*v.Signed), string(d.Signed))
				}
				found.Add(1)
				if slices.Equal(sorted(v.Causes), sorted(codesOf(d.Findings))) {
					named.Add(1)
				}
			})
		}
	})
	t.Logf("of %d triples %d are found, %d with just the causes that they are named by", len(triples), found.Load(), named.Load())
	if !inWasm {
		assert.GreaterOrEqual(t, int(named.Load())*100, len(triples)*triplesInHundred)
	}
}

// TestCodes has a vector for every code that is known, and a cause for every
// code of a vector.
func TestCodes(t *testing.T) {
	const known = `wrong-hash hashed-twice no-digest-info raw-message pss-padding bad-padding
		wrong-key wrong-key-known wrong-key-size
		sign-line-breaks sign-base64url sign-plus-as-space sign-percent-encoded sign-hex sign-double-base64 sign-quoted
		sign-header-name sign-as-text sign-leading-zero sign-truncated sign-extra-data sign-not-base64 sign-empty
		other-style key-order whitespace trailing-newline byte-order-mark charset unicode-normalization escapes value-types
		number-spelling null-fields added-fields missing-fields field-changed nested-wrapper form-encoded query-string
		double-encoded base64-body single-quotes placeholder other-body
		debug-print empty-body sign-escaped sign-byte-order sign-no-signature sign-private-key`
	singles, pairs, _ := vectors(t)
	single := map[string]bool{}
	for _, v := range singles {
		for _, c := range v.Causes {
			single[c] = true
		}
	}
	for _, code := range strings.Fields(known) {
		assert.True(t, single[code], "no vector for %s", code)
	}
	for _, v := range slices.Concat(singles, pairs) {
		for _, c := range v.Causes {
			assert.GreaterOrEqual(t, place(c), 0, "no cause %s", c)
		}
	}
}

// vectors are those of one mistake, of two and of three.
func vectors(t testing.TB) (singles, pairs, triples []mistakes.Vector) {
	all, err := mistakes.Vectors()
	require.NoError(t, err)
	for _, v := range all {
		switch kind, _, _ := strings.Cut(v.Name, "_"); kind {
		case "pair":
			pairs = append(pairs, v)
		case "triple":
			triples = append(triples, v)
		default:
			singles = append(singles, v)
		}
	}
	return singles, pairs, triples
}

func everyNth(vectors []mistakes.Vector, n int) []mistakes.Vector {
	var some []mistakes.Vector
	for i := 0; i < len(vectors); i += n {
		some = append(some, vectors[i])
	}
	return some
}

func refused(t testing.TB, v mistakes.Vector) diagnosis.Refused {
	keys, err := mistakes.PublicKeys()
	require.NoError(t, err)
	r := diagnosis.Refused{Body: v.Body, Sign: v.Sign, PublicKey: []byte(keys[v.PublicKey])}
	for _, i := range v.OtherKeys {
		r.OtherKeys = append(r.OtherKeys, []byte(keys[i]))
	}
	return r
}

func sorted(codes []string) []string {
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(slices.Values(codes))))
}

func deref(b *mistakes.Bytes) mistakes.Bytes {
	if b == nil {
		return nil
	}
	return *b
}
