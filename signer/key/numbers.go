package key

import (
	"crypto/rsa"
	"math/big"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// Sizes of the modulus, in bits.
const (
	minBits   = 1024  // less is refused
	smallBits = 2048  // less gets a note
	maxBits   = 16384 // more is nothing but a way to waste time: OpenSSL stops here too
)

// numbers are the parts of an RSA private key, as RSAPrivateKey (RFC 8017,
// A.1.2) lists them.
type numbers struct {
	n, d, p, q, dp, dq, qinv *big.Int
	e                        int
}

// maxDER bounds an RSAPrivateKey: n and d have the length of the modulus, the
// other five half of it, and 64 bytes are left for the rest.
const maxDER = (2+5/2.0)*maxBits/8 + 64

var one = big.NewInt(1)

// parsePKCS1 reads an RSAPrivateKey.
func parsePKCS1(der []byte) (*numbers, error) {
	input := cryptobyte.String(der)
	var seq cryptobyte.String
	var version int
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() || !seq.ReadASN1Integer(&version) {
		return nil, corrupt("The private key is damaged: it is not the sequence of numbers that an RSA key is.")
	}
	if version == 1 {
		return nil, fault.New("not-rsa", "This is an RSA key of more than two primes, which most programs cannot read.").
			WithHint("Ask AliKassa for a new certificate.")
	}
	if version != 0 {
		return nil, corrupt("The private key is damaged: its version is unknown.")
	}

	if len(der) > maxDER {
		return nil, tooLarge()
	}

	k := &numbers{
		n: new(big.Int), d: new(big.Int), p: new(big.Int), q: new(big.Int),
		dp: new(big.Int), dq: new(big.Int), qinv: new(big.Int),
	}
	e := new(big.Int)
	for _, number := range []*big.Int{k.n, e, k.d, k.p, k.q, k.dp, k.dq, k.qinv} {
		if !seq.ReadASN1Integer(number) || number.Sign() <= 0 {
			k.wipe()
			return nil, corrupt("The private key is damaged: one of its numbers is missing or malformed.")
		}
	}
	if !seq.Empty() {
		k.wipe()
		return nil, corrupt("The private key is damaged: something follows its numbers.")
	}
	if !e.IsInt64() || e.Int64() > 1<<31-1 {
		k.wipe()
		return nil, corrupt("The private key is damaged: its public exponent is larger than any in use.")
	}
	k.e = int(e.Int64())
	return k, nil
}

// check finds numbers that contradict each other. It proves everything about a
// key but that p and q are primes: that takes longer than all the rest, and a
// signature that they spoil fails the verification that follows every signing.
func (k *numbers) check() error {
	bits := k.n.BitLen()
	switch {
	case bits > maxBits:
		return tooLarge()
	case bits < minBits:
		return fault.New("weak-key", "The key has fewer than 1024 bits: anyone can break it, and AliKassa does not issue such.").
			WithHint("Ask AliKassa for a new certificate.")
	case k.e < 3 || k.e&1 == 0:
		return corrupt("The private key is damaged: its public exponent cannot be one.")
	case k.p.Cmp(one) == 0 || k.q.Cmp(one) == 0,
		new(big.Int).Mul(k.p, k.q).Cmp(k.n) != 0:
		return corrupt("The private key is damaged: its two primes do not multiply to its modulus.")
	case k.p.Bit(0) == 0 || k.q.Bit(0) == 0 || k.p.Cmp(k.q) == 0:
		return corrupt("The private key is damaged: its factors cannot be the primes of a key.")
	case k.d.Cmp(k.n) >= 0 || k.d.BitLen() <= bits/2:
		return corrupt("The private key is damaged: its private exponent has not the size of one.")
	case distance(k.p, k.q) <= bits/2-100: // FIPS 186-5, A.1.3: closer, and Fermat's method factors n
		return corrupt("The private key is damaged: its two primes are too close to each other.")
	}
	for _, part := range []struct {
		prime, exponent *big.Int
	}{{k.p, k.dp}, {k.q, k.dq}} {
		order := new(big.Int).Sub(part.prime, one)
		reduced := new(big.Int).Mod(k.d, order)
		product := new(big.Int).Mul(reduced, big.NewInt(int64(k.e)))
		product.Mod(product, order)
		fits, same := product.Cmp(one) == 0, reduced.Cmp(part.exponent) == 0
		wipeInts(order, reduced, product)
		if !fits {
			return corrupt("The private key is damaged: its private exponent does not undo its public one.")
		}
		if !same {
			return corrupt("The private key is damaged: its exponents contradict each other.")
		}
	}
	inverse := new(big.Int).Mul(k.qinv, k.q)
	inverse.Mod(inverse, k.p)
	fits := inverse.Cmp(one) == 0 && k.qinv.Cmp(k.p) < 0
	wipeInts(inverse)
	if !fits {
		return corrupt("The private key is damaged: its coefficient does not belong to its primes.")
	}
	return nil
}

// distance returns the length of the difference of p and q, in bits.
func distance(p, q *big.Int) int {
	difference := new(big.Int).Sub(p, q)
	defer wipeInts(difference)
	return difference.BitLen()
}

// private makes the key that crypto/rsa signs with.
func (k *numbers) private(public *rsa.PublicKey) (*rsa.PrivateKey, error) {
	private := &rsa.PrivateKey{
		PublicKey:   *public,
		D:           k.d,
		Primes:      []*big.Int{k.p, k.q},
		Precomputed: rsa.PrecomputedValues{Dp: k.dp, Dq: k.dq, Qinv: k.qinv}, // spares crypto/rsa an inversion
	}
	private.Precompute()
	if err := private.Validate(); err != nil {
		return nil, corrupt("The private key is damaged: its numbers do not make a key.")
	}
	return private, nil
}

// wipe overwrites all but the modulus, which is public and lives on in
// [Key.Public].
func (k *numbers) wipe() {
	wipeInts(k.d, k.p, k.q, k.dp, k.dq, k.qinv)
}

func wipeInts(list ...*big.Int) {
	for _, x := range list {
		if x != nil {
			words := x.Bits()
			clear(words[:cap(words)]) // it may have been longer
			x.SetInt64(0)
		}
	}
}

func corrupt(message string) *fault.Error {
	return fault.New("corrupt-key", message).WithHint("Download the certificate again, and copy its files without opening them in an editor.")
}

func tooLarge() *fault.Error {
	return corrupt("The private key is damaged: its numbers are larger than those of any key in use.")
}
