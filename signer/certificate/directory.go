package certificate

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// The reading half of PKWARE's APPNOTE.TXT, as far as a certificate needs it:
// one disk, stored or deflated. archive/zip reads more, and writes, for a
// twenty-fifth of the size of the wasm.

// The records of an archive: their signatures and their sizes without what
// varies (APPNOTE 4.3.7, 4.3.12, 4.3.16).
const (
	localHeader     = "PK\x03\x04"
	localHeaderSize = 30
	fileHeader      = "PK\x01\x02"
	fileHeaderSize  = 46
	endRecord       = "PK\x05\x06"
	endRecordSize   = 22
	maxComment      = 1<<16 - 1
)

// The methods of compression that are read (APPNOTE 4.4.5).
const (
	stored   = 0
	deflated = 8
)

// An entry is a file as the archive's directory describes it; nothing of it is
// checked yet.
type entry struct {
	name         string
	encrypted    bool
	method       uint16
	checksum     uint32
	packed, size uint64
	offset       uint64
	archive      []byte // from where offsets count
}

var le = binary.LittleEndian

// readDirectory returns the entries of an archive, at most limit and one more;
// nil where there is no directory or it is malformed.
func readDirectory(data []byte, limit int) ([]entry, bool) {
	end := findEnd(data)
	if end < 0 {
		return nil, false
	}
	count := int(le.Uint16(data[end+10:]))
	size, offset := uint64(le.Uint32(data[end+12:])), uint64(le.Uint32(data[end+16:]))
	if size+offset > uint64(end) {
		return nil, false
	}
	// What stands before the archive, such as a program that unpacks it, may not be counted in its offsets.
	data = data[:end]
	if !bytes.HasPrefix(data[offset:], []byte(fileHeader)) {
		data = data[uint64(end)-size-offset:]
	}
	directory := data[offset:]
	entries := make([]entry, 0, min(count, limit+1))
	for range cap(entries) {
		e, rest, ok := readEntry(directory)
		if !ok {
			return nil, false
		}
		e.archive, directory = data, rest
		entries = append(entries, e)
	}
	return entries, true
}

// findEnd returns where the record at the end begins, which has a comment of
// any length behind it; -1 where there is none.
func findEnd(data []byte) int {
	for from := len(data); from >= endRecordSize; {
		at := bytes.LastIndex(data[:from], []byte(endRecord))
		if at < 0 || len(data)-at > endRecordSize+maxComment {
			return -1
		}
		if len(data)-at >= endRecordSize && len(data)-at-endRecordSize >= int(le.Uint16(data[at+20:])) {
			return at
		}
		from = at + len(endRecord) - 1
	}
	return -1
}

// readEntry reads a header of the directory, and returns what follows it.
func readEntry(directory []byte) (e entry, rest []byte, ok bool) {
	if len(directory) < fileHeaderSize || !bytes.HasPrefix(directory, []byte(fileHeader)) {
		return entry{}, nil, false
	}
	h := directory[:fileHeaderSize]
	name, extra, comment := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int(le.Uint16(h[32:]))
	rest = directory[fileHeaderSize:]
	if len(rest) < name+extra+comment {
		return entry{}, nil, false
	}
	e = entry{
		name:      string(rest[:name]),
		encrypted: le.Uint16(h[8:])&1 != 0,
		method:    le.Uint16(h[10:]),
		checksum:  le.Uint32(h[16:]),
		packed:    uint64(le.Uint32(h[20:])),
		size:      uint64(le.Uint32(h[24:])),
		offset:    uint64(le.Uint32(h[42:])),
	}
	e.readLarge(rest[name : name+extra])
	return e, rest[name+extra+comment:], true
}

// readLarge takes the numbers that do not fit their fields out of the extra
// field for them (APPNOTE 4.5.3), which some programs write for small files too.
func (e *entry) readLarge(extra []byte) {
	const zip64, tooLargeToFit = 1, 1<<32 - 1
	for len(extra) >= 4 {
		id, size := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return
		}
		numbers := extra[:size]
		extra = extra[size:]
		if id != zip64 {
			continue
		}
		for _, number := range []*uint64{&e.size, &e.packed, &e.offset} {
			if *number == tooLargeToFit && len(numbers) >= 8 {
				*number, numbers = le.Uint64(numbers), numbers[8:]
			}
		}
	}
}

// unpack returns the content; false where it is not what the header promises.
func (e *entry) unpack() ([]byte, bool) {
	packed, ok := e.content()
	if !ok {
		return nil, false
	}
	var r io.Reader = bytes.NewReader(packed)
	if e.method == deflated {
		r = flate.NewReader(r)
	}
	content := make([]byte, e.size)
	if _, err := io.ReadFull(r, content); err != nil {
		return nil, false
	}
	var more [1]byte
	if n, err := r.Read(more[:]); n > 0 || err != io.EOF {
		return nil, false
	}
	return content, crc32.ChecksumIEEE(content) == e.checksum
}

// content returns the packed bytes, which stand behind a header of their own.
func (e *entry) content() ([]byte, bool) {
	if e.offset > uint64(len(e.archive)) {
		return nil, false
	}
	local := e.archive[e.offset:]
	if len(local) < localHeaderSize || !bytes.HasPrefix(local, []byte(localHeader)) {
		return nil, false
	}
	skip := localHeaderSize + int(le.Uint16(local[26:])) + int(le.Uint16(local[28:]))
	if skip > len(local) || e.packed > uint64(len(local)-skip) {
		return nil, false
	}
	return local[skip:][:e.packed], true
}
