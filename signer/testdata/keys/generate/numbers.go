package main

import (
	"crypto/rand"
	"encoding/asn1"
	"math/big"
)

// rsaKey is RSAPrivateKey (RFC 8017, A.1.2).
type rsaKey struct {
	Version                        int
	N, E, D, P, Q, DP, DQ, InvertQ *big.Int
}

var one = big.NewInt(1)

// numbers writes keys whose numbers do not fit together, each with one thing
// wrong, and a few that look odd and are right.
func numbers() {
	edit := func(name string, change func(k *rsaKey)) {
		var k rsaKey
		unmarshal(block("pkcs1-plain.pem").Bytes, &k)
		change(&k)
		writePEM(name, "RSA PRIVATE KEY", marshal(k))
	}
	add := func(x *big.Int, n int64) *big.Int { return new(big.Int).Add(x, big.NewInt(n)) }

	edit("pkcs1-plain-primes-swapped", func(k *rsaKey) { *k = complete(k.Q, k.P, k.E, k.D) })
	edit("pkcs1-plain-exponent-by-phi", func(k *rsaKey) {
		phi := new(big.Int).Mul(add(k.P, -1), add(k.Q, -1))
		k.D = new(big.Int).ModInverse(k.E, phi)
	})

	edit("corrupt-modulus", func(k *rsaKey) { k.N = add(k.N, 2) })
	edit("corrupt-private-exponent", func(k *rsaKey) { k.D = add(k.D, 2) })
	edit("corrupt-public-exponent", func(k *rsaKey) { k.E = big.NewInt(65539) })
	edit("corrupt-prime", func(k *rsaKey) { k.P = add(k.P, 2) })
	edit("corrupt-exponent-1", func(k *rsaKey) { k.DP = add(k.DP, 2) })
	edit("corrupt-exponent-2", func(k *rsaKey) { k.DQ = add(k.DQ, 2) })
	edit("corrupt-coefficient", func(k *rsaKey) { k.InvertQ = add(k.InvertQ, 1) })
	edit("corrupt-exponent-1-unreduced", func(k *rsaKey) { k.DP = new(big.Int).Add(k.DP, add(k.P, -1)) })
	edit("corrupt-coefficient-unreduced", func(k *rsaKey) { k.InvertQ = new(big.Int).Add(k.InvertQ, k.P) })
	edit("corrupt-without-precomputed", func(k *rsaKey) { k.DP, k.DQ, k.InvertQ = new(big.Int), new(big.Int), new(big.Int) })
	edit("corrupt-private-exponent-too-large", func(k *rsaKey) { k.D = new(big.Int).Add(k.D, k.N) })
	edit("corrupt-public-exponent-even", func(k *rsaKey) { k.E = big.NewInt(65536) })
	edit("corrupt-public-exponent-1", func(k *rsaKey) { *k = complete(k.P, k.Q, one, one) })
	edit("corrupt-public-exponent-huge", func(k *rsaKey) {
		e := new(big.Int).Add(new(big.Int).Lsh(one, 40), big.NewInt(15))
		*k = complete(k.P, k.Q, e, nil)
	})
	edit("corrupt-negative", func(k *rsaKey) { k.D = new(big.Int).Neg(k.D) })
	edit("corrupt-zero", func(k *rsaKey) { k.P = new(big.Int) })
	edit("corrupt-prime-1", func(k *rsaKey) { k.P, k.Q = one, k.N })
	edit("corrupt-equal-primes", func(k *rsaKey) { k.Q, k.N = k.P, new(big.Int).Mul(k.P, k.P) })
	edit("corrupt-even-prime", func(k *rsaKey) { k.P, k.N = big.NewInt(2), new(big.Int).Lsh(k.Q, 1) })
	edit("corrupt-version", func(k *rsaKey) { k.Version = 7 })
	edit("corrupt-small-private-exponent", func(k *rsaKey) {
		d := must(rand.Prime(rand.Reader, 30))
		phi := new(big.Int).Mul(add(k.P, -1), add(k.Q, -1))
		*k = rsaKey{N: k.N, E: new(big.Int).ModInverse(d, phi), D: d, P: k.P, Q: k.Q, DP: d, DQ: d, InvertQ: k.InvertQ}
	})
	edit("corrupt-close-primes", func(k *rsaKey) {
		for q := add(k.P, 2); ; q = add(q, 2) {
			if q.ProbablyPrime(20) && coprime(k.E, q) {
				*k = complete(q, k.P, k.E, nil)
				return
			}
		}
	})
	edit("corrupt-huge", func(k *rsaKey) {
		k.P = new(big.Int).Add(new(big.Int).Lsh(one, 8200), one)
		k.N = new(big.Int).Mul(k.P, k.Q)
		k.N.Lsh(k.N, 8000)
		k.N.Add(k.N, one)
	})
	edit("corrupt-weak-1023", func(k *rsaKey) {
		for k.N = one; k.N.BitLen() != 1023; {
			p, q := must(rand.Prime(rand.Reader, 512)), must(rand.Prime(rand.Reader, 511))
			if coprime(k.E, p) && coprime(k.E, q) {
				*k = complete(p, q, k.E, nil)
			}
		}
	})
	// n = p·q and e·d ≡ 1 modulo p-1 and q-1, and all the same p is no prime:
	// only a signature, or a test of primality, tells.
	edit("corrupt-composite-prime", func(k *rsaKey) {
		for {
			p := new(big.Int).Mul(must(rand.Prime(rand.Reader, 512)), must(rand.Prime(rand.Reader, 512)))
			if p.BitLen() == 1024 && coprime(k.E, p) && new(big.Int).Mul(p, k.Q).BitLen() == 2048 {
				*k = complete(p, k.Q, k.E, nil)
				return
			}
		}
	})

	// What encoding/asn1 will not write: a number with a needless leading zero,
	// and one number too many.
	var k rsaKey
	der := block("pkcs1-plain.pem").Bytes
	unmarshal(der, &k)
	padded := append([]byte{2, 4, 0, 1, 0, 1}, []byte{}...)
	var list []asn1.RawValue
	unmarshal(der, &list)
	list[2] = asn1.RawValue{FullBytes: padded}
	writePEM("corrupt-leading-zero", "RSA PRIVATE KEY", marshal(list))
	unmarshal(der, &list)
	writePEM("corrupt-ten-numbers", "RSA PRIVATE KEY", marshal(append(list, list[1])))
	writePEM("corrupt-eight-numbers", "RSA PRIVATE KEY", marshal(list[:8]))
}

// complete makes the key of two primes and an exponent; without d, its least.
func complete(p, q, e, d *big.Int) rsaKey {
	p1, q1 := new(big.Int).Sub(p, one), new(big.Int).Sub(q, one)
	if d == nil {
		lambda := new(big.Int).Mul(p1, q1)
		lambda.Div(lambda, new(big.Int).GCD(nil, nil, p1, q1))
		d = new(big.Int).ModInverse(e, lambda)
	}
	return rsaKey{
		N: new(big.Int).Mul(p, q), E: e, D: d, P: p, Q: q,
		DP: new(big.Int).Mod(d, p1), DQ: new(big.Int).Mod(d, q1), InvertQ: new(big.Int).ModInverse(q, p),
	}
}

// coprime reports whether e can be the exponent for a prime.
func coprime(e, prime *big.Int) bool {
	return new(big.Int).GCD(nil, nil, e, new(big.Int).Sub(prime, one)).Cmp(one) == 0
}
