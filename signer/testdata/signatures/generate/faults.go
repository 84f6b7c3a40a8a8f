package main

import (
	"crypto/rsa"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/signatures"
)

// The codes of refusals.
const (
	empty        = "sign-empty"
	notBase64    = "sign-not-base64"
	wrongKeySize = "wrong-key-size"
	wrongSign    = "wrong-sign"
)

// good returns the main key and its signature of the documented body.
func good(v *signatures.Vectors) (*rsa.PrivateKey, []byte, string) {
	priv, err := v.Open(mainKey)
	check(err)
	sig := raw(priv, encode(priv, digestInfo(documented)))
	return priv, sig, base64.StdEncoding.EncodeToString(sig)
}

func fault(name, sign, code, comment string) signatures.Case {
	return signatures.Case{Name: name, Key: mainKey, Body: []byte(documented), Sign: sign, Code: code, Comment: comment}
}

// carried are good signatures whose text suffered.
func carried(v *signatures.Vectors) []signatures.Case {
	_, sig, sign := good(v)
	urlSafe := strings.NewReplacer("+", "-", "/", "_").Replace(sign)
	last := strings.Index(sign, "=") - 1
	alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	bits := sign[:last] + string(alphabet[strings.IndexByte(alphabet, sign[last])+1]) + sign[last+1:]
	return []signatures.Case{
		fault("carried_empty", "", empty, "nothing was sent"),
		fault("carried_blank", " ", notBase64, "a blank is not nothing"),
		fault("carried_padding-alone", "====", notBase64, "padding of nothing"),
		fault("carried_line-breaks", broken(sign, 64, "\n"), notBase64, "Go's decoder and others skip line breaks"),
		fault("carried_crlf", broken(sign, 76, "\r\n"), notBase64, "MIME's lines; in a header they would end it"),
		fault("carried_trailing-newline", sign+"\n", notBase64, "printed by a shell"),
		fault("carried_leading-newline", "\n"+sign, notBase64, "Go's decoder skips it"),
		fault("carried_trailing-blank", sign+" ", notBase64, "a header's blank was kept"),
		fault("carried_leading-blank", " "+sign, notBase64, "a header's blank was kept"),
		fault("carried_inner-blank", sign[:100]+" "+sign[100:], notBase64, "PHP's lenient decoder skips it"),
		fault("carried_plus-as-space", strings.ReplaceAll(sign, "+", " "), notBase64, "it went through a form"),
		fault("carried_percent-encoded", strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(sign), notBase64, "it went through a query"),
		fault("carried_base64url", urlSafe, notBase64, "the alphabet of URLs"),
		fault("carried_base64url-unpadded", strings.TrimRight(urlSafe, "="), notBase64, "the alphabet of URLs as JWT has it"),
		fault("carried_unpadded", strings.TrimRight(sign, "="), notBase64, "padding was cut"),
		fault("carried_padding-halved", strings.TrimSuffix(sign, "="), notBase64, "padding was cut"),
		fault("carried_padding-more", sign+"=", notBase64, "padding was added"),
		fault("carried_after-padding", sign+"AAAA", notBase64, "lenient decoders stop at the padding"),
		fault("carried_trailing-bits", bits, notBase64, "bits after the last byte, which would give one signature several texts"),
		fault("carried_quoted", `"`+sign+`"`, notBase64, "quotation marks came along"),
		fault("carried_named", "Sign: "+sign, notBase64, "the header's name came along"),
		fault("carried_byte-order-mark", "\ufeff"+sign, notBase64, "a byte order mark came along"),
		fault("carried_nul", sign+"\x00", notBase64, "C's end of a string came along"),
		fault("carried_full-width", strings.Replace(sign, "=", "＝", 1), notBase64, "a character that looks like another"),
		fault("carried_hex", hex.EncodeToString(sig), wrongKeySize, "hexadecimal digits are base64 too, of a longer signature"),
		fault("carried_double-base64", base64.StdEncoding.EncodeToString([]byte(sign)), wrongKeySize, "encoded twice"),
		fault("carried_truncated", base64.StdEncoding.EncodeToString(sig[:len(sig)-1]), wrongKeySize, "the last byte is missing"),
		fault("carried_leading-zero", base64.StdEncoding.EncodeToString(append([]byte{0}, sig...)), wrongKeySize, "a big number's sign byte"),
		fault("carried_first-byte-missing", base64.StdEncoding.EncodeToString(sig[1:]), wrongKeySize, "a big number without its first byte"),
		fault("carried_extra-data", base64.StdEncoding.EncodeToString(append(sig[:len(sig):len(sig)], 0)), wrongKeySize, "data after the signature"),
		fault("carried_one-byte", "AA==", wrongKeySize, "a byte"),
		fault("carried_reversed", base64.StdEncoding.EncodeToString(reversed(sig)), wrongSign, "little-endian, as Windows' CryptoAPI has it"),
	}
}

