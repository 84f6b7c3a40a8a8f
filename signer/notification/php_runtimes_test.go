//go:build runtimes

package notification

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/notifications"
)

const program = "../testdata/notifications"

// TestVectorsRuntimes: the committed vectors are what PHP makes.
func TestVectorsRuntimes(t *testing.T) {
	live, err := notifications.Run(program, 0)
	require.NoError(t, err)
	assert.Equal(t, string(notifications.Text()), string(live), "PHP has changed, or the vectors are stale: run make vectors")
}

// TestMistakesRuntimes: PHP commits the same mistakes over values that are new
// each time.
func TestMistakesRuntimes(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	for range 10 {
		seed++
		text, err := notifications.Run(program, seed)
		require.NoError(t, err)
		fresh, err := notifications.Parse(text)
		require.NoError(t, err)
		compare(t, fresh, keys(t, fresh))
		if t.Failed() {
			t.Fatalf("seed %d: php alikassa.php %d", seed, seed>>1)
		}
	}
}

// TestNamesRuntimes: the names of PHP's variables are those that PHP makes.
func TestNamesRuntimes(t *testing.T) {
	for name, want := range namesInPHP {
		out, err := exec.Command("php", "-r", `parse_str(str_replace('%2500', '%00', urlencode($argv[1])) . '=1', $all); echo key($all) ?? '';`, "--", strings.ReplaceAll(name, "\x00", "%00")).Output()
		require.NoError(t, err)
		assert.Equal(t, want, string(out), "%q", name)
	}
}
