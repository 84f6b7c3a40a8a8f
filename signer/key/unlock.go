package key

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// opened is a private key out of its container.
type opened struct {
	numbers   *numbers
	container string
	cipher    string
	kdf       string
	notes     []Note
}

func vectorSize(string) int { return 16 }

func decodeHex(text []byte) ([]byte, error) {
	out := make([]byte, len(text)/2)
	for i := range out {
		out[i] = digit(text[2*i])<<4 | digit(text[2*i+1])
	}
	if len(text)%2 != 0 {
		return nil, corrupt("The private key is damaged: its DEK-Info line is malformed.")
	}
	return out, nil
}

func digit(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return c|0x20 - 'a' + 10
}

func (b *pemBlock) open(password []byte) (*opened, error) {
	if !b.encrypted {
		n, container, err := parsePrivate(b.data)
		if err != nil {
			return nil, err
		}
		return &opened{numbers: n, container: container}, nil
	}
	if password == nil {
		return nil, fault.New("password-required", "The private key is encrypted, and no password was given.").
			WithHint("Add password.txt of the certificate.")
	}
	size := map[string]int{"AES-128-CBC": 16, "AES-192-CBC": 24, "AES-256-CBC": 32}[b.cipher]
	if size == 0 {
		return nil, fault.New("unsupported-encryption", "The private key is encrypted with "+b.cipher+", which is not supported.")
	}
	if len(b.iv) != 16 || len(b.data)%16 != 0 {
		return nil, corrupt("The private key is damaged: its length is not that of encrypted data.")
	}
	for _, candidate := range [][]byte{password, bytes.TrimRight(password, "\r\n")} {
		secret := bytesToKey(candidate, b.iv[:8], size)
		aesBlock, err := aes.NewCipher(secret)
		if err != nil {
			return nil, err
		}
		plain := make([]byte, len(b.data))
		cipher.NewCBCDecrypter(aesBlock, b.iv).CryptBlocks(plain, b.data)
		pad := int(plain[len(plain)-1])
		if pad < 1 || pad > 16 || !isPrivate(plain[:len(plain)-pad]) {
			continue
		}
		n, container, err := parsePrivate(plain[:len(plain)-pad])
		clear(plain)
		if err != nil {
			return nil, err
		}
		o := &opened{numbers: n, container: container, cipher: b.cipher, kdf: "EVP_BytesToKey-MD5"}
		if len(candidate) < len(password) {
			o.notes = []Note{{"password-trailing-newline", "password.txt ends with a line break. Node and Python trim it; PHP, Java and Go do not, and will say the password is wrong."}}
		}
		return o, nil
	}
	return nil, fault.New("wrong-password", "The password does not open the private key, or the file is damaged: this kind of encryption cannot tell which.").
		WithHint("Use password.txt from the same archive as private.pem.")
}

func bytesToKey(password, salt []byte, size int) []byte {
	var out, last []byte
	for len(out) < size {
		h := md5.New()
		h.Write(last)
		h.Write(password)
		h.Write(salt)
		last = h.Sum(nil)
		out = append(out, last...)
	}
	return out[:size]
}
