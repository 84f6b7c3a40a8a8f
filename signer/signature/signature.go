// Package signature makes and verifies AliKassa's Sign: RSASSA-PKCS1-v1_5 with
// SHA-1 (RFC 8017, section 8.2) over the exact bytes of the body, in standard
// base64 on one line.
//
// Start with [Sign], whose base64 is the header's text; [Verify] answers yes
// or no, strictly. The same key and body always give the same signature, and
// none is handed out that does not verify.
//
// SHA-1 is AliKassa's choice and cannot be replaced by one side. Its known
// weakness is collisions: whoever may choose both of two texts can make them
// share a digest (SHAttered, 2017). That helps nobody here, since merchants
// sign bodies that they wrote themselves, and forging a Sign for another body
// needs a second preimage, for which no attack better than trying 2^160 bodies
// is known. It would become a risk if a merchant signed long stretches of
// somebody else's bytes, such as a whole body made by a customer: the customer
// could then have one body signed and send its twin. So sign only what your
// own program composes.
package signature

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// minBits is the smallest modulus that is signed with or verified against;
// below it, factoring is a matter of hours.
const minBits = 1024

// Sign returns the signature of the body, as long as the modulus. It draws no
// random numbers. Faults: "weak-key" under 1024 bits, "corrupt-key" where the
// key's numbers do not fit together, so that they give no signature that the
// public key verifies.
func Sign(priv *rsa.PrivateKey, body []byte) ([]byte, error) {
	if bits := priv.N.BitLen(); bits < minBits {
		return nil, weak(bits)
	}
	digest := sha1.Sum(body)
	sig, err := rsa.SignPKCS1v15(nil, priv, crypto.SHA1, digest[:])
	if err == nil {
		err = rsa.VerifyPKCS1v15(&priv.PublicKey, crypto.SHA1, digest[:], sig)
	}
	if err != nil {
		return nil, fault.New("corrupt-key", "The private key's numbers do not fit together: it gives no signature that its public key verifies.").
			WithHint("Download the certificate again.")
	}
	return sig, nil
}

// Verify reports whether sign, the text of a Sign header, is the signature of
// the body by the owner of the public key. Where it is not, the reason is a
// sentence. [Check] says it with a code.
func Verify(pub *rsa.PublicKey, body []byte, sign string) (reason string, ok bool) {
	if err := Check(pub, body, sign); err != nil {
		return err.Error(), false
	}
	return "", true
}

// Check returns nil where sign is the signature of the body. It is strict: the
// text is standard base64 with its padding and nothing around it, the
// signature is exactly as long as the modulus and below it, and what it opens
// to is the one encoding of the body's SHA-1 (RFC 8017, section 9.2), to the
// byte. Faults: "sign-empty", "sign-not-base64", "wrong-key-size",
// "weak-key", "wrong-sign".
func Check(pub *rsa.PublicKey, body []byte, sign string) error {
	sig, err := decode(sign)
	if err != nil {
		return err
	}
	return CheckBytes(pub, body, sig)
}

// CheckBytes is [Check] for a signature that is not base64 text.
func CheckBytes(pub *rsa.PublicKey, body, sig []byte) error {
	if bits := pub.N.BitLen(); bits < minBits {
		return weak(bits)
	}
	if size := pub.Size(); len(sig) != size {
		return fault.New("wrong-key-size", "The signature has "+strconv.Itoa(len(sig))+" bytes; this key's signatures have "+strconv.Itoa(size)+".").
			WithHint("It is cut, or made with another key.")
	}
	digest := sha1.Sum(body)
	if rsa.VerifyPKCS1v15(pub, crypto.SHA1, digest[:], sig) != nil {
		return fault.New("wrong-sign", "The signature is not this key's over these bytes with SHA-1.").
			WithHint("Sign the very bytes that are sent, with SHA-1 and this certificate's private key.")
	}
	return nil
}

func weak(bits int) error {
	return fault.New("weak-key", "The key has "+strconv.Itoa(bits)+" bits; at least "+strconv.Itoa(minBits)+" are needed.").
		WithHint("Generate a new certificate at AliKassa.")
}
