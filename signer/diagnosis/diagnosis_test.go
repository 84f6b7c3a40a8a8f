package diagnosis_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

func TestDiagnose(t *testing.T) {
	s := open(t, "rsa-1024")
	node := strings.ReplaceAll(sample, `\/`, "/")
	for _, c := range []struct{ name, sent, signed, causes string }{
		{"style", node, sample, "other-style"},
		{"newline", sample, sample + "\n", "trailing-newline"},
		{"value types", node, strings.Replace(node, ":500,", `:"500",`, 1), "value-types"},
		{"order", node, `{"service":"payment_card_rub_hpp",` + strings.Replace(node[1:], `,"service":"payment_card_rub_hpp"`, "", 1), "key-order"},
		{"shuffled", `{"a":"1","b":"2","c":3,"d":4,"e":5,"f":6,"g":7,"h":8}`, `{"h":8,"c":3,"b":"2","a":"1","g":7,"e":5,"f":6,"d":4}`, "key-order"},
		{"three", `{"amount":500,"url":"https://shop.example"}`, `{"amount":"500","url":"https:\/\/shop.example"}` + "\n", "other-style trailing-newline value-types"},
		{"nothing sent", "", sample, "empty-body other-body"},
		{"nothing signed", node, "", "empty-body"},
		{"no JSON", "amount=1&order_id=2", "amount=1&order_id=2\n", "trailing-newline"},
		{"another text", small, "something else", "other-body"},
		{"slash doubled", `{"url":"https://shop.example/ok/"}`, `{"url":"https://shop.example/ok//"}`, "field-changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagnose(t, diagnosis.Refused{Body: []byte(c.sent), Sign: s.sign(c.signed), PublicKey: s.public}, 200_000)
			assert.Equal(t, c.causes, codes(d))
			if !strings.Contains(c.causes, "other-body") {
				assert.Equal(t, c.signed, string(d.Signed))
				assert.Empty(t, d.Next)
			}
		})
	}
}

func TestValid(t *testing.T) {
	s := open(t, "rsa-2048")
	d, err := diagnosis.Diagnose(diagnosis.Refused{Body: []byte(sample), Sign: s.sign(sample), PublicKey: s.public}, 0)
	require.NoError(t, err)
	assert.Equal(t, diagnosis.Valid, d.Verdict)
	assert.Empty(t, d.Findings)
	assert.NotNil(t, d.Findings)
	assert.Equal(t, sample, string(d.Signed))
	assert.Equal(t, []string{"check-stored-key", "check-certificate-kind", "check-account", "check-body-on-the-way", "check-headers"}, codesOf(d.Next))
	for _, next := range d.Next {
		assert.NotEmpty(t, next.Title)
		assert.NotEmpty(t, next.Fix)
	}
	assert.Equal(t, "SHA-1", d.Recovered.Hash)
	assert.True(t, holds(d))
}

func TestUnexplained(t *testing.T) {
	s := open(t, "rsa-2048")
	d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: s.sign("another"), PublicKey: s.public}, 500)
	assert.Equal(t, diagnosis.Unexplained, d.Verdict)
	assert.Equal(t, "other-body", codes(d))
	assert.Equal(t, []string{"log-signed-string", "log-sent-body", "check-same-request"}, codesOf(d.Next))
	assert.Contains(t, d.Next[0].Detail, d.Recovered.Digest)
	assert.Equal(t, "pkcs1-v1_5", d.Recovered.Padding)
	assert.Equal(t, 500, d.Tried)
}

func TestUnreadable(t *testing.T) {
	s := open(t, "rsa-2048")
	for sign, cause := range map[string]string{"": "sign-empty", "None": "sign-not-base64", "?!": "sign-not-base64", strings.Repeat("A", 70_000): "sign-not-base64"} {
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: sign, PublicKey: s.public}, 500)
		assert.Equal(t, diagnosis.Unreadable, d.Verdict)
		assert.Equal(t, cause, codes(d))
		assert.Nil(t, d.Recovered)
	}
}

