package gateway

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAmountsAreReadAsMinorUnits(t *testing.T) {
	for text, want := range map[string]int64{
		"500": 50000, "12.5": 1250, "12.50": 1250, "0.01": 1, " 7 ": 700, "-5": -500, "-0.5": -50, "12.509": 1250,
		"1e3": 100000, "1.50e3": 150000, "1.5E3": 150000, "9999999999999999999999": math.MaxInt64, "1e300": math.MaxInt64, "1e999": math.MaxInt64,
	} {
		got, ok := toMinor(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "x", "1,5"} {
		_, ok := toMinor(text)
		assert.False(t, ok, text)
	}
}

func TestAmountsAreWritten(t *testing.T) {
	for minor, want := range map[int64][2]string{
		100_00: {"100", "100.00"}, 300_000_00: {"300000", "300000.00"}, 99_50: {"99.5", "99.50"}, 5: {"0.05", "0.05"}, -150: {"-1.5", "-1.50"},
	} {
		assert.Equal(t, want[0], plain(minor))
		assert.Equal(t, want[1], decimal(minor))
	}
}
