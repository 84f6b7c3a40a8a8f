// Package key opens the RSA private key of an AliKassa certificate and tells
// what it is.
//
// Most callers need [Open] alone: it takes the bytes of private.pem, of
// password.txt and of public.pem as they were found, and returns a [Key].
// [Key.Info] says how the key was stored and which of the usual programs would
// stumble over it; [Key.PKCS8] and [Key.Private] hand it to whoever signs.
//
// It promises: every failure is a *fault.Error whose code tells a wrong
// password from a damaged file where the format allows that; a key whose
// numbers contradict each other is never returned; what a file asks for in time
// and memory is bounded before any of it is spent; [Key.Close] overwrites the
// secret numbers.
package key

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// Source is what a certificate consists of, each part to the byte as its file
// has it.
type Source struct {
	PrivateKey []byte // private.pem
	Password   []byte // password.txt; nil when there is none
	PublicKey  []byte // public.pem; nil when there is none
}

// Info describes an opened key. Nothing in it is secret.
type Info struct {
	Bits             int    // length of the modulus
	Container        string // "pkcs1" or "pkcs8"
	Cipher           string // like "AES-256-CBC"; empty when the key is not encrypted
	KDF              string // like "PBKDF2-HMAC-SHA-256"; empty when the key is not encrypted
	PublicKeyPEM     string // SubjectPublicKeyInfo
	Fingerprint      string // SHA-256 of the SubjectPublicKeyInfo, lower-case hex
	MatchesPublicKey *bool  // whether Source.PublicKey belongs to the key; nil when that is not known
	Notes            []Note
}

// Key is an opened private key. Its methods may be called from several
// goroutines, but Close only once no signature is being computed.
type Key struct {
	info   Info
	public rsa.PublicKey

	mu      sync.Mutex
	numbers *numbers        // nil once closed
	private *rsa.PrivateKey // nil until Private is called
}

// Open reads the private key in src.
//
// Its codes: password-required, wrong-password, not-pem, not-private-key,
// not-rsa, weak-key, corrupt-key, unsupported-encryption. What it takes is
// mostly what the encryption asks for; see the limits there.
func Open(src Source) (*Key, error) {
	block, notes, err := privateBlock(src.PrivateKey)
	if err != nil {
		return nil, err
	}
	opened, err := block.open(src.Password)
	if err != nil {
		return nil, err
	}
	if err := opened.numbers.check(); err != nil {
		opened.numbers.wipe()
		return nil, err
	}

	k := &Key{
		numbers: opened.numbers,
		public:  rsa.PublicKey{N: opened.numbers.n, E: opened.numbers.e},
	}
	spki := encodePublic(k.public.N, k.public.E)
	digest := sha256.Sum256(spki)
	k.info = Info{
		Bits:         k.public.N.BitLen(),
		Container:    opened.container,
		Cipher:       opened.cipher,
		KDF:          opened.kdf,
		PublicKeyPEM: encodePEM("PUBLIC KEY", spki),
		Fingerprint:  hex.EncodeToString(digest[:]),
	}
	k.info.Notes = append(notes, opened.notes...)
	k.info.Notes = append(k.info.Notes, k.info.containerNotes()...)
	k.comparePublic(src.PublicKey)
	return k, nil
}

// Info tells what was found out while the key was opened. It outlives Close.
func (k *Key) Info() Info { return k.info }

// PKCS8 returns the key as an unencrypted PrivateKeyInfo in DER (RFC 5208), as
// WebCrypto's importKey takes it. The caller wipes it. It is nil once the key
// is closed.
func (k *Key) PKCS8() []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.numbers == nil {
		return nil
	}
	return k.numbers.encodePKCS8()
}

// Private returns the key for crypto/rsa, precomputed on the first call. It is
// not to be used after Close. Its codes: key-closed, corrupt-key.
//
// That the two primes are primes is not known: verify what it signs.
func (k *Key) Private() (*rsa.PrivateKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.numbers == nil {
		return nil, fault.New("key-closed", "The key was closed.").WithHint("Open the certificate again.")
	}
	if k.private == nil {
		private, err := k.numbers.private(&k.public)
		if err != nil {
			return nil, err
		}
		k.private = private
	}
	return k.private, nil
}

// Close overwrites the secret numbers and forgets them. What crypto/rsa
// precomputed for [Key.Private] is out of reach and left to the garbage
// collector. Closing twice is harmless.
func (k *Key) Close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.numbers == nil {
		return
	}
	k.numbers.wipe() // k.private shares its numbers
	k.numbers, k.private = nil, nil
}

// comparePublic notes whether the public key that came along belongs to k.
func (k *Key) comparePublic(text []byte) {
	if isBlank(text) {
		return
	}
	public, err := ParsePublic(text)
	if err != nil {
		k.info.Notes = append(k.info.Notes, noteUnreadablePublicKey)
		return
	}
	matches := k.public.Equal(public)
	k.info.MatchesPublicKey = &matches
	if !matches {
		k.info.Notes = append(k.info.Notes, notePublicKeyMismatch)
	}
}
