package main

import (
	"encoding/asn1"
	"math/big"
)

// The structures of PKCS#8 and PBES2, as loose as encoding/asn1 has them.
type (
	algorithm struct {
		OID        asn1.ObjectIdentifier
		Parameters asn1.RawValue `asn1:"optional"`
	}
	encryptedKey struct {
		Algorithm algorithm
		Data      []byte
	}
	pbes2 struct{ KDF, Cipher algorithm }
	pbes1 struct {
		Salt  []byte
		Count *big.Int
	}
	pbkdf2 struct {
		Salt   []byte
		Count  *big.Int
		Length int       `asn1:"optional"`
		PRF    algorithm `asn1:"optional"`
	}
	scrypt struct {
		Salt    []byte
		N, R, P *big.Int
	}
	privateKey struct {
		Version    int
		Algorithm  algorithm
		Key        []byte
		Attributes asn1.RawValue `asn1:"optional"`
		Public     asn1.RawValue `asn1:"optional"`
	}
)

// parameters writes encrypted keys with one parameter changed, and plain ones
// with the optional parts of PKCS#8.
func parameters() {
	edit2 := func(name, base string, change func(*pbes2)) {
		var key encryptedKey
		var scheme pbes2
		unmarshal(block(base).Bytes, &key)
		unmarshal(key.Algorithm.Parameters.FullBytes, &scheme)
		change(&scheme)
		key.Algorithm.Parameters = raw(scheme)
		writePEM(name, "ENCRYPTED PRIVATE KEY", marshal(key))
	}
	editKDF := func(name string, change func(*pbkdf2)) {
		edit2(name, "pkcs8-pbkdf2-sha-256.pem", func(scheme *pbes2) {
			var kdf pbkdf2
			unmarshal(scheme.KDF.Parameters.FullBytes, &kdf)
			change(&kdf)
			scheme.KDF.Parameters = raw(kdf)
		})
	}
	editKDF("pkcs8-pbkdf2-key-length", func(kdf *pbkdf2) { kdf.Length = 32 })
	editKDF("damaged-pbkdf2-key-length", func(kdf *pbkdf2) { kdf.Length = 16 })
	editKDF("damaged-pbkdf2-salt", func(kdf *pbkdf2) { kdf.Salt[0] ^= 1 })
	editKDF("damaged-pbkdf2-no-iterations", func(kdf *pbkdf2) { kdf.Count = big.NewInt(0) })
	editKDF("damaged-pbkdf2-negative-iterations", func(kdf *pbkdf2) { kdf.Count = big.NewInt(-1) })
	editKDF("costly-pbkdf2-just-too-many", func(kdf *pbkdf2) { kdf.Count = big.NewInt(1_250_001) })
	editKDF("costly-pbkdf2-billions", func(kdf *pbkdf2) { kdf.Count = big.NewInt(1<<31 - 1) })
	editKDF("costly-pbkdf2-beyond-64-bits", func(kdf *pbkdf2) { kdf.Count = new(big.Int).Lsh(big.NewInt(1), 100) })
	editKDF("unsupported-pbkdf2-sha-512-256", func(kdf *pbkdf2) { kdf.PRF.OID = oid(1, 2, 840, 113549, 2, 13) })
	editKDF("unsupported-pbkdf2-sha3-256", func(kdf *pbkdf2) { kdf.PRF.OID = oid(2, 16, 840, 1, 101, 3, 4, 2, 14) })

	editCipher := func(name string, change func(*algorithm)) {
		edit2(name, "pkcs8-pbkdf2-sha-256.pem", func(scheme *pbes2) { change(&scheme.Cipher) })
	}
	editCipher("unsupported-pbes2-aes-256-gcm", func(c *algorithm) { c.OID = oid(2, 16, 840, 1, 101, 3, 4, 1, 46) })
	editCipher("unsupported-pbes2-unknown-cipher", func(c *algorithm) { c.OID = oid(1, 3, 6, 1, 4, 1, 99999, 1) })
	editCipher("damaged-pbes2-short-vector", func(c *algorithm) { c.Parameters = raw(make([]byte, 8)) })
	editCipher("damaged-pbes2-no-vector", func(c *algorithm) { c.Parameters = asn1.NullRawValue })
	edit2("unsupported-pbes2-unknown-kdf", "pkcs8-pbkdf2-sha-256.pem", func(scheme *pbes2) { scheme.KDF.OID = oid(1, 3, 6, 1, 4, 1, 99999, 2) })
	edit2("damaged-pbes2-no-kdf-parameters", "pkcs8-pbkdf2-sha-256.pem", func(scheme *pbes2) { scheme.KDF.Parameters = asn1.NullRawValue })

	editScrypt := func(name string, change func(*scrypt)) {
		edit2(name, "pkcs8-scrypt.pem", func(scheme *pbes2) {
			var kdf scrypt
			unmarshal(scheme.KDF.Parameters.FullBytes, &kdf)
			change(&kdf)
			scheme.KDF.Parameters = raw(kdf)
		})
	}
	editScrypt("costly-scrypt-memory", func(kdf *scrypt) { kdf.N = big.NewInt(1 << 30) })
	editScrypt("costly-scrypt-block-size", func(kdf *scrypt) { kdf.R = big.NewInt(1 << 29) })
	editScrypt("costly-scrypt-parallel", func(kdf *scrypt) { kdf.P = big.NewInt(1 << 29) })
	editScrypt("costly-scrypt-all", func(kdf *scrypt) {
		huge := new(big.Int).Lsh(big.NewInt(1), 62)
		kdf.N, kdf.R, kdf.P = huge, huge, huge
	})
	editScrypt("damaged-scrypt-no-power-of-two", func(kdf *scrypt) { kdf.N = big.NewInt(16383) })
	edit2("damaged-scrypt-no-parameters", "pkcs8-scrypt.pem", func(scheme *pbes2) { scheme.KDF.Parameters = raw(1) })

	for _, scheme := range []string{"md5-des", "sha1-3des"} {
		var key encryptedKey
		var p pbes1
		unmarshal(block("pkcs8-pbes1-"+scheme+".pem").Bytes, &key)
		unmarshal(key.Algorithm.Parameters.FullBytes, &p)
		p.Count = big.NewInt(1 << 40)
		key.Algorithm.Parameters = raw(p)
		writePEM("costly-pbes1-"+scheme, "ENCRYPTED PRIVATE KEY", marshal(key))
		key.Algorithm.Parameters = asn1.NullRawValue
		writePEM("damaged-pbes1-"+scheme+"-no-parameters", "ENCRYPTED PRIVATE KEY", marshal(key))
		key.Algorithm.OID = oid(1, 3, 6, 1, 4, 1, 99999, 3)
		writePEM("unsupported-unknown-scheme", "ENCRYPTED PRIVATE KEY", marshal(key))
	}

	var plain privateKey
	unmarshal(block("pkcs8-plain.pem").Bytes, &plain)
	plain.Attributes = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true}
	writePEM("pkcs8-attributes", "PRIVATE KEY", marshal(plain))
	plain.Version = 1
	plain.Public = asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 1, Bytes: append([]byte{0}, block("public-pkcs1.pem").Bytes...)}
	writePEM("pkcs8-public-key-inside", "PRIVATE KEY", marshal(plain))
	plain.Version = 2
	writePEM("damaged-pkcs8-version", "PRIVATE KEY", marshal(plain))
	plain.Version = 0
	plain.Algorithm.OID = oid(1, 2, 643, 7, 1, 1, 1, 1)
	writePEM("other-gost", "PRIVATE KEY", marshal(plain))
	plain.Algorithm.OID = oid(1, 3, 6, 1, 4, 1, 99999, 4)
	writePEM("other-unknown-algorithm", "PRIVATE KEY", marshal(plain))
}

// encryptedLength returns the length of what is encrypted.
func encryptedLength(der []byte) int {
	var key encryptedKey
	unmarshal(der, &key)
	return len(key.Data)
}

func oid(arcs ...int) asn1.ObjectIdentifier { return arcs }

func raw(value any) asn1.RawValue { return asn1.RawValue{FullBytes: marshal(value)} }

func marshal(value any) []byte { return must(asn1.Marshal(value)) }

func unmarshal(der []byte, into any) { must(asn1.Unmarshal(der, into)) }