// otherwiseSigned are signatures of something else, or of another kind.
func otherwiseSigned(v *signatures.Vectors) []signatures.Case {
	priv, sig, sign := good(v)
	other, err := v.Open("rsa-2048-other")
	check(err)
	small, err := v.Open("rsa-1024")
	check(err)
	text := func(sig []byte) string { return base64.StdEncoding.EncodeToString(sig) }
	digest := sha1.Sum([]byte(documented))
	flipped := append([]byte(nil), sig...)
	flipped[len(flipped)-1] ^= 1

	var private []byte
	for _, k := range v.Keys {
		if k.Name == mainKey {
			private = []byte(k.Private)
		}
	}
	var cases []signatures.Case
	for _, hash := range []string{"md5", "sha224", "sha256", "sha384", "sha512", "sha3-256", "ripemd160"} {
		cases = append(cases, fault("signed_"+hash, text(openssl(private, []byte(documented), hash)), wrongSign, "another hash than SHA-1"))
	}
	pss := openssl(private, []byte(documented), "sha1", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:0")
	cases = append(cases,
		fault("signed_pss", text(pss), wrongSign, "RSASSA-PSS with SHA-1, without salt so that it is always the same"),
		fault("signed_raw-digest", text(raw(priv, encode(priv, digest[:]))), wrongSign, "no DigestInfo about the digest"),
		fault("signed_raw-message", text(raw(priv, encode(priv, []byte("[]")))), wrongSign, "a message without hashing"),
		fault("signed_twice-hashed", text(raw(priv, encode(priv, digestInfo(string(digest[:]))))), wrongSign, "the digest was signed as if it were the message"),
		fault("signed_hex-of-digest", text(raw(priv, encode(priv, digestInfo(hex.EncodeToString(digest[:]))))), wrongSign, "the digest's hexadecimal text was signed"),
		fault("signed_other-key", text(raw(other, encode(other, digestInfo(documented)))), wrongSign, "another key of this size"),
		fault("signed_smaller-key", text(raw(small, encode(small, digestInfo(documented)))), wrongKeySize, "another key of another size"),
		fault("signed_bit-flipped", text(flipped), wrongSign, "one bit"),
	)
	for name, body := range map[string]string{"newline-added": documented + "\n", "unescaped": strings.ReplaceAll(documented, `\/`, "/"), "emptied": ""} {
		c := fault("signed_body-"+name, sign, wrongSign, "the body was changed after signing")
		c.Body = []byte(body)
		cases = append(cases, c)
	}
	sortByName(cases)
	return cases
}

// numbers are signatures that as numbers are out of the modulus's range, or
// open to themselves.
func numbers(v *signatures.Vectors) []signatures.Case {
	priv, sig, _ := good(v)
	text := func(n *big.Int) string {
		return base64.StdEncoding.EncodeToString(n.FillBytes(make([]byte, priv.Size())))
	}
	s, one := new(big.Int).SetBytes(sig), big.NewInt(1)
	all := new(big.Int).Sub(new(big.Int).Lsh(one, 2048), one)
	cases := []signatures.Case{
		fault("number_zero", text(new(big.Int)), wrongSign, "0 opens to 0 with any key"),
		fault("number_one", text(one), wrongSign, "1 opens to 1 with any key"),
		fault("number_modulus", text(priv.N), wrongSign, "the modulus is no signature"),
		fault("number_modulus-less-one", text(new(big.Int).Sub(priv.N, one)), wrongSign, "-1 opens to -1"),
		fault("number_modulus-and-one", text(new(big.Int).Add(priv.N, one)), wrongSign, "1 beyond the modulus"),
		fault("number_highest", text(all), wrongSign, "all bits"),
		fault("number_negated", text(new(big.Int).Sub(priv.N, s)), wrongSign, "the signature's negative"),
		fault("number_encoding-itself", text(new(big.Int).SetBytes(encode(priv, digestInfo(documented)))), wrongSign, "the padded digest, not yet signed"),
	}
	if beyond := new(big.Int).Add(s, priv.N); beyond.BitLen() <= 2048 {
		cases = append(cases, fault("number_signature-and-modulus", text(beyond), wrongSign, "the same residue beyond the modulus"))
	} else {
		wide := base64.StdEncoding.EncodeToString(beyond.Bytes())
		cases = append(cases, fault("number_signature-and-modulus", wide, wrongKeySize, "the same residue beyond the modulus, a byte longer"))
	}
	return cases
}

func broken(s string, width int, with string) string {
	var lines []string
	for len(s) > width {
		lines, s = append(lines, s[:width]), s[width:]
	}
	return strings.Join(append(lines, s), with)
}

func reversed(b []byte) []byte {
	r := make([]byte, len(b))
	for i, c := range b {
		r[len(b)-1-i] = c
	}
	return r
}
