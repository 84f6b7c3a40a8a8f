package recipes

import (
	"fmt"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/mistakes"
)

// signing are the mistakes of hash, padding and key.
func signing() []single {
	const padded = "a DigestInfo that a lax verifier would take"
	list := []single{
		{language: "php", fault: "documented", verdict: mistakes.Valid, most: 4},
		{language: "node", fault: "documented", verdict: mistakes.Valid, key: "rsa-1024"},
		{language: "python", fault: "documented", verdict: mistakes.Valid, key: "rsa-3072"},
		{language: "java", fault: "documented", verdict: mistakes.Valid},
		{language: "go", fault: "documented", verdict: mistakes.Valid},
		{language: "ruby", fault: "documented", verdict: mistakes.Valid},
		{language: "shell", fault: "documented", verdict: mistakes.Valid},

		{causes: "hashed-twice", language: "php", fault: "sha1-hex", digest: "digest-hex:sha1", note: "openssl_sign(sha1($data))"},
		{causes: "hashed-twice", language: "php", fault: "sha1-HEX", digest: "digest-HEX:sha1"},
		{causes: "hashed-twice", language: "php", fault: "sha1-raw", digest: "digest-raw:sha1"},
		{causes: "hashed-twice", language: "php", fault: "sha1-base64", digest: "digest-base64:sha1"},
		{causes: "hashed-twice", language: "php", fault: "sha256-hex", digest: "digest-hex:sha256"},
		{causes: "hashed-twice", language: "php", fault: "md5-hex", digest: "digest-hex:md5", note: "openssl_sign(md5($data))"},
		{causes: "hashed-twice", language: "php", fault: "sha512-hex", digest: "digest-hex:sha512", most: 2},
		{causes: "hashed-twice", language: "node", fault: "sha1-hex", digest: "digest-hex:sha1", key: "rsa-1024"},
		{causes: "hashed-twice", language: "node", fault: "sha256-base64", digest: "digest-base64:sha256", most: 2},
		{causes: "hashed-twice", language: "node", fault: "sha1-raw", digest: "digest-raw:sha1", most: 2},
		{causes: "hashed-twice", language: "python", fault: "hexdigest", digest: "digest-hex:sha1"},
		{causes: "hashed-twice", language: "python", fault: "digest", digest: "digest-raw:sha1", note: "without Prehashed, sign hashes once more"},
		{causes: "hashed-twice", language: "python", fault: "sha256-digest", digest: "digest-raw:sha256", most: 2},
		{causes: "hashed-twice", language: "java", fault: "message-digest", digest: "digest-raw:SHA-1"},
		{causes: "hashed-twice", language: "java", fault: "md5-hex", digest: "digest-hex:MD5", most: 2},
		{causes: "hashed-twice", language: "go", fault: "sum", digest: "digest-raw:sha1"},
		{causes: "hashed-twice", language: "go", fault: "sum-HEX", digest: "digest-HEX:sha1", most: 2, note: `fmt.Sprintf("%X")`},
		{causes: "hashed-twice", language: "ruby", fault: "hexdigest", digest: "digest-hex:SHA1"},
		{causes: "hashed-twice", language: "shell", fault: "sha256sum", digest: "digest-hex:sha256", most: 2},
		{causes: "hashed-twice", language: "shell", fault: "sha1-binary", digest: "digest-raw:sha1", most: 2},

		{causes: "no-digest-info", language: "php", fault: "private-encrypt", sign: "digest-raw:sha1 | private-encrypt | base64", note: "openssl_private_encrypt(sha1($data, true))"},
		{causes: "no-digest-info", language: "node", fault: "private-encrypt", sign: "digest-raw:sha1 | private-encrypt | base64", key: "rsa-1024"},
		{causes: "no-digest-info", language: "go", fault: "hash-0", sign: "sign-unnamed:sha1 | base64", note: "rsa.SignPKCS1v15 with crypto.Hash(0)"},
		{causes: "no-digest-info", language: "java", fault: "cipher", sign: "digest-raw:SHA-1 | cipher | base64"},
		{causes: "no-digest-info", language: "java", fault: "none-with-rsa", sign: "digest-raw:SHA-1 | sign:BC/NONEwithRSA | base64"},
		{causes: "no-digest-info", language: "ruby", fault: "private-encrypt", sign: "digest-raw:SHA1 | private_encrypt | strict_encode64"},
		{causes: "no-digest-info", language: "shell", fault: "pkeyutl", sign: "digest-raw:sha1 | rsautl | base64-one-line", note: "openssl pkeyutl -sign without -pkeyopt digest:sha1"},
		{causes: "no-digest-info wrong-hash", language: "php", fault: "private-encrypt-sha256", sign: "digest-raw:sha256 | private-encrypt | base64", most: 2},
		{causes: "no-digest-info wrong-hash", language: "php", fault: "private-encrypt-md5", sign: "digest-raw:md5 | private-encrypt | base64", most: 2},
		{causes: "no-digest-info wrong-hash", language: "go", fault: "hash-0-sha256", sign: "sign-unnamed:sha256 | base64", most: 2},

		{causes: "raw-message", language: "php", fault: "private-encrypt-body", sign: "private-encrypt | base64", on: "status balance floats tenth"},
		{causes: "raw-message", language: "php", fault: "private-encrypt-body-3072", sign: "private-encrypt | base64", on: "documented payout marks", key: "rsa-3072"},
		{causes: "raw-message", language: "node", fault: "private-encrypt-body", sign: "private-encrypt | base64", on: "status balance whole"},
		{causes: "raw-message", language: "java", fault: "cipher-body", sign: "cipher | base64", on: "status floats wrapped"},
		{causes: "raw-message", language: "java", fault: "none-with-rsa-body", sign: "sign:BC/NONEwithRSA | base64", on: "status large balance"},
		{causes: "raw-message", language: "go", fault: "hash-0-body", sign: "sign-message | base64", on: "status text-amount"},
		{causes: "raw-message", language: "ruby", fault: "private-encrypt-body", sign: "private_encrypt | strict_encode64", on: "status one-null"},
		{causes: "raw-message", language: "shell", fault: "rsautl-body", sign: "rsautl | base64-one-line", on: "status balance"},
		{causes: "raw-message", language: "shell", fault: "rsautl-body-1024", sign: "rsautl | base64-one-line", on: "status balance", key: "rsa-1024"},

		{causes: "wrong-key", language: "php", fault: "other-certificate", key: "rsa-2048-other", public: "rsa-2048", unknown: true},
		{causes: "wrong-key", language: "node", fault: "other-certificate", key: "rsa-2048", public: "rsa-2048-other", unknown: true},
		{causes: "wrong-key", language: "go", fault: "other-certificate", key: "rsa-2048-other", public: "rsa-2048", others: "rsa-3072 rsa-1024", unknown: true, note: "none of the other keys either"},
		{causes: "wrong-key", language: "python", fault: "other-certificate-pss", sign: "sign-pss:sha1,20 | base64", key: "rsa-2048-other", public: "rsa-2048", unknown: true, random: true, most: 2},
		{causes: "wrong-key-known", language: "php", fault: "payout-certificate", key: "rsa-2048-other", public: "rsa-2048", others: "rsa-2048-other"},
		{causes: "wrong-key-known", language: "node", fault: "payout-certificate", key: "rsa-2048-other", public: "rsa-2048", others: "rsa-1024 rsa-2048-other"},
		{causes: "wrong-key-known", language: "java", fault: "smaller-certificate", key: "rsa-1024", public: "rsa-2048", others: "rsa-1024 rsa-3072"},
		{causes: "wrong-key-known", language: "python", fault: "larger-certificate", key: "rsa-3072", public: "rsa-2048", others: "rsa-2048-other rsa-3072"},
		{causes: "wrong-key-known wrong-hash", language: "node", fault: "payout-certificate-sha256", sign: "sign:sha256 | base64", key: "rsa-2048-other", public: "rsa-2048", others: "rsa-2048-other", most: 2},
		{causes: "wrong-key-size", language: "php", fault: "smaller-certificate", key: "rsa-1024", public: "rsa-2048", unknown: true},
		{causes: "wrong-key-size", language: "node", fault: "larger-certificate", key: "rsa-3072", public: "rsa-2048", unknown: true},
		{causes: "wrong-key-size", language: "go", fault: "larger-certificate", key: "rsa-2048", public: "rsa-1024", unknown: true},
		{causes: "wrong-key-size", language: "ruby", fault: "smaller-certificate", key: "rsa-2048", public: "rsa-3072", others: "rsa-1024", unknown: true, note: "none of the other keys either"},
	}
	for _, h := range []struct{ language, hash, sign string }{
		{"php", "sha256", "sign:sha256 | base64"}, {"php", "md5", "sign:md5 | base64"}, {"php", "sha512", "sign:sha512 | base64"}, {"php", "sha224", "sign:sha224 | base64"}, {"php", "sha384", "sign:sha384 | base64"}, {"php", "sha3-256", "sign:sha3-256 | base64"}, {"php", "ripemd160", "sign:ripemd160 | base64"},
		{"node", "sha256", "sign:sha256 | base64"}, {"node", "sha512", "sign:RSA-SHA512 | base64"},
		{"python", "sha256", "sign:sha256 | base64"}, {"python", "md5", "sign:md5 | base64"}, {"python", "sha3-256", "sign:sha3-256 | base64"},
		{"java", "sha256", "sign:SHA256withRSA | base64"}, {"java", "md5", "sign:MD5withRSA | base64"}, {"java", "sha384", "sign:SHA384withRSA | base64"},
		{"go", "sha256", "sign:sha256 | base64"}, {"go", "sha224", "sign:sha224 | base64"},
		{"ruby", "sha256", "sign:SHA256 | strict_encode64"}, {"ruby", "sha384", "sign:SHA384 | strict_encode64"},
		{"shell", "sha256", "sign:sha256 | base64-one-line"}, {"shell", "md5", "sign:md5 | base64-one-line"}, {"shell", "sha3-224", "sign:sha3-224 | base64-one-line"}, {"shell", "sha3-384", "sign:sha3-384 | base64-one-line"}, {"shell", "sha3-512", "sign:sha3-512 | base64-one-line"}, {"shell", "sha512", "sign:sha512 | base64-one-line"},
	} {
		s := single{causes: "wrong-hash", language: h.language, fault: h.hash, sign: h.sign}
		switch {
		case h.hash == "sha256":
			s.note = "as an earlier English version of AliKassa's documentation had it"
		case h.language == "shell":
			s.most = 2
		}
		list = append(list, s)
	}
	for _, p := range []struct{ language, hash, salt, sign string }{
		{"node", "sha1", "20", "sign-pss:sha1,20 | base64"}, {"node", "sha256", "32", "sign-pss:sha256,32 | base64"}, {"node", "sha1", "max", "sign-pss:sha1,-2 | base64"},
		{"python", "sha1", "max", "sign-pss:sha1,max | base64"}, {"python", "sha256", "max", "sign-pss:sha256,max | base64"}, {"python", "sha1", "20", "sign-pss:sha1,20 | base64"}, {"python", "sha512", "64", "sign-pss:sha512,64 | base64"}, {"python", "sha1", "0", "sign-pss:sha1,0 | base64"},
		{"java", "sha1", "20", "sign-pss:SHA-1,SHA-1,20 | base64"}, {"java", "sha256", "32", "sign-pss:SHA-256,SHA-256,32 | base64"}, {"java", "sha1-bc", "20", "sign:BC/SHA1withRSAandMGF1 | base64"},
		{"go", "sha1", "20", "sign-pss:sha1,20 | base64"}, {"go", "sha256", "auto", "sign-pss:sha256,0 | base64"},
		{"ruby", "sha256", "32", "sign_pss:SHA256,32 | strict_encode64"},
		{"shell", "sha1", "8", "sign-pss:sha1,8 | base64-one-line"}, {"shell", "sha1", "0", "sign-pss:sha1,0 | base64-one-line"},
	} {
		causes := "pss-padding"
		if p.hash != "sha1" && p.hash != "sha1-bc" {
			causes += " wrong-hash"
		}
		list = append(list, single{causes: causes, language: p.language, fault: fmt.Sprintf("pss-%s-salt-%s", p.hash, p.salt), sign: p.sign, random: p.salt != "0", most: 2})
	}
	for _, fault := range []string{
		"type-0", "type-2", "first-byte", "short-padding", "no-padding-bytes", "missing-separator", "separator-twice", "byte-changed", "byte-zero", "zeros",
		"garbage-after", "zero-after", "null-missing", "null-wrong", "null-twice", "null-as-sequence", "null-as-octets", "ber-length", "ber-inner-length",
		"ber-digest-length", "indefinite-length", "digest-short", "digest-long", "oid-sha256", "info-unpadded", "digest-unpadded", "info-left", "nothing",
	} {
		s := single{causes: "bad-padding", language: "python", fault: "forge-" + fault, sign: "forge:" + fault + " | base64", unknown: true, most: 2}
		switch fault {
		case "null-missing", "ber-length", "ber-inner-length":
			s.note = padded
		case "nothing", "oid-sha256", "digest-short", "digest-long", "ber-digest-length":
			s.verdict = mistakes.Unexplained // no digest is left to look for
		case "info-unpadded", "digest-unpadded":
			s.note = "no padding at all"
		}
		list = append(list, s)
	}
	return list
}
