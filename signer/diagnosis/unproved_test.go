package diagnosis_test

import (
	"bytes"
	"crypto"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// TestLengths has a Sign of another length told for all that it may be.
func TestLengths(t *testing.T) {
	s := open(t, "rsa-2048")
	good := s.sign(small)
	raw, err := base64.StdEncoding.DecodeString(good)
	require.NoError(t, err)
	inHex := hex.EncodeToString(raw)
	noise := func(n int) string { return base64.StdEncoding.EncodeToString(randomBytes(random(3), n)) }
	for _, c := range []struct {
		name, sign, codes string
		says              []string
	}{
		{"hex, 128 digits", inHex[:128], "sign-no-signature", []string{"64 bytes in hex", "or a signature that was cut"}},
		{"hex, 255 digits", inHex[:255], "sign-hex sign-truncated", []string{"127 bytes", "cut", "another size"}},
		{"hex, 256 digits", inHex[:256], "wrong-key-size sign-hex", []string{"a key of 1024 bits", "or it was cut"}},
		{"hex, 344 digits", inHex[:344], "sign-hex sign-truncated", []string{"172 bytes", "cut", "another size"}},
		{"hex, 384 digits", inHex[:384], "wrong-key-size sign-hex", []string{"a key of 1536 bits", "or it was cut"}},
		{"hex, 500 digits", inHex[:500], "sign-hex sign-truncated", []string{"250 bytes", "cut"}},
		{"hex, a digit more", inHex + "0", "sign-hex sign-extra-data", []string{"one digit more"}},
		{"base64, 171 characters", good[:171], "sign-truncated", []string{"128 bytes", "cut", "another size"}},
		{"base64, 172 characters", good[:172], "sign-truncated", []string{"129 bytes", "cut"}},
		{"base64, 255 characters", good[:255], "sign-truncated", []string{"191 bytes", "cut", "another size"}},
		{"base64, 256 characters", good[:256], "wrong-key-size", []string{"a key of 1536 bits", "or it was cut"}},
		{"whole, 1024 bits", noise(128), "wrong-key-size", []string{"a key of 1024 bits", "or it was cut"}},
		{"whole, 1536 bits", noise(192), "wrong-key-size", []string{"a key of 1536 bits", "or it was cut"}},
		{"whole, 2560 bits", noise(320), "wrong-key-size", []string{"a key of 2560 bits", "or something stands behind it"}},
		{"longer than any key's", noise(300), "sign-extra-data", []string{"300 bytes", "something stands behind it", "another size"}},
		{"same length", noise(256), "wrong-key", []string{"no known padding", "most likely another private key", "changed", "encrypted"}},
		{"zeros", base64.StdEncoding.EncodeToString(make([]byte, 256)), "sign-no-signature", []string{"nothing but zero bytes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: c.sign, PublicKey: s.public}, 500)
			require.Equal(t, c.codes, codes(d))
			told := ""
			for _, f := range d.Findings {
				told += f.Title + " " + f.Detail + "\n"
			}
			for _, part := range c.says {
				assert.Contains(t, told, part)
			}
			assert.NotContains(t, told, "= at the end")
			assert.NotContains(t, told, "made with another key")
		})
	}
}

// TestBlocks has a block that a signer wrote told for what it is, however wrong.
func TestBlocks(t *testing.T) {
	s := open(t, "rsa-2048")
	size := s.private.Size()
	sha := func(text string) []byte { d := sha1.Sum([]byte(text)); return d[:] }
	padded := func(message []byte) []byte {
		return append(append([]byte{0, 1}, bytes.Repeat([]byte{0xFF}, size-3-len(message))...), append([]byte{0}, message...)...)
	}
	encrypted := func(message string) []byte {
		fill := randomBytes(random(4), size-3-len(message))
		for i := range fill {
			fill[i] |= 1
		}
		return append(append([]byte{0, 2}, fill...), append([]byte{0}, message...)...)
	}
	x931 := func(message []byte) []byte {
		return append(append([]byte{0x6B}, bytes.Repeat([]byte{0xBB}, size-3-len(message))...), append(append([]byte{0xBA}, message...), 0xCC)...)
	}
	behind := func(text, with string) []byte { return []byte(text + strings.Repeat(with, size-len(text))) }
	before := func(text, with string) []byte { return []byte(strings.Repeat(with, size-len(text)) + text) }
	info := func(oid asn1.ObjectIdentifier, digest []byte) []byte {
		type algorithm struct {
			ID         asn1.ObjectIdentifier
			Parameters asn1.RawValue
		}
		der, err := asn1.Marshal(struct {
			Algorithm algorithm
			Digest    []byte
		}{algorithm{oid, asn1.NullRawValue}, digest})
		require.NoError(t, err)
		return der
	}
	ripemd := sum("RIPEMD-160", []byte(small))
	m5 := md5.Sum([]byte(small))
	another := `{"order_id":"18","amount":1.50,"service":"payment_card"}`
	for _, c := range []struct {
		name    string
		block   []byte
		codes   string
		verdict string
		signed  string
		hash    string
		says    string
	}{
		{"blanks behind", behind(small, " "), "bad-padding", diagnosis.Explained, small, "", "It holds a text"},
		{"blanks before", before(small, " "), "bad-padding", diagnosis.Explained, small, "", "It holds a text"},
		{"zeros behind", behind(small, "\x00"), "bad-padding", diagnosis.Explained, small, "", "It holds a text"},
		{"zeros before", before(small, "\x00"), "bad-padding", diagnosis.Explained, small, "", "It holds a text"},
		{"zeros before, and a line break", before(small+"\n", "\x00"), "bad-padding trailing-newline", diagnosis.Explained, small + "\n", "", "no padding"},
		{"another text, zeros before", before(another, "\x00"), "bad-padding other-body", diagnosis.Unexplained, another, "", "It holds a text"},
		{"another text, blanks behind", behind(another, " "), "bad-padding other-body", diagnosis.Unexplained, another, "", "It holds a text"},
		{"type 2", encrypted(small), "bad-padding", diagnosis.Explained, small, "", "type 2"},
		{"type 2, another text", encrypted(another), "bad-padding other-body", diagnosis.Unexplained, another, "", "It holds a text"},
		{"type 2, a digest", encrypted(string(sha(small))), "bad-padding", diagnosis.Explained, small, "SHA-1", "type 2"},
		{"type 2, noise", encrypted(string(randomBytes(random(5), 60))), "wrong-key", diagnosis.Explained, "", "", "most likely"},
		{"X9.31", x931(append(sha(small), 0x33)), "bad-padding", diagnosis.Explained, small, "SHA-1", "X9.31"},
		{"X9.31, another text", x931(append(sha("another"), 0x33)), "bad-padding other-body", diagnosis.Unexplained, "", "SHA-1", "X9.31"},
		{"X9.31 of the text", x931([]byte(small)), "bad-padding", diagnosis.Explained, small, "", "X9.31"},
		{"X9.31, an unknown hash", x931(append(sha(small), 0x77)), "bad-padding", diagnosis.Unexplained, "", "", "X9.31"},
		{"RIPEMD-160", padded(info(asn1.ObjectIdentifier{1, 3, 36, 3, 2, 1}, ripemd)), "wrong-hash", diagnosis.Explained, small, "RIPEMD-160", "RIPEMD-160"},
		{"RIPEMD-160 by itself", padded(ripemd), "no-digest-info wrong-hash", diagnosis.Explained, small, "RIPEMD-160", "RIPEMD-160"},
		{"MD5 and SHA-1, as TLS 1.0", padded(append(m5[:], sha(small)...)), "no-digest-info wrong-hash", diagnosis.Explained, small, "MD5+SHA-1", "MD5+SHA-1"},
		{"MD4", padded(info(asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 4}, m5[:])), "wrong-hash", diagnosis.Unexplained, "", "OID 1.2.840.113549.2.4", "OID is 1.2.840.113549.2.4"},
		{"a signature's OID", padded(info(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 5}, sha(small))), "bad-padding", diagnosis.Unexplained, "", "", "no DigestInfo"},
		{"nothing", padded(nil), "bad-padding", diagnosis.Unexplained, "", "", "nothing follows"},
		{"37 bytes", padded(randomBytes(random(6), 37)), "no-digest-info other-body", diagnosis.Unexplained, "", "", "neither a text nor, by its length, a digest"},
		{"36 bytes", padded(randomBytes(random(6), 36)), "no-digest-info other-body", diagnosis.Unexplained, "", "", "by its length, or something encrypted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Len(t, c.block, size)
			d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: s.raw(c.block), PublicKey: s.public}, 3_000)
			require.Equal(t, c.codes, codes(d))
			assert.Equal(t, c.verdict, d.Verdict)
			assert.Equal(t, c.signed, string(d.Signed))
			if d.Recovered != nil {
				assert.Equal(t, c.hash, d.Recovered.Hash)
				assert.Equal(t, c.block, d.Recovered.Block)
			}
			assert.Contains(t, d.Findings[0].Title+d.Findings[0].Detail+d.Findings[len(d.Findings)-1].Title, c.says)
			for _, f := range d.Findings {
				assert.NotContains(t, f.Title+f.Detail, "Sign is good")
			}
			assert.Equal(t, d.Verdict == diagnosis.Unexplained, len(d.Next) > 0)
		})
	}
	t.Run("X9.31, the smaller number", func(t *testing.T) {
		raw, err := base64.StdEncoding.DecodeString(s.raw(x931(append(sha(small), 0x33))))
		require.NoError(t, err)
		raw = new(big.Int).Sub(s.private.N, new(big.Int).SetBytes(raw)).FillBytes(raw)
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: base64.StdEncoding.EncodeToString(raw), PublicKey: s.public}, 500)
		assert.Equal(t, "bad-padding", codes(d))
		assert.Equal(t, small, string(d.Signed))
	})
	t.Run("PSS with RIPEMD-160", func(t *testing.T) {
		sign, err := rsa.SignPSS(random2{}, s.private, crypto.RIPEMD160, ripemd, nil)
		require.NoError(t, err)
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: base64.StdEncoding.EncodeToString(sign), PublicKey: s.public}, 500)
		assert.Equal(t, "pss-padding wrong-hash", codes(d))
		assert.Equal(t, small, string(d.Signed))
	})
	t.Run("encrypted with the public key", func(t *testing.T) {
		m := new(big.Int).SetBytes(encrypted(small))
		m.Exp(m, big.NewInt(int64(s.private.E)), s.private.N)
		d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: base64.StdEncoding.EncodeToString(m.FillBytes(make([]byte, size))), PublicKey: s.public}, 500)
		assert.Equal(t, "wrong-key", codes(d))
		assert.Contains(t, d.Findings[0].Title, "encrypted where it should be signed")
	})
}

