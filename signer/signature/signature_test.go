package signature

import (
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

//go:generate go generate ../testdata/signatures

// keys reads the vectors and opens their keys.
func keys(t testing.TB) (*signatures.Vectors, map[string]*rsa.PrivateKey) {
	t.Helper()
	v, err := signatures.Read()
	require.NoError(t, err)
	open := map[string]*rsa.PrivateKey{}
	for _, k := range v.Keys {
		open[k.Name], err = v.Open(k.Name)
		require.NoError(t, err, k.Name)
	}
	return v, open
}

func TestValid(t *testing.T) {
	v, open := keys(t)
	require.Greater(t, len(v.Valid), 30)
	for _, c := range v.Valid {
		priv := open[c.Key]
		sig, err := Sign(priv, c.Body)
		require.NoError(t, err, c.Name)
		assert.Equal(t, c.Sign, base64.StdEncoding.EncodeToString(sig), c.Name)
		reason, ok := Verify(&priv.PublicKey, c.Body, c.Sign)
		assert.True(t, ok, "%s: %s", c.Name, reason)
		assert.Empty(t, reason, c.Name)
		assert.NoError(t, CheckBytes(&priv.PublicKey, c.Body, sig), c.Name)
	}
}

func TestInvalid(t *testing.T) {
	v, open := keys(t)
	require.Greater(t, len(v.Invalid), 90)
	names := map[string]bool{}
	for _, c := range v.Invalid {
		assert.False(t, names[c.Name], "%s stands for one fault", c.Name)
		names[c.Name] = true
		pub := &open[c.Key].PublicKey
		err := Check(pub, c.Body, c.Sign)
		var f *fault.Error
		require.ErrorAs(t, err, &f, "%s: %s", c.Name, c.Comment)
		assert.Equal(t, c.Code, f.Code, c.Name)
		assert.NotEmpty(t, f.Hint, c.Name)
		reason, ok := Verify(pub, c.Body, c.Sign)
		assert.False(t, ok, c.Name)
		assert.Equal(t, f.Message, reason, c.Name)
		assert.True(t, strings.HasSuffix(reason, "."), c.Name)
	}
}

func TestReasons(t *testing.T) {
	v, open := keys(t)
	reasons := map[string]string{}
	for _, c := range v.Invalid {
		reasons[c.Name], _ = Verify(&open[c.Key].PublicKey, c.Body, c.Sign)
	}
	for name, want := range map[string]string{
		"carried_empty":            "Sign is empty.",
		"carried_line-breaks":      "Sign is not base64 on one line: it has line breaks.",
		"carried_trailing-newline": "Sign is not base64 on one line: it ends with a line break.",
		"carried_base64url":        "Sign is not base64 on one line: it is in the alphabet of URLs, with - and _ for + and /.",
		"carried_inner-blank":      "Sign is not base64 on one line: character 101 is none of base64's.",
		"carried_quoted":           "Sign is not base64 on one line: character 1 is none of base64's.",
		"carried_after-padding":    "Sign is not base64 on one line: it goes on after the = of its end.",
		"carried_unpadded":         "Sign is not base64 on one line: the = at its end are missing or too many.",
		"carried_trailing-bits":    "Sign is not base64 on one line: its last characters have bits that belong to no byte.",
		"carried_truncated":        "The signature has 255 bytes; this key's signatures have 256.",
		"signed_sha256":            "The signature is not this key's over these bytes with SHA-1.",
	} {
		assert.Equal(t, want, reasons[name], name)
	}
}

// TestSignIsDeterministic: the same bytes every time, whatever computes them.
func TestSignIsDeterministic(t *testing.T) {
	_, open := keys(t)
	first, err := Sign(open["rsa-1024"], []byte("[]"))
	require.NoError(t, err)
	for range 5 {
		again, err := Sign(open["rsa-1024"], []byte("[]"))
		require.NoError(t, err)
		assert.Equal(t, first, again)
	}
}

// TestCorruptKey: numbers that do not fit together yield no signature.
func TestCorruptKey(t *testing.T) {
	_, open := keys(t)
	key, other := open["rsa-2048"], open["rsa-2048-other"]
	one := big.NewInt(1)
	for name, bad := range map[string]*rsa.PrivateKey{
		"another exponent": {PublicKey: key.PublicKey, D: other.D, Primes: key.Primes},
		"another modulus":  {PublicKey: other.PublicKey, D: key.D, Primes: key.Primes},
		"primes changed":   {PublicKey: key.PublicKey, D: key.D, Primes: []*big.Int{new(big.Int).Add(key.Primes[0], one), key.Primes[1]}},
		"no primes":        {PublicKey: key.PublicKey, D: new(big.Int).Add(key.D, one)},
		"public exponent":  {PublicKey: rsa.PublicKey{N: key.N, E: 3}, D: key.D, Primes: key.Primes},
		"exponent of none": {PublicKey: rsa.PublicKey{N: key.N, E: 65537}, D: big.NewInt(0), Primes: key.Primes},
	} {
		sig, err := Sign(bad, []byte("[]"))
		assert.ErrorIs(t, err, fault.New("corrupt-key", ""), name)
		assert.Nil(t, sig, name)
	}
}

func TestWeakKey(t *testing.T) {
	n := new(big.Int).SetBit(big.NewInt(1), 1022, 1)
	weak := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: 65537}, D: big.NewInt(3)}
	_, err := Sign(weak, nil)
	require.ErrorIs(t, err, fault.New("weak-key", ""))
	assert.Equal(t, "The key has 1023 bits; at least 1024 are needed.", err.Error())
	reason, ok := Verify(&weak.PublicKey, nil, "AA==")
	assert.False(t, ok)
	assert.Equal(t, err.Error(), reason)
}

// FuzzVerify: of all texts, only the one signature of a body is valid.
func FuzzVerify(f *testing.F) {
	v, open := keys(f)
	priv := open["rsa-1024"]
	for _, c := range append(v.Valid, v.Invalid...) {
		f.Add(c.Body, c.Sign)
	}
	f.Fuzz(func(t *testing.T, body []byte, sign string) {
		sig, err := Sign(priv, body)
		require.NoError(t, err)
		reason, ok := Verify(&priv.PublicKey, body, sign)
		require.Equal(t, sign == base64.StdEncoding.EncodeToString(sig), ok)
		require.Equal(t, ok, reason == "")
	})
}

func BenchmarkSign(b *testing.B) {
	_, open := keys(b)
	text := []byte(strings.Repeat("a", 500))
	for b.Loop() {
		if _, err := Sign(open["rsa-2048"], text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	v, open := keys(b)
	c := v.Valid[0]
	pub := &open[c.Key].PublicKey
	for b.Loop() {
		if reason, ok := Verify(pub, c.Body, c.Sign); !ok {
			b.Fatal(reason)
		}
	}
}