// TestInvalidSignatures has all that is refused by the check found out about by
// the doctor, and never called valid. A malformed padding is that, whatever else
// its block holds.
func TestInvalidSignatures(t *testing.T) {
	vectors, err := signatures.Read()
	require.NoError(t, err)
	for _, c := range vectors.Invalid {
		t.Run(c.Name, func(t *testing.T) {
			s := open(t, c.Key)
			d := diagnose(t, diagnosis.Refused{Body: c.Body, Sign: c.Sign, PublicKey: s.public}, 5_000)
			assert.NotEqual(t, diagnosis.Valid, d.Verdict)
			wellPadded := c.Name == "padding_only-digest" || c.Name == "padding_digest-reversed"
			if strings.HasPrefix(c.Name, "padding_") && !wellPadded {
				assert.Contains(t, codes(d), "bad-padding")
				assert.NotContains(t, codes(d), "wrong-hash")
			}
		})
	}
	for _, c := range vectors.Valid {
		s := open(t, c.Key)
		d := diagnose(t, diagnosis.Refused{Body: c.Body, Sign: c.Sign, PublicKey: s.public}, 1)
		assert.Equal(t, diagnosis.Valid, d.Verdict, c.Name)
	}
}

func TestOtherKeys(t *testing.T) {
	s, other := open(t, "rsa-2048"), open(t, "rsa-2048-other")
	r := diagnosis.Refused{Body: []byte(small), Sign: other.sign(small), PublicKey: s.public}
	assert.Equal(t, "wrong-key", codes(diagnose(t, r, 0)))
	r.OtherKeys = [][]byte{open(t, "rsa-1024").public, other.public}
	d := diagnose(t, r, 0)
	assert.Equal(t, "wrong-key-known", codes(d))
	assert.Equal(t, "other key 2", d.Findings[0].From)
	assert.Equal(t, 2, d.Recovered.Key)
	r.Sign = open(t, "rsa-3072").sign(small)
	assert.Equal(t, "wrong-key-size", codes(diagnose(t, r, 0)))
}

func TestBadKeys(t *testing.T) {
	s := open(t, "rsa-2048")
	good := diagnosis.Refused{Body: []byte(small), Sign: s.sign(small), PublicKey: s.public}
	for name, c := range map[string]struct {
		code   string
		change func(r *diagnosis.Refused)
	}{
		"no key":          {"not-pem", func(r *diagnosis.Refused) { r.PublicKey = []byte("x") }},
		"no other key":    {"bad-other-key", func(r *diagnosis.Refused) { r.OtherKeys = [][]byte{s.public, nil} }},
		"too long a body": {"body-too-large", func(r *diagnosis.Refused) { r.Body = make([]byte, 8<<20+1) }},
		"too many keys":   {"bad-argument", func(r *diagnosis.Refused) { r.OtherKeys = make([][]byte, 21) }},
	} {
		t.Run(name, func(t *testing.T) {
			r := good
			c.change(&r)
			_, err := diagnosis.Diagnose(r, time.Second)
			var told *fault.Error
			require.True(t, errors.As(err, &told), "%v", err)
			assert.Equal(t, c.code, told.Code)
		})
	}
}

// TestNoFalseCause has random signatures, valid or of other keys and texts, never
// explained by anything that is not proved.
func TestNoFalseCause(t *testing.T) {
	r := random(1)
	s := open(t, "rsa-1024")
	public := s.private.Size()
	for range count(8_000, 300) { // other keys' signatures are noise below the modulus
		noise := randomBytes(r, public)
		noise[0] = 0
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: s.raw(noise), PublicKey: s.public}, 300)
		require.Contains(t, []string{"wrong-key", "bad-padding"}, codes(d))
		if codes(d) == "bad-padding" {
			require.Less(t, bytes.IndexFunc(noise, func(r rune) bool { return r != 0 }), 0, "%x", noise)
		}
	}
	for i := range count(1_000, 30) {
		text := string(randomBytes(r, i%100))
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: s.sign(text), PublicKey: s.public}, 300)
		if d.Verdict == diagnosis.Explained {
			require.Equal(t, text, string(d.Signed), codes(d))
		} else {
			require.Equal(t, "other-body", codes(d))
		}
		d = diagnose(t, diagnosis.Refused{Body: []byte(text), Sign: s.sign(text), PublicKey: s.public}, 300)
		require.Equal(t, diagnosis.Valid, d.Verdict)
	}
}

