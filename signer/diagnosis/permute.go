package diagnosis

import "slices"

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

// permute tries every order of the members, edited or not, by a hand. Orders
// that begin alike share the state of the hash up to where they differ.
func (s *search) permute(b *base, h *hand, e *edit, most int) {
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
			p := permutation{search: s, data: b.data, hand: h, way: w, members: slices.Clone(members)}
			p.run()
			if s.signed != nil {
				changes := []change{{cause: &keyOrder, what: "What was signed has its fields in another order: " + names(p.members) + "."}}
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
	pieces  [][]byte // what each member adds: a comma, and the member
	states  []checkpoint
	tail    []byte // what stands behind the last member
	end     []byte // a buffer for the last two members and the tail
}

func (p *permutation) run() {
	p.pieces = make([][]byte, len(p.members))
	for i, m := range p.members {
		fragment := p.data.fragment(m, p.hand)
		if fragment == nil {
			return
		}
		p.pieces[i] = append([]byte(p.hand.comma), fragment...)
	}
	p.tail = []byte(p.hand.closing + p.data.behind)
	p.states = make([]checkpoint, len(p.members))
	p.way.write(p.way.start(), &p.states[0], []byte(p.data.before+p.hand.open))
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
		return p.pieces[0][len(p.hand.comma):]
	}
	return p.pieces[i]
}

// leaf looks whether a state and what is left are what was signed.
func (p *permutation) leaf(state *checkpoint) bool {
	p.target.tried++
	p.target.work += len(p.end)
	if p.way.end(state, p.end) {
		p.signed = p.data.compose(nil, p.members, p.hand)
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
