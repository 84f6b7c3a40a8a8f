package key

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"strings"
)

// blockCipher is a cipher in CBC mode, the only mode in which private keys in
// PEM are encrypted in practice.
type blockCipher struct {
	name      string // as DEK-Info spells it
	oid       string // in PBES2 (RFC 8018, B.2; NIST's AES arc); empty where PBES2 is not known to use it
	keySize   int
	blockSize int
	retired   bool // OpenSSL 3 opens it with its legacy provider only
	new       func(key []byte) (cipher.Block, error)
}

// ciphers lists what is supported.
var ciphers = []*blockCipher{
	{"DES-CBC", "", 8, des.BlockSize, true, des.NewCipher},
	{"DES-EDE3-CBC", "1.2.840.113549.3.7", 24, des.BlockSize, false, des.NewTripleDESCipher},
	{"AES-128-CBC", "2.16.840.1.101.3.4.1.2", 16, aes.BlockSize, false, aes.NewCipher},
	{"AES-192-CBC", "2.16.840.1.101.3.4.1.22", 24, aes.BlockSize, false, aes.NewCipher},
	{"AES-256-CBC", "2.16.840.1.101.3.4.1.42", 32, aes.BlockSize, false, aes.NewCipher},
}

// cipherByName finds the cipher of a DEK-Info line; nil for an unsupported one.
func cipherByName(name string) *blockCipher {
	for _, c := range ciphers {
		if strings.EqualFold(c.name, name) {
			return c
		}
	}
	return nil
}

// cipherByOID finds the cipher of a PBES2 scheme; nil for an unsupported one.
func cipherByOID(oid string) *blockCipher {
	for _, c := range ciphers {
		if c.oid == oid {
			return c
		}
	}
	return nil
}

// decrypt returns data decrypted, its padding still on.
func (c *blockCipher) decrypt(key, iv, data []byte) ([]byte, error) {
	block, err := c.new(key)
	if err != nil {
		return nil, err
	}
	padded := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(padded, data)
	return padded, nil
}

// unpad takes the padding of PKCS#7 off (RFC 5652, 6.3). It need not take
// constant time: whoever could measure it holds the key already.
func unpad(padded []byte, blockSize int) ([]byte, bool) {
	if len(padded) == 0 {
		return nil, false
	}
	n := int(padded[len(padded)-1])
	if n < 1 || n > blockSize || n > len(padded) {
		return nil, false
	}
	for _, c := range padded[len(padded)-n:] {
		if int(c) != n {
			return nil, false
		}
	}
	return padded[:len(padded)-n], true
}
