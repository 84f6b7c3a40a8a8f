package diagnosis

import (
	"slices"
	"strconv"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// write tries what the hands write, those that are so many mistakes with the base's.
func (s *search) write(b *base, mistakes int) {
	if mistakes == 1 && len(b.changes) == 1 && s.compose(b, b.data.members, b.data.sent) && s.try(s.text) {
		s.hit(b.changes)
		return
	}
	for _, h := range b.data.hands {
		if len(b.changes)+len(h.changes) != mistakes {
			continue
		}
		if s.compose(b, b.data.members, h) && s.try(s.text) {
			s.hit(b.changes, h.changes)
			return
		}
	}
}

// compose writes members by a hand into s.text.
func (s *search) compose(b *base, members []*member, h *hand) bool {
	if b.data.members == nil && b.data.root.Len() > 0 || b.data.root.Kind() != body.Object {
		var ok bool
		if h == b.data.sent {
			s.text = append(s.text[:0], b.data.text...)
			return true
		}
		s.text, ok = h.writer.AppendValue(append(s.text[:0], b.data.before...), b.data.root, 0)
		s.text = append(s.text, b.data.behind...)
		return ok
	}
	text := b.data.compose(s.text[:0], members, h)
	if text == nil {
		return false
	}
	s.text = text
	return true
}

// writeInList tries what the hands write of an array with the body in it.
func (s *search) writeInList(b *base) {
	list := body.NewArray(b.data.root)
	for _, h := range b.data.all {
		if h.writer == nil || len(h.changes) > 1 {
			continue
		}
		var ok bool
		if s.text, ok = h.writer.AppendValue(s.text[:0], list, 0); ok && s.try(s.text) {
			s.hit(b.changes, []change{{cause: &nestedWrapper, what: inList}}, h.changes)
		}
		if s.done() {
			return
		}
	}
}

func (s *search) writeAndSpoil(b *base, steps []taken) {
	for _, h := range b.data.hands {
		if len(b.changes)+len(h.changes) > 1 || !s.compose(b, b.data.members, h) {
			continue
		}
		if c := s.spoil(s.text, steps); c != nil {
			s.hit(b.changes, h.changes, c)
		}
		if s.done() {
			return
		}
	}
	if len(b.changes) == 1 && s.compose(b, b.data.members, b.data.sent) {
		if c := s.spoil(s.text, steps); c != nil {
			s.hit(b.changes, c)
		}
	}
}

// edit tries edits, written as the body was sent.
func (s *search) edit(b *base, edits []edit) {
	for i := range edits {
		if s.editOnce(b, &edits[i]) {
			return
		}
	}
}

// editFar tries the edits that are not tried with others.
func (s *search) editFar(b *base) {
	farEdits(b.data, func(e *edit) bool { return s.editOnce(b, e) })
}

// editEmptyAndWrite tries the empty fields that may have been signed anywhere, as
// the styles write them.
func (s *search) editEmptyAndWrite(b *base) {
	if b.data.root.Kind() != body.Object {
		return
	}
	listed(b.data, &nullFields, nullFields.lists, func(e edit) {
		if e.rank != farther || e.new == nil || e.old != nil {
			return
		}
		for _, h := range b.data.hands {
			if s.done() {
				return
			}
			if len(h.changes) == 1 && h.layout == "" && s.edited(b, &e, h) && s.try(s.text) && s.signed != nil {
				s.hit(b.changes, e.told(), h.changes)
			}
		}
	})
}

// editSums tries other sums in place of a sum, up to 500.00 and in whole numbers
// up to 30,000: two that have nothing to do with each other.
func (s *search) editSums(b *base) {
	for _, m := range b.data.members {
		kind, text := m.value.Kind(), m.value.Text()
		if kind != body.Number && kind != body.String || !isMoney(m.name) || !body.IsNumber(text) {
			continue
		}
		make := body.NewNumber
		if kind == body.String {
			make = body.NewString
		}
		made := &member{name: m.name}
		e := edit{old: m, new: made, changes: []change{{cause: &fieldChanged, field: m.name, what: "It was signed with another sum."}}}
		try := func(text string) bool {
			made.value, made.written = make(text), made.written[:0]
			return s.editOnce(b, &e)
		}
		for cents := 1; cents < 50_000; cents++ {
			fixed := strconv.FormatFloat(float64(cents)/100, 'f', 2, 64)
			short := shortNumber(fixed)
			if try(short) || short != fixed && try(fixed) {
				return
			}
		}
		for whole := 500; whole <= 30_000; whole++ {
			if try(strconv.Itoa(whole)) {
				return
			}
		}
	}
}

func (s *search) editOnce(b *base, e *edit) bool {
	if s.edited(b, e, b.data.sent) && s.try(s.text) {
		s.hit(b.changes, e.told())
	}
	return s.done()
}

// edited writes the members of a base, edited, into s.text.
func (s *search) edited(b *base, e *edit, h *hand) bool {
	var ok bool
	s.list, ok = e.apply(s.list[:0], b.data.members)
	return ok && s.compose(b, s.list, h)
}

func (s *search) editAndWrite(b *base, edits []edit) {
	for i := range edits {
		e := &edits[i]
		hands := b.data.hands
		if e.all != nil || e.new != nil && !plain(e.new) {
			hands = b.data.all
		}
		for _, h := range hands {
			if len(h.changes) > 1 || !s.edited(b, e, h) {
				continue
			}
			if s.try(s.text) {
				s.hit(b.changes, e.told(), h.changes)
				return
			}
		}
	}
}

func (s *search) editAndSpoil(b *base, edits []edit, steps []taken) {
	for i := range edits {
		e := &edits[i]
		if !s.edited(b, e, b.data.sent) {
			continue
		}
		if c := s.spoil(s.text, steps); c != nil {
			s.hit(b.changes, e.told(), c)
		}
		if s.done() {
			return
		}
	}
}

// editTwice tries two edits, one of each list. What takes all members comes last.
func (s *search) editTwice(b *base, first, second []edit) {
	s.pairs(b, first, second, func(x, y *edit) bool {
		if s.compose(b, s.listed, b.data.sent) && s.try(s.text) {
			if one := s.stacked(x, y); one != nil {
				s.hit(b.changes, one)
			} else {
				s.hit(b.changes, x.told(), y.told())
			}
			return true
		}
		return s.done()
	})
}

// stacked tells two edits as one where the second has done nothing but spell the
// value again that the first has changed: it is another value, and how it came
// about nobody knows.
func (s *search) stacked(x, y *edit) []change {
	if x.cause() != &fieldChanged || y.cause() != &numberSpelling || x.new == nil || x.old == nil || y.all == nil || len(s.list) != len(s.listed) {
		return nil
	}
	at := slices.Index(s.list, x.new)
	for i := range s.list {
		if (s.list[i] == s.listed[i]) == (i == at) {
			return nil
		}
	}
	return []change{{cause: &fieldChanged, field: x.changes[0].field, what: "It was signed with another value.", from: show(s.listed[at]), to: shown(x.old.value)}}
}

// pairs puts the members under two edits into s.listed, until found.
func (s *search) pairs(b *base, first, second []edit, found func(x, y *edit) bool) {
	same := len(first) > 0 && len(second) > 0 && &first[0] == &second[0]
	for i := range first {
		from := 0
		if same {
			from = i + 1
		}
		for j := from; j < len(second); j++ {
			x, y := &first[i], &second[j]
			if x.all != nil {
				x, y = y, x
			}
			var ok bool
			if s.list, ok = x.apply(s.list[:0], b.data.members); !ok {
				continue
			}
			if s.listed, ok = y.apply(s.listed[:0], s.list); !ok {
				continue
			}
			if found(x, y) {
				return
			}
		}
	}
}

func (s *search) editTwiceAndWrite(b *base) {
	s.pairs(b, b.likely, b.likely, func(x, y *edit) bool {
		for _, h := range b.data.hands {
			if len(h.changes) > 1 || h.layout != "" {
				continue
			}
			if s.compose(b, s.listed, h) && s.try(s.text) {
				s.hit(b.changes, x.told(), y.told(), h.changes)
				return true
			}
		}
		return s.done()
	})
}

func (s *search) editTwiceAndSpoil(b *base, steps []taken) {
	s.pairs(b, b.likely, b.likely, func(x, y *edit) bool {
		if !s.compose(b, s.listed, b.data.sent) {
			return s.done()
		}
		if c := s.spoil(s.text, steps); c != nil {
			s.hit(b.changes, x.told(), y.told(), c)
		}
		return s.done()
	})
}

func (s *search) editWriteAndSpoil(b *base, steps []taken) {
	for i := range b.likely {
		e := &b.likely[i]
		for _, h := range b.data.hands {
			if len(h.changes) > 1 || !s.edited(b, e, h) {
				continue
			}
			if c := s.spoil(s.text, steps); c != nil {
				s.hit(b.changes, e.told(), h.changes, c)
			}
			if s.done() {
				return
			}
		}
	}
}

func (s *search) writeAndSpoilTwice(b *base, steps []taken) {
	for _, h := range b.data.hands {
		if len(h.changes) > 1 || !s.compose(b, b.data.members, h) {
			continue
		}
		if c := s.spoilTwice(s.text, steps); c != nil {
			s.hit(h.changes, c)
		}
		if s.done() {
			return
		}
	}
}

func (s *search) editAndSpoilTwice(b *base, steps []taken) {
	for i := range b.likely {
		e := &b.likely[i]
		if !s.edited(b, e, b.data.sent) {
			continue
		}
		if c := s.spoilTwice(s.text, steps); c != nil {
			s.hit(e.told(), c)
		}
		if s.done() {
			return
		}
	}
}

func (s *search) editThrice(b *base) {
	var third []*member
	s.pairs(b, b.likely, b.likely, func(x, y *edit) bool {
		for i := range b.likely {
			z := &b.likely[i]
			if z == x || z == y {
				continue
			}
			var ok bool
			if third, ok = z.apply(third[:0], s.listed); !ok {
				continue
			}
			if s.compose(b, third, b.data.sent) && s.try(s.text) {
				s.hit(b.changes, x.told(), y.told(), z.told())
				return true
			}
			if s.done() {
				return true
			}
		}
		return s.done()
	})
}
