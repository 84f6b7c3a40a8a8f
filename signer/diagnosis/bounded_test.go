package diagnosis_test

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// TestLargeBodies has what no request is searched for what needs no reading, in
// short steps.
func TestLargeBodies(t *testing.T) {
	s := open(t, "rsa-1024")
	fields := func(n int) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, `,"field%d":"value %d"`, i, i)
		}
		return "{" + text.String()[1:] + "}"
	}
	for name, text := range map[string]string{
		"fields, 50 kB":           fields(1_700),
		"fields, 0.2 MB":          fields(6_500),
		"a field, 0.25 MB":        `{"a":"` + strings.Repeat("x y", 85_000) + `"}`,
		"a field of nearly 8 MiB": `{"a":"` + strings.Repeat("x", 8<<20-20) + `"}`,
		"fields, nearly 8 MiB":    fields(200_000),
		"objects inside, 60 kB":   `{"a":[` + fields(1_000) + "," + fields(1_000) + `]}`,
		"brackets, nearly 8 MiB":  strings.Repeat("[", 8<<20-20),
		"backslashes, 0.25 MB":    `{"a":"` + strings.Repeat(`\`, 250_000) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			d := steadily(t, diagnosis.Refused{Body: []byte(text), Sign: s.sign(text + "\n"), PublicKey: s.public}, 300)
			assert.Equal(t, "trailing-newline", codes(d))
			d = steadily(t, diagnosis.Refused{Body: []byte(text), Sign: s.sign("another"), PublicKey: s.public}, 300)
			assert.Equal(t, "other-body", codes(d))
		})
	}
}

// TestCostlyKeys has keys that take long to open with not opened at once.
func TestCostlyKeys(t *testing.T) {
	r := random(8)
	costly := func() []byte {
		n := new(big.Int).SetBytes(randomBytes(r, 512))
		n.SetBit(n, 4095, 1).SetBit(n, 0, 1)
		der, err := x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: n, E: 1<<31 - 1})
		require.NoError(t, err)
		return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	}
	refused := diagnosis.Refused{Body: []byte(small), PublicKey: costly()}
	for range 20 {
		refused.OtherKeys = append(refused.OtherKeys, costly())
	}
	for _, n := range []int{511, 512, 600} {
		sign := randomBytes(r, n)
		refused.Sign = base64.StdEncoding.EncodeToString(sign)
		d := steadily(t, refused, 300)
		assert.Equal(t, diagnosis.Explained, d.Verdict)
		p, err := diagnosis.Begin(refused)
		require.NoError(t, err)
		assert.Equal(t, codes(d), codes(p.Result()), "without a step")
	}
	// Stopped while it opens, it has no signature to tell of, and ends all the same.
	p, err := diagnosis.Begin(refused)
	require.NoError(t, err)
	require.False(t, p.Step(0))
	p.Stop()
	assert.True(t, p.Step(0))
}

// steadily is diagnose in the shortest steps, none of which may take long.
func steadily(t *testing.T, r diagnosis.Refused, candidates int) *diagnosis.Diagnosis {
	sent := bytes.Clone(r.Body)
	at := time.Now()
	p, err := diagnosis.Begin(r)
	require.NoError(t, err)
	p.Bound(diagnosis.Bounds{Candidates: candidates})
	longest := time.Since(at)
	for done := false; !done; {
		at = time.Now()
		done = p.Step(0)
		longest = max(longest, time.Since(at))
	}
	t.Logf("the longest step took %s", longest)
	assert.Less(t, longest, time.Duration(count(1_000, 4_000))*time.Millisecond)
	d := p.Result()
	require.True(t, holds(d))
	assert.Equal(t, sent, r.Body)
	return d
}
