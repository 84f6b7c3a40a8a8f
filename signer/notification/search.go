package notification

import "bytes"

// maxHashed bounds the bytes that a search composes, those of texts that come to
// nothing too: some tenths of a second in a browser.
const maxHashed = 16 << 20

// A search looks for the fields and the form that have a digest, the fewest
// mistakes first.
type search struct {
	hash   *hash
	digest []byte
	left   int // bytes that may still be composed
	tried  int

	form   *Form
	causes []hit
}

// A hit is a mistake that was made.
type hit struct {
	cause *cause
	variant
}

func (s *search) run(members []member) bool {
	if s.try(members, forms) || s.try(members, unlisted) {
		return true
	}
	type reading struct {
		hit
		composed bool
	}
	var single []reading
	for _, list := range [][]cause{carried, composed} {
		for i := range list {
			for _, v := range list[i].vary(members) {
				single = append(single, reading{hit{&list[i], v}, &list[0] == &composed[0]})
			}
		}
	}
	for i := range single {
		if s.try(single[i].members, forms) {
			s.causes = []hit{single[i].hit}
			return true
		}
	}
	for i := range single {
		if single[i].composed {
			break
		}
		if s.try(single[i].members, unlisted) {
			s.causes = []hit{single[i].hit}
			return true
		}
		for _, list := range [][]cause{carried, composed} {
			for j := range list {
				if &list[j] == single[i].cause {
					continue
				}
				for _, v := range list[j].vary(single[i].members) {
					if s.left <= 0 {
						return false
					}
					if s.try(v.members, forms) {
						s.causes = []hit{single[i].hit, {&list[j], v}}
						return true
					}
				}
			}
		}
	}
	return false
}

// try composes the texts of one reading.
func (s *search) try(members []member, forms []Form) bool {
	w := &writer{members: members}
	for i := range forms {
		if s.left <= 0 {
			return false
		}
		before := w.composed
		text, ok := w.text(&forms[i])
		s.left -= w.composed - before
		if !ok {
			continue
		}
		s.tried++
		if bytes.Equal(s.hash.sum(text), s.digest) {
			s.form = &forms[i]
			return true
		}
	}
	return false
}
