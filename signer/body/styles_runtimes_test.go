//go:build runtimes

package body_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/styles"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random cases")

// TestVectorsRuntimes: the committed vectors are what the runtimes write.
func TestVectorsRuntimes(t *testing.T) {
	_, live, err := styles.Run("../testdata", styles.Cases())
	require.NoError(t, err)
	committed, err := styles.Vectors()
	require.NoError(t, err)
	require.Equal(t, len(live), len(committed), "stale: run make vectors")
	for i := range live {
		require.Equal(t, live[i], committed[i], "a runtime has changed, or the vectors are stale: run make vectors")
	}
}

// TestStylesRuntimes compares every style with what the live languages write of
// cases that are new each time. A failure is repeated with -seed.
func TestStylesRuntimes(t *testing.T) {
	r := rand.New(rand.NewPCG(*seed, 0))
	texts := styles.Random(r, 4000)
	for range 20 {
		texts = append(texts, styles.Floats(r, 5000))
	}
	_, vectors, err := styles.Run("../testdata", texts)
	require.NoError(t, err)
	for _, v := range vectors {
		compare(t, v)
		if t.Failed() {
			t.Fatalf("repeat it with: go test -tags runtimes -run StylesRuntimes ./signer/body -seed %d", *seed)
		}
	}
}
