//go:build runtimes

package signature_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes/recipes"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the sample")

// TestRuntimesMistakes commits some of the mistakes again and compares with the
// committed vectors. A failure is repeated with -seed.
func TestRuntimesMistakes(t *testing.T) {
	const folder = "../testdata/mistakes"
	committed, err := mistakes.Vectors()
	require.NoError(t, err)
	byName := make(map[string]mistakes.Vector)
	for _, v := range committed {
		byName[v.Name] = v
	}
	publicKeys, err := mistakes.PublicKeys()
	require.NoError(t, err)
	live, err := recipes.PublicKeys(folder)
	require.NoError(t, err)
	require.Equal(t, live, publicKeys, "stale: run make vectors")

	again, err := recipes.Sample(folder, rand.New(rand.NewPCG(*seed, 0)), 250, committed)
	require.NoError(t, err)
	require.Greater(t, len(again), 150, "stale: run make vectors")
	for _, o := range again {
		want, got := byName[o.Vector.Name], o.Vector
		got.From, got.To = want.From, want.To
		if o.Recipe.Random { // another each time
			got.Sign = want.Sign
		}
		assert.Equal(t, want, got, "a runtime has changed, or the vectors are stale: run make vectors; repeat with -seed %d", *seed)
	}
}
