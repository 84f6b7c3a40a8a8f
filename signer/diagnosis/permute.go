package diagnosis

import (
	"slices"
	"strings"
)

// orders is the number of orders of a base's members; 0 where there are more
// members than most, or too few.
func orders(b *base, most int) int {
	n := len(b.data.members)
	if n < 2 || n > most {
		return 0
	}
	count := 1
	for i := 2; i <= n; i++ {
		count *= i
	}
	return count
}

// An ending is what a step puts around a text, and what it makes of each piece of
// it, where it does nothing else.
type ending struct {
	before, behind string
	each           func(dst, piece []byte) []byte // nil: pieces stay as they are
	changes        []change
}

// of appends what becomes of a piece.
func (e *ending) of(dst, piece []byte) []byte {
	if e.each == nil {
		return append(dst, piece...)
	}
	return e.each(dst, piece)
}

// endings are the steps of a text that can be tried with every order: those that
// put something around it, and those that make each of its pieces another.
func endings(steps []taken, text []byte) []ending {
	var found []ending
	const probe = "{}"
	wraps := 0
	seen := map[string]bool{}
	for _, s := range steps {
		if s.each != nil {
			out, ok := s.apply(nil, text)
			if ok && !seen[string(out)] {
				seen[string(out)] = true
				around, _ := s.apply(nil, nil)
				half := len(around) / 2
				found = append(found, ending{string(around[:half]), string(around[half:]), s.each, []change{s.change}})
			}
			continue
		}
		if s.alone || s.cause != &trailingNewline && s.cause != &byteOrderMark && s.cause != &nestedWrapper {
			continue
		}
		out, ok := s.apply(nil, []byte(probe))
		before, behind, around := strings.Cut(string(out), probe)
		if wraps < 7 && ok && around {
			wraps++
			found = append(found, ending{before: before, behind: behind, changes: []change{s.change}})
		}
	}
	return found
}

// permuteAndSpoil tries what steps make of every order.
func (s *search) permuteAndSpoil(b *base, steps []taken) {
	members := slices.Clone(b.data.members)
	if orders(b, 8) == 0 {
		return
	}
	var from func(i int) bool
	from = func(i int) bool {
		if i == len(members) {
			if !s.compose(b, members, b.data.sent) {
				return true
			}
			if c := s.spoil(s.text, steps); c != nil {
				s.hit([]change{reordered(members)}, c)
			}
			return s.done()
		}
		for j := i; j < len(members); j++ {
			members[i], members[j] = members[j], members[i]
			if from(i + 1) {
				return true
			}
			members[i], members[j] = members[j], members[i]
		}
		return false
	}
	from(0)
}

func reordered(members []*member) change {
	return change{cause: &keyOrder, what: "What was signed has its fields in another order: " + names(members) + "."}
}

// permute tries every order of the members, edited or not, by a hand, with what
// stands around the text. Orders that begin alike share the state of the hash up
// to where they differ.
func (s *search) permute(b *base, h *hand, e *edit, around ending, most int) {
	members := b.data.members
	if h.sorts {
		return
	}
	if e != nil {
		list, ok := e.apply(nil, members)
		if !ok {
			return
		}
		members = list
	}
	if len(members) < 2 || len(members) > most {
		return
	}
	for i := range s.target.ways {
		if w := &s.target.ways[i]; w.hash != nil {
			p := permutation{search: s, data: b.data, hand: h, way: w, members: slices.Clone(members), around: around}
			p.run()
			if s.signed != nil {
				changes := append([]change{reordered(p.members)}, around.changes...)
				if e != nil {
					changes = append(changes, e.told()...)
				}
				s.changes = slices.Concat(b.changes, changes, h.changes)
			}
			if s.done() {
				return
			}
		}
	}
}

// A permutation goes through the orders of members, the first ones kept while
// the last ones change.
type permutation struct {
	*search
	data    *data
	hand    *hand
	way     *way
	members []*member
	around  ending
	comma   []byte
	pieces  [][]byte // what each member adds: a comma, and the member
	states  []checkpoint
	tail    []byte // what stands behind the last member
	end     []byte // a buffer for the last two members and the tail
}

func (p *permutation) run() {
	h, e := p.hand, &p.around
	p.comma = e.of(nil, []byte(h.comma))
	p.pieces = make([][]byte, len(p.members))
	for i, m := range p.members {
		fragment := p.data.fragment(m, h)
		if len(fragment) == 0 {
			return // left out, or not to be written
		}
		p.pieces[i] = e.of(slices.Clone(p.comma), fragment)
	}
	before, behind := p.data.before, p.data.behind
	if h.print != nil {
		before, behind = "", ""
	}
	p.tail = append(e.of(nil, []byte(h.closing+behind)), e.behind...)
	p.states = make([]checkpoint, len(p.members))
	p.way.write(p.way.start(), &p.states[0], e.of([]byte(e.before), []byte(before+h.open)))
	p.from(0)
}

// from tries every order of the members from i on; the state behind those
// before i is saved.
func (p *permutation) from(i int) bool {
	last := len(p.members) - 1
	for j := i; j <= last; j++ {
		p.swap(i, j)
		var found bool
		if i == last-1 {
			p.end = append(append(append(p.end[:0], p.piece(i)...), p.pieces[last]...), p.tail...)
			found = p.leaf(&p.states[i])
		} else {
			p.way.write(&p.states[i], &p.states[i+1], p.piece(i))
			found = p.from(i + 1)
		}
		if found || p.stopped {
			return true
		}
		p.swap(i, j)
	}
	return false
}

func (p *permutation) swap(i, j int) {
	p.members[i], p.members[j] = p.members[j], p.members[i]
	p.pieces[i], p.pieces[j] = p.pieces[j], p.pieces[i]
}

func (p *permutation) piece(i int) []byte {
	if i == 0 {
		return p.pieces[0][len(p.comma):]
	}
	return p.pieces[i]
}

// leaf looks whether a state and what is left are what was signed.
func (p *permutation) leaf(state *checkpoint) bool {
	p.target.tried++
	p.target.work += len(p.end)
	if p.way.end(state, p.end) {
		p.signed = append(p.around.of([]byte(p.around.before), p.data.compose(nil, p.members, p.hand)), p.around.behind...)
		p.target.found = p.way
		return true
	}
	p.look()
	return p.stopped
}

func names(members []*member) string {
	text := ""
	for i, m := range members {
		if i > 0 {
			text += ", "
		}
		text += shorten(m.name, 40)
	}
	return text
}
