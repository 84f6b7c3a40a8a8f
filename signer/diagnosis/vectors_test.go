package diagnosis_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// TestVectors has every mistake found that was really committed in a language:
// its causes, these and no others, and the bytes that were signed.
func TestVectors(t *testing.T) {
	vectors, err := mistakes.Vectors()
	require.NoError(t, err)
	keys, err := mistakes.PublicKeys()
	require.NoError(t, err)
	var slowest time.Duration
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			r := diagnosis.Refused{Body: v.Body, Sign: v.Sign, PublicKey: []byte(keys[v.PublicKey])}
			for _, i := range v.OtherKeys {
				r.OtherKeys = append(r.OtherKeys, []byte(keys[i]))
			}
			start := time.Now()
			d, err := diagnosis.Diagnose(r, 20*time.Second)
			slowest = max(slowest, time.Since(start))
			require.NoError(t, err)
			codes := []string{}
			for _, f := range d.Findings {
				codes = append(codes, f.Code)
			}
			want := slices.Sorted(slices.Values(v.Causes))
			slices.Sort(codes)
			assert.Equal(t, strings.Join(want, " "), strings.Join(codes, " "), "%s\nsent %q\nsigned %q", v.Note, v.Body, v.Signed)
			assert.Equal(t, v.Verdict, d.Verdict)
			if v.Signed != nil {
				assert.Equal(t, string(*v.Signed), string(d.Signed))
			}
		})
	}
	t.Log("slowest", slowest)
}
