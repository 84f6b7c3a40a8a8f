package main

// A gap of so many zeros and more ends a segment. Go's linker does it from
// eight on, which makes tens of thousands of segments: more bytes when
// compressed, though fewer before.
const widestGap = 64

// A span is a part of the memory.
type span struct{ from, to int }

// image gives the memory as the data section fills it.
func (p *program) image() []byte {
	var image []byte
	r := &reader{data: p.data}
	r.vector(func() {
		if r.number() != 0 || r.byte() != opI32Const {
			panic(malformed("a data segment is not of its memory"))
		}
		from := int(r.signed())
		if r.byte() != opEnd {
			panic(malformed("a data segment begins at no constant"))
		}
		data := r.bytes(r.number())
		if from < 0 || from > 1<<30 {
			panic(malformed("a data segment is out of bounds"))
		}
		if more := from + len(data) - len(image); more > 0 {
			image = append(image, make([]byte, more)...)
		}
		copy(image[from:], data)
	})
	return image
}

// filled gives the spans of the image that are not zero.
func filled(image []byte) []span {
	var spans []span
	for i, b := range image {
		if b == 0 {
			continue
		}
		if n := len(spans); n > 0 && i-spans[n-1].to < widestGap {
			spans[n-1].to = i + 1
		} else {
			spans = append(spans, span{i, i + 1})
		}
	}
	return spans
}

// segments gives the content of a data section that fills the spans of a memory
// as they are in the image.
func segments(image []byte, spans []span) []byte {
	b := appendNumber(nil, len(spans))
	for _, s := range spans {
		b = appendSigned(append(b, 0, opI32Const), int32(s.from))
		b = appendSized(append(b, opEnd), image[s.from:s.to])
	}
	return b
}
