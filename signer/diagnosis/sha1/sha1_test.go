package sha1_test

import (
	"bytes"
	std "crypto/sha1"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis/sha1"
)

// TestAgreesWithCrypto splits texts of every length up to three blocks at every
// place.
func TestAgreesWithCrypto(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), 6)[:200]
	for size := range len(text) {
		want := std.Sum(text[:size])
		for at := range size + 1 {
			s := sha1.New()
			s.Write(text[:at])
			before := s
			assert.Equal(t, want, s.Sum(text[at:size]))
			assert.Equal(t, before, s, "Sum leaves the state")
			s.Write(text[at:size])
			assert.Equal(t, want, s.Sum(nil))
		}
	}
}

func FuzzAgreesWithCrypto(f *testing.F) {
	f.Add([]byte("a"), []byte("b"), []byte("c"))
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		s := sha1.New()
		s.Write(a)
		s.Write(b)
		assert.Equal(t, std.Sum(bytes.Join([][]byte{a, b, c}, nil)), s.Sum(c))
	})
}

func BenchmarkSum(b *testing.B) {
	text := bytes.Repeat([]byte("x"), 500)
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			s := sha1.New()
			s.Sum(text)
		}
	})
	b.Run("crypto", func(b *testing.B) {
		for b.Loop() {
			std.Sum(text)
		}
	})
}
