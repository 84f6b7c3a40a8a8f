package main

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// A pclntab is what the runtime knows of functions, to walk their stacks and to
// tell them. The forms are those of runtime.pcHeader and runtime._func of Go
// 1.20 to 1.26; whether this Go writes them so is checked for each function.
//
// The runtime looks a function up where it stands on a stack, which is once it
// was entered: what is said of the rest's can come with the rest. Two cases are
// apart. The functions named by onEveryStack are never entered. And a goroutine
// that has not begun has a function on its stack that was not: only those of
// afterAll look at the stacks of others, so that they are the rest's, whatever
// was entered. Besides, newproc1 asks of every function that becomes a goroutine
// whether it is the runtime's own: of one in a rest that has not come it takes
// that it is not, which miscounts a number that tells nobody here anything.
type pclntab struct {
	at        int    // where in the memory it is
	image     []byte // of the memory from there on
	units     span   // of the names of files, which traces alone tell
	pcs       span   // of the tables by program counter
	data      int    // where the data of functions is, such as the maps of their stacks
	functions []described
}

// A described is where in the table a function is described.
type described struct {
	name  span
	spans []span // the rest of it, but the data
	lines span   // where its tables of files and lines are said
	datas []int  // the offsets of the data
}

var (
	magic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

	onEveryStack = []string{"runtime.goexit", "runtime.systemstack_switch"}
	afterAll     = []string{"runtime.scanstack", "runtime.tracebacksomeothers"}
)

// Where the parts of a runtime._func are.
const (
	nameAt      = 4  // its name
	stackAt     = 16 // its table of stack sizes
	linesAt     = 20 // its tables of files and of lines: two words
	countAt     = 28 // how many more tables there are
	dataCountAt = 43 // how many data there are, in a byte
	tablesAt    = 44 // more tables, and the data after them

	noData = 1<<32 - 1
)

// readPclntab reads the table; firstEntry is where in the program's table the
// first function is. It is nil where this Go describes functions in another form.
func readPclntab(image []byte, firstEntry int) (t *pclntab) {
	defer func() {
		if cause := recover(); cause != nil {
			if _, is := cause.(malformed); !is {
				panic(cause)
			}
			t = nil
		}
	}()
	at := bytes.Index(image, magic)
	if at < 0 || bytes.Contains(image[at+1:], magic) {
		return nil
	}
	t = &pclntab{at: at, image: image[at:]}
	count, names, funcs := t.long(8), t.long(32), t.long(64)
	t.units = span{t.long(40), t.long(56)}
	t.pcs = span{t.long(56), funcs}
	t.data = dataOf(image, at) - at
	next := funcs + 8*count + 4
	for i := range count {
		entry, from := t.word(funcs+8*i), funcs+t.word(funcs+8*i+4)
		if entry != firstEntry+i || t.word(from) != entry || from != (next+7)&^7 {
			return nil
		}
		tables, datas := t.word(from+countAt), int(t.image[from+dataCountAt])
		next = from + tablesAt + 4*(tables+datas)
		t.word(next)
		d := described{
			name:  t.name(names + t.word(from+nameAt)),
			lines: span{from + linesAt, from + countAt},
			spans: []span{{funcs + 8*i + 4, funcs + 8*i + 8}, {from, next}, t.table(t.word(from + stackAt))},
		}
		for j := range tables {
			d.spans = append(d.spans, t.table(t.word(from+tablesAt+4*j)))
		}
		for j := range datas {
			if offset := t.word(from + tablesAt + 4*(tables+j)); offset != noData {
				t.word(t.data + offset)
				d.datas = append(d.datas, offset)
			}
		}
		t.functions = append(t.functions, d)
	}
	if t.data < next || t.data > next+64 {
		return nil
	}
	return t
}

// dataOf gives where in the memory the data of functions is. The runtime has it
// from runtime.moduledata, which begins with where the table is.
func dataOf(image []byte, at int) int {
	const place = 8 * 40
	table := binary.LittleEndian.AppendUint64(nil, uint64(at))
	for from := 0; ; from++ {
		found := bytes.Index(image[from:], table)
		if from += found; found < 0 || from > len(image)-place-8 {
			panic(malformed("it has no module data"))
		}
		if from%8 == 0 {
			return int(binary.LittleEndian.Uint32(image[from+place:]))
		}
	}
}

// named tells whether the function has one of the names.
func (t *pclntab) named(function int, names []string) bool {
	name := t.functions[function].name
	return slices.Contains(names, string(t.image[name.from:name.to]))
}

// divide takes out of the image what traces alone have use for, and gives the
// spans of the memory that tell of the rest's functions and of no other.
func (t *pclntab) divide(isFirst []bool) []span {
	const ofRest, ofFirst = 1, 2
	tellsOf := make([]byte, len(t.image))
	data := map[int]byte{}
	for i, d := range t.functions {
		of := byte(ofRest)
		if isFirst[i] || t.named(i, onEveryStack) {
			of = ofFirst
		}
		for _, s := range append(d.spans, d.name) {
			for b := s.from; b < s.to; b++ {
				tellsOf[b] |= of
			}
		}
		for _, offset := range d.datas {
			data[offset] |= of
		}
		clear(t.image[d.lines.from:d.lines.to])
	}
	// Each of the data goes on to where the next begins; of the last it is not known.
	offsets := slices.Sorted(maps.Keys(data))
	for i, offset := range offsets[:max(0, len(offsets)-1)] {
		for b := offset; b < offsets[i+1]; b++ {
			tellsOf[t.data+b] |= data[offset]
		}
	}
	clear(t.image[t.units.from:t.units.to])
	for b := t.pcs.from; b < t.pcs.to; b++ {
		if tellsOf[b] == 0 {
			t.image[b] = 0
		}
	}
	var late []span
	for i, of := range tellsOf {
		if of != ofRest {
			continue
		}
		if n := len(late); n > 0 && late[n-1].to == t.at+i {
			late[n-1].to++
		} else {
			late = append(late, span{t.at + i, t.at + i + 1})
		}
	}
	return late
}

func (t *pclntab) name(from int) span {
	if from > t.pcs.from {
		panic(malformed("a name is not among the names"))
	}
	return span{from, from + max(0, bytes.IndexByte(t.image[from:], 0))}
}

// table gives where the table at that offset begins and ends: it has pairs of
// numbers, of which the first is not zero but in the first pair, and then a zero.
func (t *pclntab) table(offset int) span {
	if offset == 0 {
		return span{} // there is none
	}
	from := t.pcs.from + offset
	if from >= t.pcs.to {
		panic(malformed("a table is not among the tables"))
	}
	r := &reader{data: t.image[from:t.pcs.to]}
	r.number()
	r.number()
	for r.number() != 0 {
		r.number()
	}
	return span{from, t.pcs.to - len(r.data)}
}

func (t *pclntab) word(at int) int {
	if at < 0 || at > len(t.image)-4 {
		panic(malformed("its table of functions leads out of the memory"))
	}
	return int(binary.LittleEndian.Uint32(t.image[at:]))
}

func (t *pclntab) long(at int) int {
	if t.word(at+4) != 0 || t.word(at) > len(t.image) {
		panic(malformed("its table of functions is too long"))
	}
	return t.word(at)
}
