package key

import (
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A refusal names the thing, and where one can be made of it, the command that
// makes a private key.
func TestRefusalsSayWhatItIs(t *testing.T) {
	for _, row := range []struct{ file, kind, hint string }{
		{"public.pem", "a public key", "no private key can be made"},
		{"public-pkcs1.pem", "a public key", "no private key can be made"},
		{"public-certificate.pem", "a certificate", "no private key can be made"},
		{"other-request.pem", "a certificate request (CSR)", "no private key can be made"},
		{"other-pkcs7.pem", "a bundle of certificates", ""},
		{"other-openssh.pem", "an OpenSSH private key", "ssh-keygen -p -m PEM"},
		{"other-openssh-encrypted.pem", "an OpenSSH private key", "ssh-keygen -p -m PEM"},
		{"other-openssh-ed25519.pem", "an OpenSSH private key of another algorithm", ""},
		{"other-openssh-public.txt", "an OpenSSH public key", ""},
		{"other-openssh-ed25519-public.txt", "an OpenSSH public key of another algorithm", ""},
		{"other-ssh2-public.pem", "an SSH public key", ""},
		{"other-putty-2.ppk", "a PuTTY key", "puttygen private.ppk"},
		{"other-putty-3.ppk", "a PuTTY key", "puttygen private.ppk"},
		{"other-putty-ed25519.ppk", "a PuTTY key of another algorithm", ""},
		{"other-pkcs12.p12", "a PKCS#12 file", "openssl pkcs12"},
		{"other-java-key-store.pem", "a Java key store", "keytool"},
		{"other-pgp.pem", "a PGP private key", ""},
		{"other-ec.pem", "elliptic curve (EC)", ""},
		{"other-ec-pkcs8.pem", "elliptic curve (EC)", ""},
		{"other-ec-encrypted.pem", "elliptic curve (EC)", ""},
		{"other-ed25519.pem", "an Ed25519 key", ""},
		{"other-x25519.pem", "an X25519 key", ""},
		{"other-rsa-pss.pem", "an RSA-PSS key", ""},
		{"other-dsa.pem", "a DSA key", ""},
		{"other-dsa-pkcs8.pem", "a DSA key", ""},
		{"other-gost.pem", "a GOST R 34.10-2012 key", ""},
		{"other-unknown-algorithm.pem", "1.3.6.1.4.1.99999.4", ""},
		{"other-pkcs1.der", "a private key in binary", "openssl rsa -inform DER"},
		{"other-pkcs8.der", "a private key in binary", "openssl rsa -inform DER"},
		{"other-pkcs8-encrypted.der", "an encrypted private key in binary", "openssl rsa -inform DER"},
		{"other-public.der", "a public key in binary", ""},
		{"other-public-pkcs1.der", "a public key in binary", ""},
		{"other-certificate.der", "a certificate in binary", ""},
		{"other-request.der", "a certificate request (CSR) in binary", ""},
		{"other-ec.der", "another algorithm than RSA, in binary", ""},
		{"other-base64-only.txt", "without its BEGIN and END lines", ""},
		{"other-base64-twice.txt", "encoded as base64 once more", "openssl base64 -d"},
		{"other-nothing.pem", "an empty file", ""},
		{"other-web-page.pem", "a web page", ""},
		{"other-jwk.pem", "JSON", ""},
		{"other-words.pem", "no private key in this", ""},
		{"other-unknown-label.pem", "a PEM block of an unknown kind", ""},
		{"other-huge.pem", "more than 1,000 blocks", ""},
	} {
		t.Run(row.file, func(t *testing.T) {
			_, err := Open(Source{PrivateKey: keys.Read("vectors/" + row.file), Password: []byte("test-password")})
			require.Error(t, err)
			assert.Contains(t, err.Error(), row.kind)
			var f *fault.Error
			require.ErrorAs(t, err, &f)
			assert.Contains(t, f.Hint, row.hint)
		})
	}
}

func TestRecognise(t *testing.T) {
	for kind, files := range map[Kind][]string{
		None: {"other-nothing.pem", "other-words.pem", "other-web-page.pem", "other-jwk.pem", "other-unknown-label.pem", "other-huge.pem"},
		Private: {"pkcs1-plain.pem", "pkcs8-plain.pem", "paste-bag-attributes.pem", "paste-no-padding.pem",
			"damaged-plain-cut.pem", "label-pkcs1-as-pkcs8.pem"},
		EncryptedPrivate: {"pkcs1-aes-256-cbc.pem", "pkcs8-scrypt.pem", "paste-json.pem", "paste-public-first.pem", "paste-utf-16-le.pem",
			"paste-no-line-breaks.pem", "unsupported-dek-camellia.pem", "damaged-no-end.pem", "label-several-keys.pem"},
		Public: {"public.pem", "public-pkcs1.pem", "public-certificate.pem", "public-damaged.pem"},
		Unusable: {"other-openssh.pem", "other-ec.pem", "other-putty-3.ppk", "other-pkcs12.p12", "other-pkcs8.der",
			"other-public.der", "other-request.pem", "other-base64-only.txt", "other-base64-twice.txt"},
	} {
		for _, file := range files {
			assert.Equal(t, kind, Recognise(keys.Read("vectors/"+file)), file)
		}
	}
	assert.Equal(t, None, Recognise([]byte("-----END RSA PRIVATE KEY-----")))
}
