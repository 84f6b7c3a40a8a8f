package diagnosis

import (
	"slices"
)

// A search looks for the bytes that were signed among those that mistakes would
// have made of the bytes that were sent: by one mistake first, then two, then
// three. What it finds is proved: it has the digest.
type search struct {
	target *target
	sent   []byte
	steps  []taken
	bases  []base
	bounds Bounds
	pause  func() bool // false: stop
	stages []stage
	total  int

	stopped bool
	signed  []byte // what was found
	changes []change

	text, spoiled, twice []byte // buffers
	list, listed         []*member
}

// A base is a body to start from: what was sent, or what it was before
// something was done to it that can be undone.
type base struct {
	data    *data
	changes []change
	likely  []edit
	seldom  []edit
	doubled []edit // two mistakes in one value
}

// maxStepped is the longest text of which a step looks at more than the ends: a step
// is not to be stopped, and takes 10 ms of so much in a browser.
const maxStepped = 256 << 10

// takes tells whether a step is taken of a text of that length.
func (t *taken) takes(length int) bool { return length <= maxStepped || t.ends || t.alone }

// slice is how many bytes are hashed between two looks at the clock.
const slice = 64 << 10

func newSearch(t *target, sent []byte, b Bounds, pause func() bool) *search {
	return &search{target: t, sent: sent, bounds: b, pause: pause, steps: allSteps()}
}

// run looks until the bytes are found, or nothing is left to try. What needs no
// reading of the body comes first, since it is soon done.
func (s *search) run() {
	s.total = len(s.steps)
	if s.try(s.sent); s.done() {
		return
	}
	// What a style writes is the style's, even where blanks or escapes are all
	// that differs: these come after the styles.
	isLater := func(t taken) bool { return t.cause == &escapes || t.cause == &whitespace || t.alone }
	first := slices.DeleteFunc(slices.Clone(s.steps), isLater)
	later := slices.DeleteFunc(slices.Clone(s.steps), func(t taken) bool { return !isLater(t) })
	if s.hit(s.spoil(s.sent, first)); s.done() {
		return
	}
	own := s.takeApart()
	for i := range s.bases {
		if s.write(&s.bases[i], 1); s.done() {
			return
		}
	}
	if s.hit(s.spoil(s.sent, later)); s.done() {
		return
	}
	s.plan(own, s.steps)
	for i := range s.stages {
		s.stages[i].run()
		if s.done() {
			return
		}
	}
}

// takeApart reads the body as it was sent, and as it was before what can be
// undone. It returns how many of the bases are the body itself: one, or none
// where it is no JSON.
func (s *search) takeApart() (own int) {
	if len(s.sent) > maxStepped {
		return 0
	}
	if d := takeApart(s.sent, nil, false, s.breathe); d != nil {
		s.bases = append(s.bases, newBase(d, nil))
	}
	own = len(s.bases)
	for _, c := range causes {
		for _, undo := range c.undone {
			before, ok := undo.apply(nil, s.sent)
			if !ok {
				continue
			}
			if !s.breathe() {
				return own
			}
			if d := takeApart(before, undo.read, undo.fresh, s.breathe); d != nil {
				s.bases = append(s.bases, newBase(d, []change{{cause: c, what: undo.what, undone: true}}))
			}
		}
	}
	return own
}

func newBase(d *data, changes []change) base { return base{data: d, changes: changes} }

// think finds out what may have been edited.
func (b *base) think(pause func() bool) {
	for _, e := range editsOf(b.data, pause) {
		switch {
		case e.double || len(e.changes) > 1 && !e.single:
			b.doubled = append(b.doubled, e)
		case e.rank == likely:
			b.likely = append(b.likely, e)
		default:
			b.seldom = append(b.seldom, e)
		}
	}
}

// A taken step is a step and its cause.
type taken struct {
	step
	change
}

func allSteps() []taken {
	var all []taken
	for _, c := range causes {
		for _, s := range c.bytes {
			all = append(all, taken{s, change{cause: c, what: s.what}})
		}
		for _, s := range c.undone {
			if s.read == nil {
				all = append(all, taken{s, change{cause: c, what: s.what, undone: true}})
			}
		}
	}
	return all
}

func (s *search) done() bool { return s.stopped || s.signed != nil }

// try looks whether a text was signed, and now and then whether to go on.
func (s *search) try(text []byte) bool {
	if s.target.matches(text) {
		s.signed = slices.Clone(text)
		if s.signed == nil {
			s.signed = []byte{}
		}
		return true
	}
	s.look()
	return s.stopped
}

func (s *search) look() {
	if s.bounds.Candidates > 0 && s.target.tried >= s.bounds.Candidates {
		s.stopped = true
	}
	if s.target.work >= slice {
		s.target.work = 0
		if !s.pause() {
			s.stopped = true
		}
	}
}

// breathe looks up in the middle of what takes its time; false: stop.
func (s *search) breathe() bool {
	s.target.work = slice
	s.look()
	return !s.stopped
}

// hit says by which changes the bytes came about that have just been found,
// where they were.
func (s *search) hit(changes ...[]change) {
	if s.signed != nil && s.changes == nil {
		s.changes = slices.Concat(changes...)
	}
}

// spoil tries what each step makes of a text, and returns the one that fits.
// Steps that do not look at the text are left out where it is not the one that
// was sent.
func (s *search) spoil(text []byte, steps []taken) []change {
	first := len(text) == len(s.sent) && (len(text) == 0 || &text[0] == &s.sent[0])
	for i := range steps {
		if steps[i].alone && !first || !steps[i].takes(len(text)) {
			continue
		}
		var ok bool
		if s.spoiled, ok = steps[i].apply(s.spoiled[:0], text); !ok {
			s.target.work += len(text) / 8 // looking takes its time, too
			if s.look(); s.stopped {
				return nil
			}
			continue
		}
		if s.try(s.spoiled) {
			if s.signed != nil {
				return []change{steps[i].change}
			}
			return nil
		}
	}
	return nil
}

// spoilTwice tries what two steps make of a text.
func (s *search) spoilTwice(text []byte, steps []taken) []change {
	for i := range steps {
		if steps[i].alone || !steps[i].takes(len(text)) {
			continue
		}
		var ok bool
		if s.twice, ok = steps[i].apply(s.twice[:0], text); !ok {
			continue
		}
		s.target.work += len(text)
		if second := s.spoil(s.twice, steps); second != nil {
			return append([]change{steps[i].change}, second...)
		}
		if s.done() {
			return nil
		}
	}
	return nil
}

// spoilAlone tries what steps make of what those that stand alone have made.
func (s *search) spoilAlone(steps []taken) {
	for i := range steps {
		if !steps[i].alone {
			continue
		}
		s.twice, _ = steps[i].apply(s.twice[:0], nil)
		if c := s.spoil(s.twice, steps); c != nil {
			s.hit([]change{steps[i].change}, c)
		}
		if s.done() {
			return
		}
	}
}
