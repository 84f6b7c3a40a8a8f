package diagnosis

import (
	"bytes"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

var seeds = []string{
	`{"order_id":"17","amount":100.50,"extra":{"name":"Ivan","list":[1,null,true]},"url":"https:\/\/shop.example\/?a=1&b=2"}`,
	"\uFEFF{\"desc\":\"\u0417\u0430\u043a\u0430\u0437 \\u2116 <&>\",\"phone\":\"+7 (912) 345-67-89\"}\r\n",
	`{"date":"31.12.2025","id":1785153600,"{{name}}":"${value}"}`,
	"amount=1&order_id=2+3%20", `[{"a":[]},{}]`, `"a string"`, "eyJhIjoxfQ==", "{'a': None}", "\xff\xfe{\x00}\x00", "",
}

// publicKeys are those of the vectors.
func publicKeys(t testing.TB) []*rsa.PublicKey {
	texts, err := mistakes.PublicKeys()
	require.NoError(t, err)
	keys := make([]*rsa.PublicKey, len(texts))
	for i, text := range texts {
		keys[i], err = key.ParsePublic([]byte(text))
		require.NoError(t, err)
	}
	return keys
}

// FuzzDiagnose has any body and any Sign end in a diagnosis.
func FuzzDiagnose(f *testing.F) {
	vectors, err := mistakes.Vectors()
	require.NoError(f, err)
	texts, err := mistakes.PublicKeys()
	require.NoError(f, err)
	for i := 0; i < len(vectors); i += 60 {
		v := vectors[i]
		f.Add([]byte(v.Body), v.Sign, uint8(v.PublicKey), uint8(0))
	}
	for i, s := range seeds {
		f.Add([]byte(s), vectors[i].Sign, uint8(i), uint8(i))
	}
	f.Fuzz(func(t *testing.T, sent []byte, sign string, public, other uint8) {
		text := func(i uint8) []byte { return []byte(texts[int(i)%len(texts)]) }
		before := bytes.Clone(sent)
		p, err := Begin(Refused{Body: sent, Sign: sign, PublicKey: text(public), OtherKeys: [][]byte{text(other)}})
		require.NoError(t, err)
		p.Bound(Bounds{Candidates: 2_000})
		if !p.Step(10 * time.Second) {
			t.Fatal("2,000 candidates take more than ten seconds")
		}
		d := p.Result()
		require.Equal(t, before, sent)
		require.Equal(t, d.Verdict == Valid, len(d.Findings) == 0)
		require.LessOrEqual(t, d.Tried, 2_000)
		if d.Signed != nil && d.Verdict == Explained {
			b := read(d.Recovered.Block, p.keys[d.Recovered.Key].N.BitLen())
			if b != nil && b.digest != nil {
				require.Equal(t, b.digest, b.hash.digest(d.Signed))
			}
		}
	})
}

// FuzzCarriage has any text read as a Sign, in bounded time and memory.
func FuzzCarriage(f *testing.F) {
	keys := publicKeys(f)
	vectors, err := mistakes.Vectors()
	require.NoError(f, err)
	for _, v := range vectors {
		if strings.HasPrefix(v.Name, "sign-") {
			f.Add(v.Sign)
		}
	}
	f.Fuzz(func(t *testing.T, sign string) {
		c, ok := carry(sign, keys, always)
		require.True(t, ok)
		if c == nil {
			return
		}
		require.LessOrEqual(t, len(c.changes), 8)
		if c.block != nil {
			require.Len(t, c.sign, keys[c.key].Size())
			opened := open(keys[c.key], c.sign)
			less := new(big.Int).Sub(keys[c.key].N, new(big.Int).SetBytes(opened)) // as X9.31 reads it
			require.Contains(t, [][]byte{opened, less.FillBytes(make([]byte, len(opened)))}, c.block.bytes)
		}
	})
}

// FuzzReadBlock has any block read.
func FuzzReadBlock(f *testing.F) {
	keys := publicKeys(f)
	vectors, err := mistakes.Vectors()
	require.NoError(f, err)
	for i := 0; i < len(vectors); i += 20 {
		sign, err := base64.StdEncoding.DecodeString(vectors[i].Sign)
		if block := open(keys[vectors[i].PublicKey], sign); err == nil && block != nil {
			f.Add(block, uint8(0))
		}
	}
	f.Add(append(make([]byte, 63), 0xBC), uint8(7))
	f.Fuzz(func(t *testing.T, em []byte, top uint8) {
		bits := 8*len(em) - int(top%8)
		if len(em) < 64 || len(em) > 1024 || new(big.Int).SetBytes(em).BitLen() > bits {
			return
		}
		b := read(em, bits)
		if b == nil {
			return
		}
		require.Equal(t, em, b.bytes)
		require.Equal(t, b.padding == paddingBad || b.padding == paddingNone, b.fault != "")
		if b.hash != nil && b.digest != nil {
			require.Len(t, b.digest, b.hash.size)
		}
		if b.padding == paddingPSS {
			require.False(t, b.encodes(make([]byte, b.hash.size)))
		}
	})
}

// most is how much a rule may make of so much.
func most(n int) int { return 16*n + 64<<10 }

// FuzzRules has every rule applied to any text: none panics, none changes what it
// is given, and what it makes is bounded.
func FuzzRules(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	steps := allSteps()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 8<<10 {
			return
		}
		sent := []byte(text)
		for _, s := range steps {
			out, _ := s.apply(nil, sent)
			require.Equal(t, text, string(sent), s.step.what)
			require.LessOrEqual(t, len(out), most(len(text)), s.step.what)
			kept, _ := s.apply([]byte("kept"), sent)
			require.True(t, bytes.HasPrefix(kept, []byte("kept")), s.step.what)
			require.Equal(t, string(out), string(kept[4:]), s.step.what)
		}
		for _, c := range causes {
			for _, l := range c.sign {
				out, _ := l.apply(text)
				require.LessOrEqual(t, len(out), most(len(text)), l.what)
			}
		}
		search := newSearch(newTarget(&block{padding: paddingPKCS1, message: []byte("\x00\x01")}), sent, Bounds{}, func() bool { return true })
		search.takeApart()
		for i := range search.bases {
			b := &search.bases[i]
			b.think(always)
			for _, h := range b.data.hands {
				if search.compose(b, b.data.members, h) {
					require.LessOrEqual(t, len(search.text), most(len(text)))
				}
			}
			n := 0
			for _, list := range [][]edit{b.likely, b.seldom, b.doubled} {
				for j := range list {
					if n++; n > 3_000 {
						break
					}
					if search.edited(b, &list[j], b.data.sent) {
						require.LessOrEqual(t, len(search.text), most(len(text)), list[j].changes[0].what)
					}
					require.NotEmpty(t, list[j].changes[0].what)
				}
			}
			for _, m := range b.data.members {
				if m.raw != "" {
					require.Contains(t, b.data.text, m.raw)
				}
			}
			// What was sent is composed again as it was, where it has one layout.
			if b.data.root.Kind() == body.Object && len(b.changes) == 0 && len(b.data.members) == 1 {
				require.Equal(t, text, string(b.data.compose(nil, b.data.members, b.data.sent)))
			}
		}
	})
}
