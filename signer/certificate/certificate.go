// Package certificate finds the private key, the password and the public key
// in what a merchant drops: the downloaded archive, a folder, or loose files.
package certificate

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
)

// File is a file with its path, or its bare name.
type File struct {
	Name string
	Data []byte
}

// Unzip returns the files of an archive.
func Unzip(data []byte) ([]File, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault.New("archive-corrupt", "This is not a readable zip archive.")
	}
	var files []File
	for _, entry := range archive.File {
		if entry.UncompressedSize64 > 1<<20 {
			return nil, fault.New("archive-too-large", "The archive holds more than any certificate does.")
		}
		r, err := entry.Open()
		if err != nil {
			return nil, fault.New("archive-corrupt", "The archive is damaged.")
		}
		content, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err != nil {
			return nil, fault.New("archive-corrupt", "The archive is damaged.")
		}
		files = append(files, File{entry.Name, content})
	}
	return files, nil
}

// Select picks the certificate called choice out of files; with an empty
// choice, the only one.
func Select(files []File, choice string) (key.Source, error) {
	var src key.Source
	for _, f := range files {
		switch strings.ToLower(path.Base(f.Name)) {
		case "private.pem":
			src.PrivateKey = f.Data
		case "public.pem":
			src.PublicKey = f.Data
		case "password.txt":
			src.Password = f.Data
		}
	}
	if src.PrivateKey == nil {
		return src, fault.New("archive-incomplete", "There is no private.pem.")
	}
	return src, nil
}
