package key

import (
	encoding "encoding/asn1"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// reencrypt is the way out of any encryption that is not supported. The result
// opens everywhere, the documented Java and Go samples included. What is retired
// opens with the legacy provider only, which the rest does not mind.
const reencrypt = "Encrypt it anew, with OpenSSL 3: openssl rsa -provider legacy -provider default -aes256 -traditional -in private.pem -out private-new.pem"

// encryptionNames says in words which encryption an OID stands for, so that an
// error can name it.
var encryptionNames = []oidName{
	{"1.2.840.113549.1.5.1", "PBES1 with MD2 and DES"},
	{"1.2.840.113549.1.5.4", "PBES1 with MD2 and RC2"},
	{"1.2.840.113549.1.5.6", "PBES1 with MD5 and RC2"},
	{"1.2.840.113549.1.5.10", "PBES1 with SHA-1 and DES"},
	{"1.2.840.113549.1.5.11", "PBES1 with SHA-1 and RC2"},
	{"1.2.840.113549.1.12.1.1", "PBES1 with SHA-1 and RC4, 128 bits"},
	{"1.2.840.113549.1.12.1.2", "PBES1 with SHA-1 and RC4, 40 bits"},
	{"1.2.840.113549.1.12.1.4", "PBES1 with SHA-1 and Triple DES of two keys"},
	{"1.2.840.113549.1.12.1.5", "PBES1 with SHA-1 and RC2, 128 bits"},
	{"1.2.840.113549.1.12.1.6", "PBES1 with SHA-1 and RC2, 40 bits"},

	{"1.2.840.113549.2.6", "PBKDF2 with HMAC-MD5"},
	{"1.2.840.113549.2.12", "PBKDF2 with HMAC-SHA-512/224"},
	{"1.2.840.113549.2.13", "PBKDF2 with HMAC-SHA-512/256"},
	{"2.16.840.1.101.3.4.2.13", "PBKDF2 with HMAC-SHA3-224"},
	{"2.16.840.1.101.3.4.2.14", "PBKDF2 with HMAC-SHA3-256"},
	{"2.16.840.1.101.3.4.2.15", "PBKDF2 with HMAC-SHA3-384"},
	{"2.16.840.1.101.3.4.2.16", "PBKDF2 with HMAC-SHA3-512"},
	{"1.2.156.10197.1.401.2", "PBKDF2 with HMAC-SM3"},
	{"1.2.643.2.2.10", "PBKDF2 with HMAC-GOST R 34.11-94"},
	{"1.2.643.7.1.1.4.1", "PBKDF2 with HMAC-Streebog-256"},
	{"1.2.643.7.1.1.4.2", "PBKDF2 with HMAC-Streebog-512"},

	{"1.3.14.3.2.7", "DES-CBC"},
	{"1.2.840.113549.3.2", "RC2-CBC"},
	{"1.2.840.113549.3.4", "RC4"},
	{"1.2.840.113549.3.9", "RC5-CBC"},
	{"1.3.6.1.4.1.188.7.1.1.2", "IDEA-CBC"},
	{"1.3.6.1.4.1.3029.1.2", "Blowfish-CBC"},
	{"1.2.840.113533.7.66.10", "CAST5-CBC"},
	{"2.16.840.1.101.3.4.1.1", "AES-128-ECB"},
	{"2.16.840.1.101.3.4.1.3", "AES-128-OFB"},
	{"2.16.840.1.101.3.4.1.4", "AES-128-CFB"},
	{"2.16.840.1.101.3.4.1.6", "AES-128-GCM"},
	{"2.16.840.1.101.3.4.1.21", "AES-192-ECB"},
	{"2.16.840.1.101.3.4.1.23", "AES-192-OFB"},
	{"2.16.840.1.101.3.4.1.24", "AES-192-CFB"},
	{"2.16.840.1.101.3.4.1.26", "AES-192-GCM"},
	{"2.16.840.1.101.3.4.1.41", "AES-256-ECB"},
	{"2.16.840.1.101.3.4.1.43", "AES-256-OFB"},
	{"2.16.840.1.101.3.4.1.44", "AES-256-CFB"},
	{"2.16.840.1.101.3.4.1.46", "AES-256-GCM"},
	{"1.2.392.200011.61.1.1.1.2", "CAMELLIA-128-CBC"},
	{"1.2.392.200011.61.1.1.1.3", "CAMELLIA-192-CBC"},
	{"1.2.392.200011.61.1.1.1.4", "CAMELLIA-256-CBC"},
	{"1.2.410.200004.1.4", "SEED-CBC"},
	{"1.2.410.200046.1.1.2", "ARIA-128-CBC"},
	{"1.2.410.200046.1.1.7", "ARIA-192-CBC"},
	{"1.2.410.200046.1.1.12", "ARIA-256-CBC"},
	{"1.2.156.10197.1.104.2", "SM4-CBC"},
	{"1.2.643.2.2.21", "GOST 28147-89"},
}

// An oidName says in words what an OID stands for. Lists of them need nothing
// done when the program starts, as a map would.
type oidName struct{ oid, name string }

func nameOf(oid string, names []oidName) (name string, known bool) {
	for _, n := range names {
		if n.oid == oid {
			return n.name, true
		}
	}
	return "", false
}

// unsupportedOID names an encryption by what its OID stands for.
func unsupportedOID(oid encoding.ObjectIdentifier) *fault.Error {
	name, known := nameOf(oid.String(), encryptionNames)
	if !known {
		return unsupported("an algorithm of the OID " + oid.String())
	}
	return unsupported(name)
}

func unsupported(name string) *fault.Error {
	return fault.New("unsupported-encryption", "The private key is encrypted with "+shorten(name)+", which is not supported.").
		WithHint(reencrypt)
}

// shorten cuts a name that came out of a file to what a sentence can hold.
func shorten(name string) string {
	const most = 80 // of ASCII
	if len(name) > most {
		return name[:most] + "…"
	}
	return name
}
