package diagnosis_test

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	//lint:ignore SA1019 Signatures that were made with it are to be recognized.
	_ "golang.org/x/crypto/ripemd160"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
	"github.com/alikassa-sign/alikassa-sign/signer/finding"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

// inWasm tells that the tests run in a browser, which has time for fewer.
const inWasm = runtime.GOOS == "js"

// count is how many cases there are natively; in wasm there are fewer.
func count(native, wasm int) int {
	if inWasm {
		return wasm
	}
	return native
}

const (
	sample = `{"order_id":"1785153600","amount":500,"customer_browser_user_agent":"Mozilla\/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko\/20100101 Firefox\/84.0","customer_ip":"18.191.80.10","success_redirect_id":1,"fail_redirect_id":1,"notification_endpoint_id":5,"service":"payment_card_rub_hpp"}`
	// small is over soon, where the search finds nothing.
	small = `{"order_id":"17","amount":100.50}`
)

// A signer is a key pair of the signatures' vectors.
type signer struct {
	private *rsa.PrivateKey
	public  []byte // PEM
}

func open(t testing.TB, name string) signer {
	vectors, err := signatures.Read()
	require.NoError(t, err)
	private, err := vectors.Open(name)
	require.NoError(t, err)
	at := slices.IndexFunc(vectors.Keys, func(k signatures.Key) bool { return k.Name == name })
	return signer{private, []byte(vectors.Keys[at].Public)}
}

// sign gives the Sign of a text as it should be.
func (s signer) sign(text string) string {
	digest := sha1.Sum([]byte(text))
	signed, err := rsa.SignPKCS1v15(nil, s.private, crypto.SHA1, digest[:])
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(signed)
}

// raw gives the Sign that opens to a block, whatever is in it.
func (s signer) raw(block []byte) string {
	m := new(big.Int).SetBytes(block)
	m.Exp(m, s.private.D, s.private.N)
	return base64.StdEncoding.EncodeToString(m.FillBytes(make([]byte, s.private.Size())))
}

// diagnose goes on until so many candidates are tried, however long that takes.
func diagnose(t testing.TB, r diagnosis.Refused, candidates int) *diagnosis.Diagnosis {
	p, err := diagnosis.Begin(r)
	require.NoError(t, err)
	p.Bound(diagnosis.Bounds{Candidates: candidates})
	require.True(t, p.Step(time.Hour))
	d := p.Result()
	tried, total := p.Progress()
	require.LessOrEqual(t, tried, total)
	require.True(t, holds(d), "it claims what is not proved: %s, signed %q", codes(d), d.Signed)
	return d
}

func codes(d *diagnosis.Diagnosis) string {
	return strings.Join(codesOf(d.Findings), " ")
}

func codesOf(findings []finding.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, f.Code)
	}
	return list
}

// holds tells whether a diagnosis is consistent, and whether the signed bytes
// that it gives really are in the block that the signature opens to.
func holds(d *diagnosis.Diagnosis) bool {
	order := slices.IsSortedFunc(d.Findings, func(a, b finding.Finding) int { return place(a.Code) - place(b.Code) })
	switch {
	case !order, (d.Verdict == diagnosis.Valid) != (len(d.Findings) == 0):
		return false
	case d.Verdict == diagnosis.Unexplained:
		return d.Signed == nil || d.Recovered.Hash == "" && bytes.Contains(d.Recovered.Block, d.Signed)
	case d.Signed == nil:
		return d.Verdict != diagnosis.Valid
	case d.Recovered == nil:
		return false
	}
	r := d.Recovered
	if r.Padding == "pss" {
		return isPSS(r.Block, d.Signed, r.Hash)
	}
	if r.Hash == "" {
		return bytes.Contains(r.Block, d.Signed)
	}
	digest := sum(r.Hash, d.Signed)
	return hex.EncodeToString(digest) == r.Digest && bytes.Contains(r.Block, digest)
}

func place(code string) int {
	return slices.IndexFunc(diagnosis.Causes(), func(c *diagnosis.Cause) bool { return c.Code == code })
}

// hashes are Go's own, by the names that a diagnosis gives them.
var hashes = []crypto.Hash{crypto.MD5, crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512,
	crypto.RIPEMD160, crypto.SHA512_224, crypto.SHA512_256, crypto.SHA3_224, crypto.SHA3_256, crypto.SHA3_384, crypto.SHA3_512}

func sum(name string, parts ...[]byte) []byte {
	if name == "MD5+SHA-1" {
		return append(sum("MD5", parts...), sum("SHA-1", parts...)...)
	}
	at := slices.IndexFunc(hashes, func(h crypto.Hash) bool { return h.String() == name })
	state := hashes[at].New()
	for _, part := range parts {
		state.Write(part)
	}
	return state.Sum(nil)
}

// isPSS verifies EMSA-PSS (RFC 8017, 9.1.2), the mask made with the same hash or
// with SHA-1.
func isPSS(em, text []byte, hash string) bool {
	digest := sum(hash, text)
	size := len(digest)
	for em[0] == 0 && len(em)%2 == 1 {
		em = em[1:] // of a modulus of 8k+1 bits
	}
	masked, h := em[:len(em)-size-1], em[len(em)-size-1:len(em)-1]
	for _, mask := range []string{hash, "SHA-1"} {
		var stream []byte
		for i := uint32(0); len(stream) < len(masked); i++ {
			stream = append(stream, sum(mask, h, binary.BigEndian.AppendUint32(nil, i))...)
		}
		data := make([]byte, len(masked))
		for i := range data {
			data[i] = masked[i] ^ stream[i]
		}
		data[0] &= 0x7F
		_, salt, found := bytes.Cut(data, []byte{1})
		if found && bytes.Equal(sum(hash, make([]byte, 8), digest, salt), h) {
			return true
		}
	}
	return false
}

// random is the same at every run.
func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}
