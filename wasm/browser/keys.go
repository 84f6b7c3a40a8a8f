//go:build js && wasm && !doctor

package main

import (
	"github.com/alikassa-sign/alikassa-sign/signer/certificate"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/signature"
)

// opened are the keys that JavaScript holds a number for. Only one function
// runs at a time, so nothing guards them.
var opened = map[uint32]*key.Key{}

// openKey takes whether the private key is wanted as PKCS#8, the private key,
// the password and the public key.
func openKey(in fields) ([][]byte, error) {
	return hold(in.given(0), key.Source{PrivateKey: in.bytes(1), Password: in.bytes(2), PublicKey: in.bytes(3)})
}

// openArchive takes whether the private key is wanted as PKCS#8, the choice
// among several certificates, and the archive.
func openArchive(in fields) ([][]byte, error) {
	files, err := certificate.Unzip(in.bytes(2))
	if err != nil {
		return nil, err
	}
	defer wipe(files)
	source, err := certificate.Select(files, in.text(1))
	if err != nil {
		return nil, err
	}
	return hold(in.given(0), source)
}

// openFiles takes whether the private key is wanted as PKCS#8, the choice among
// several certificates, a password that stands in for the file, and then the
// name and the content of each file.
func openFiles(in fields) ([][]byte, error) {
	var files []certificate.File
	for i := 3; i+1 < len(in); i += 2 {
		files = append(files, certificate.File{Name: in.text(i), Data: in.bytes(i + 1)})
	}
	source, err := certificate.Select(files, in.text(1))
	if err != nil && source.PrivateKey == nil {
		return nil, err
	}
	// Where nothing but the password is missing, it is in the call, or opening
	// the key asks for it: a person can type it.
	if in.given(2) {
		source.Password = in.bytes(2)
	}
	return hold(in.given(0), source)
}

// hold opens the key and answers its number, what is known of it as JSON, and
// where it is wanted its PKCS#8.
func hold(export bool, source key.Source) ([][]byte, error) {
	k, err := key.Open(source)
	if err != nil {
		return nil, err
	}
	var pkcs8 []byte
	if export {
		pkcs8 = k.PKCS8()
	}
	numbers++
	opened[numbers] = k
	return [][]byte{number(numbers), writeInfo(nil, k.Info()), pkcs8}, nil
}

// sign takes a key's number and a body, and answers the signature.
func sign(in fields) ([][]byte, error) {
	k := opened[in.number(0)]
	if k == nil {
		return nil, fault.New("key-closed", "The key has been closed.").WithHint("Open the certificate again.")
	}
	private, err := k.Private()
	if err != nil {
		return nil, err
	}
	signed, err := signature.Sign(private, in.bytes(1))
	if err != nil {
		return nil, err
	}
	return [][]byte{signed}, nil
}

// forget takes a key's number, and overwrites the key.
func forget(in fields) ([][]byte, error) {
	n := in.number(0)
	if k := opened[n]; k != nil {
		delete(opened, n)
		k.Close()
	}
	return nil, nil
}

// wipe overwrites what was unpacked.
func wipe(files []certificate.File) {
	for _, file := range files {
		clear(file.Data)
	}
}