// TestPrivateKey has a private key in Sign told before all else, and none of it
// repeated.
func TestPrivateKey(t *testing.T) {
	s := open(t, "rsa-1024")
	pkcs1 := x509.MarshalPKCS1PrivateKey(s.private)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(s.private)
	require.NoError(t, err)
	armoured := string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: pkcs1}))
	in64 := base64.StdEncoding.EncodeToString
	// An EncryptedPrivateKeyInfo of PBES2, as far as it is looked at.
	encrypted := append([]byte("\x30\x82\x02\xe6\x30\x40\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d"), randomBytes(random(7), 700)...)
	for name, sign := range map[string]string{
		"PEM":                        armoured,
		"PEM on one line":            strings.ReplaceAll(armoured, "\n", ""),
		"PEM with blanks":            strings.ReplaceAll(armoured, "\n", " "),
		"PEM with escapes":           strings.ReplaceAll(armoured, "\n", `\n`),
		"PEM, percent-encoded":       strings.NewReplacer("\n", "%0A", " ", "%20").Replace(armoured),
		"PEM from a form":            strings.ReplaceAll(armoured, " ", "+"),
		"encrypted PEM":              strings.ReplaceAll(armoured, "RSA PRIVATE", "ENCRYPTED PRIVATE"),
		"first line":                 "-----BEGIN RSA PRIVATE KEY-----",
		"last line":                  armoured[len(armoured)-80:],
		"base64 of PEM":              in64([]byte(armoured)),
		"twice in base64":            in64([]byte(in64([]byte(armoured)))),
		"PKCS #1":                    in64(pkcs1),
		"PKCS #8":                    in64(pkcs8),
		"PKCS #8 in lines":           strings.Join([]string{in64(pkcs8)[:64], in64(pkcs8)[64:]}, "\n"),
		"PKCS #8, cut":               in64(pkcs8)[:255],
		"PKCS #8 in hex":             hex.EncodeToString(pkcs8),
		"PKCS #8, encrypted":         in64(encrypted),
		"a name in front":            "Sign: " + in64(pkcs1),
		"percent-encoded, in quotes": `"` + strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(in64(pkcs1)) + `"`,
	} {
		t.Run(name, func(t *testing.T) {
			d := diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: sign, PublicKey: s.public}, 500)
			assert.Equal(t, "sign-private-key", codes(d))
			assert.Equal(t, diagnosis.Unreadable, d.Verdict)
			assert.Nil(t, d.Recovered)
			for _, f := range d.Findings {
				told := f.Title + f.Detail + f.Fix + f.From + f.To
				for at := 0; at+16 <= len(sign); at++ {
					if part := sign[at : at+16]; !strings.Contains("-----BEGIN RSA PRIVATE KEY-----END", part) {
						require.NotContains(t, told, part)
					}
				}
			}
		})
	}
	// A public key is none, nor is a signature that only begins like one.
	public := in64(x509.MarshalPKCS1PublicKey(&s.private.PublicKey))
	assert.NotContains(t, codes(diagnose(t, diagnosis.Refused{Body: []byte(small), Sign: public, PublicKey: s.public}, 500)), "sign-private-key")
}

// random2 gives the same salt at every run.
type random2 struct{}

func (random2) Read(b []byte) (int, error) {
	d := sha256.Sum256([]byte("salt"))
	for i := range b {
		b[i] = d[i%len(d)]
	}
	return len(b), nil
}
