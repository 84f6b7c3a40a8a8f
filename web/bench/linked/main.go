// Command linked is a Go program that does nothing either, but has linked what
// opening a key and signing need of the standard library: the least that the
// engine could take to start without code of its own.
package main

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		return
	}
	password := md5.Sum([]byte(os.Args[1]))
	block, err := aes.NewCipher(password[:])
	if err != nil {
		panic(err)
	}
	der := []byte(os.Args[2])
	cipher.NewCBCDecrypter(block, password[:]).CryptBlocks(der, der)
	key := &rsa.PrivateKey{}
	key.Precompute()
	digest := sha1.Sum(der)
	if _, err := rsa.SignPKCS1v15(nil, key, crypto.SHA1, digest[:]); err != nil {
		panic(err)
	}
}