// TestLooksLikePSS has noise that looks like PSS by chance told for what it is.
func TestLooksLikePSS(t *testing.T) {
	r := random(2)
	s := open(t, "rsa-1024")
	for range count(1_500, 100) {
		noise := randomBytes(r, s.private.Size())
		noise[0], noise[len(noise)-1] = 0, 0xBC
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: s.raw(noise), PublicKey: s.public}, 500)
		require.Equal(t, "wrong-key", codes(d))
		require.Nil(t, d.Signed)
		require.Nil(t, d.Recovered)
	}
}

func TestSteps(t *testing.T) {
	s := open(t, "rsa-1024")
	begin := func() *diagnosis.Process {
		p, err := diagnosis.Begin(diagnosis.Refused{Body: []byte(sample), Sign: s.sign("another"), PublicKey: s.public})
		require.NoError(t, err)
		return p
	}
	t.Run("goes on where it was", func(t *testing.T) {
		p := begin()
		p.Bound(diagnosis.Bounds{Candidates: 20_000})
		last, steps := 0, 0
		for !p.Step(0) {
			tried, total := p.Progress()
			require.GreaterOrEqual(t, tried, last)
			require.LessOrEqual(t, tried, total)
			last = tried
			steps++
		}
		assert.Greater(t, steps, 20, "a step is too long")
		assert.True(t, p.Step(0))
		assert.Equal(t, 20_000, p.Result().Tried)
		assert.Same(t, p.Result(), p.Result())
	})
	t.Run("a result before the end", func(t *testing.T) {
		p := begin()
		assert.False(t, p.Step(0))
		d := p.Result()
		assert.Equal(t, diagnosis.Unexplained, d.Verdict)
		assert.True(t, p.Step(time.Hour), "it goes on after the result")
		assert.Same(t, d, p.Result())
	})
	t.Run("a result before the first step", func(t *testing.T) {
		p := begin()
		tried, total := p.Progress()
		assert.Zero(t, tried+total)
		d := p.Result()
		assert.Equal(t, diagnosis.Unexplained, d.Verdict)
		assert.Zero(t, d.Tried)
	})
	t.Run("stopped", func(t *testing.T) {
		p := begin()
		p.Stop()
		p.Stop()
		p = begin()
		assert.False(t, p.Step(0))
		p.Stop()
		assert.True(t, p.Step(time.Hour))
		assert.Equal(t, diagnosis.Unexplained, p.Result().Verdict)
	})
	t.Run("bounded by mistakes", func(t *testing.T) {
		var tried []int
		for mistakes := 1; mistakes <= 3; mistakes++ {
			p, err := diagnosis.Begin(diagnosis.Refused{Body: []byte(small), Sign: s.sign("another"), PublicKey: s.public})
			require.NoError(t, err)
			p.Bound(diagnosis.Bounds{Mistakes: mistakes, Candidates: 100_000})
			require.True(t, p.Step(time.Hour))
			tried = append(tried, p.Result().Tried)
		}
		assert.Less(t, tried[0], tried[1])
		assert.Less(t, tried[1], tried[2])
	})
}

// TestInputsStay has nothing changed of what is given.
func TestInputsStay(t *testing.T) {
	s := open(t, "rsa-1024")
	for _, text := range []string{sample, small, "\uFEFF" + small + "\r\n", "a=1&b=2", "eyJhIjoxfQ=="} {
		r := diagnosis.Refused{Body: []byte(text), Sign: s.sign("another"), PublicKey: bytes.Clone(s.public), OtherKeys: [][]byte{bytes.Clone(s.public)}}
		diagnose(t, r, 30_000)
		assert.Equal(t, text, string(r.Body))
		assert.Equal(t, s.public, r.PublicKey)
		assert.Equal(t, s.public, r.OtherKeys[0])
	}
}
