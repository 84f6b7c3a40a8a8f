package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"os"
	"path/filepath"
)

// writeArchives writes the archives whose headers lie about what follows.
func writeArchives() {
	zeros := make([]byte, 8<<20)
	bomb := deflate(zeros)
	key := read("pkcs1-aes-256-cbc.pem")
	packed := deflate(key)
	for name, header := range map[string]struct {
		zip.FileHeader
		data []byte
	}{
		"lying-smaller":   {zip.FileHeader{Method: zip.Deflate, UncompressedSize64: 1000, CRC32: crc32.ChecksumIEEE(zeros)}, bomb},
		"lying-smaller-1": {zip.FileHeader{Method: zip.Deflate, UncompressedSize64: uint64(len(key) - 1), CRC32: crc32.ChecksumIEEE(key)}, packed},
		"lying-larger":    {zip.FileHeader{Method: zip.Deflate, UncompressedSize64: uint64(len(key) + 1), CRC32: crc32.ChecksumIEEE(key)}, packed},
		"lying-terabytes": {zip.FileHeader{Method: zip.Deflate, UncompressedSize64: 1 << 42, CRC32: crc32.ChecksumIEEE(key)}, packed},
		"lying-checksum":  {zip.FileHeader{Method: zip.Deflate, UncompressedSize64: uint64(len(key)), CRC32: 1}, packed},
	} {
		header.Name = "private.pem"
		header.CompressedSize64 = uint64(len(header.data))
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		entry := must(w.CreateRaw(&header.FileHeader))
		must(entry.Write(header.data))
		check(w.Close())
		check(os.WriteFile(filepath.Join("archives", name+".zip"), out.Bytes(), 0o644))
	}
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w := must(flate.NewWriter(&out, flate.BestCompression))
	must(w.Write(data))
	check(w.Close())
	return out.Bytes()
}
