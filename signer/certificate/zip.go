package certificate

import (
	"bytes"
	"path"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

// Limits of an archive. A certificate has three files of 4 KB together; these
// leave room for several, and for what was packed along.
const (
	maxArchive = 16 << 20 // bytes, packed
	maxEntries = 1000
	maxFile    = 1 << 20  // bytes, unpacked
	maxTotal   = 8 << 20  // bytes, unpacked, of all archives together
	maxName    = 1024     // bytes, of a file with its folders
	maxRatio   = 100      // unpacked to packed, of files over smallFile; keys and passwords hardly shrink
	smallFile  = 64 << 10 // bytes
)

// budget is what is left to spend on archives. Its zero value is all of it.
type budget struct {
	entries int
	bytes   uint64
}

// Unzip returns the files of an archive, without the companions that systems
// add (__MACOSX, .DS_Store, Thumbs.db) and without folders.
//
// Its codes: archive-corrupt, which says what is wrong or what it is instead;
// archive-too-large, before memory is taken; unsupported-encryption for an
// archive with a password of its own.
func Unzip(data []byte) ([]File, error) {
	return unzip(data, new(budget))
}

func unzip(data []byte, spent *budget) ([]File, error) {
	if len(data) > maxArchive {
		return nil, tooLarge("it is larger than 16 MiB")
	}
	directory, ok := readDirectory(data, maxEntries)
	if !ok {
		return nil, notZip(data)
	}
	if spent.entries += len(directory); spent.entries > maxEntries {
		return nil, tooLarge("it has more than 1,000 files")
	}
	var entries []*entry
	for i := range directory {
		e := &directory[i]
		if len(e.name) > maxName {
			return nil, tooLarge("it has a file with a name of more than 1,024 bytes")
		}
		if ignored(e.name) {
			continue
		}
		if err := spent.admit(e); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		content, ok := e.unpack()
		if !ok {
			return nil, damaged(e)
		}
		files = append(files, File{cleanPath(e.name), content})
	}
	return files, nil
}

// admit checks by its header whether an entry may be unpacked.
func (b *budget) admit(e *entry) error {
	switch {
	case e.encrypted:
		return fault.New("unsupported-encryption", "The archive is protected with a password of its own, which is not supported.").
			WithHint("Unpack it with its password, and choose the files.")
	case e.method != stored && e.method != deflated:
		return fault.New("archive-corrupt", "The archive is compressed in a way that is not supported.").
			WithHint("Unpack it, and choose the files.")
	case e.size > maxFile:
		return tooLarge("it has a file of more than 1 MiB")
	case e.size > smallFile && e.size/maxRatio > e.packed:
		return tooLarge("it has a file that was packed more than a hundredfold")
	}
	if b.bytes += e.size; b.bytes > maxTotal {
		return tooLarge("its files have more than 8 MiB together")
	}
	return nil
}

// otherFormats lists what is mistaken for a zip archive, by its first bytes.
var otherFormats = []struct{ magic, kind string }{
	{"Rar!", "a RAR archive"},
	{"7z\xbc\xaf", "a 7-Zip archive"},
	{"\x1f\x8b", "a gzip file"},
	{"BZh", "a bzip2 file"},
	{"\xfd7zXZ", "an xz file"},
	{"-----BEGIN", "a PEM file"},
	{"%PDF", "a PDF document"},
	{"<", "a web page"},
	{"{", "a JSON text"},
}

// notZip says what a file is that no zip archive can be read from.
func notZip(data []byte) error {
	const again = "Download the certificate again."
	if bytes.HasPrefix(data, []byte("PK")) {
		return fault.New("archive-corrupt", "The archive is damaged or cut off: its list of files is missing or malformed.").WithHint(again)
	}
	start := strings.TrimLeft(string(data[:min(len(data), 64)]), "\ufeff \t\r\n")
	if start == "" {
		return fault.New("archive-corrupt", "The file is empty, not a zip archive.").WithHint(again)
	}
	for _, format := range otherFormats {
		if strings.HasPrefix(start, format.magic) {
			return fault.New("archive-corrupt", "This is "+format.kind+", not a zip archive.").
				WithHint("Choose the archive that was downloaded from AliKassa, or its files unpacked.")
		}
	}
	return fault.New("archive-corrupt", "This is not a zip archive.").
		WithHint("Choose the archive that was downloaded from AliKassa, or its files unpacked.")
}

// isZip recognises an archive among loose files. One that is so by its name
// alone is an archive too: a damaged one.
func isZip(name string, data []byte) bool {
	return strings.EqualFold(path.Ext(name), ".zip") || bytes.HasPrefix(data, []byte(localHeader)) || bytes.HasPrefix(data, []byte(endRecord))
}

func damaged(e *entry) *fault.Error {
	return fault.New("archive-corrupt", "The archive is damaged: "+cleanPath(e.name)+" cannot be unpacked.").
		WithHint("Download the certificate again.")
}

func tooLarge(why string) *fault.Error {
	return fault.New("archive-too-large", "This is not the archive of a certificate: "+why+".").
		WithHint("Choose the archive that was downloaded from AliKassa.")
}
