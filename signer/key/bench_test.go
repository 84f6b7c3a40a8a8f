package key

import "testing"

func BenchmarkOpen(b *testing.B) {
	src := vector(b, "pkcs1-aes-256-cbc")
	for b.Loop() {
		k, err := Open(src)
		if err != nil {
			b.Fatal(err)
		}
		k.Close()
	}
}

func BenchmarkPKCS8(b *testing.B) {
	k := open(b, "pkcs1-aes-256-cbc")
	for b.Loop() {
		clear(k.PKCS8())
	}
}

// BenchmarkPrivate is what signing in Go costs before the first signature.
func BenchmarkPrivate(b *testing.B) {
	src := vector(b, "pkcs1-aes-256-cbc")
	for b.Loop() {
		k, err := Open(src)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := k.Private(); err != nil {
			b.Fatal(err)
		}
	}
}
