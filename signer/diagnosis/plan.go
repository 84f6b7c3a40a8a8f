package diagnosis

// A stage is a part of the search.
type stage struct {
	count int // about how many candidates it has
	run   func()
}

// plan lays out the search: the fewest mistakes first, and of as many the
// likely ones. What was sent has own bases; the others come from undoing a step,
// which is a mistake already.
func (s *search) plan(own int, steps []taken) {
	for i := range s.bases {
		if s.bases[i].think(s.breathe); s.stopped {
			return
		}
	}
	mistakes := s.bounds.Mistakes
	itself, undone := s.bases[:own], s.bases[own:]
	common := commonSteps(steps)
	for i := range itself {
		s.planOne(&itself[i])
	}
	if mistakes == 0 || mistakes >= 2 {
		for i := range itself {
			s.planTwo(&itself[i], steps)
		}
		if own == 0 {
			s.planTwoSteps(steps)
		}
		for i := range undone {
			s.planTwoUndone(&undone[i], steps)
		}
	}
	if mistakes == 0 || mistakes >= 3 {
		for i := range itself {
			s.planManyOrders(&itself[i])
			s.planThree(&itself[i], steps, common)
		}
		for i := range undone {
			s.planThreeUndone(&undone[i], steps, common)
		}
	}
	for _, stage := range s.stages {
		s.total += stage.count
	}
}

// maxOrdered is of how many fields every order is tried.
const maxOrdered = 10

// add adds a stage.
func (s *search) add(count int, run func()) {
	if count > 0 {
		s.stages = append(s.stages, stage{count, run})
	}
}

func (s *search) planOne(b *base) {
	s.add(len(b.likely), func() { s.edit(b, b.likely) })
	s.add(len(b.seldom), func() { s.edit(b, b.seldom) })
	s.add(3000, func() { s.editFar(b) })
	s.add(orders(b, 8), func() { s.permute(b, b.data.sent, nil, ending{}, 8) })
}

func (s *search) planTwo(b *base, steps []taken) {
	hands, likely, seldom := len(b.data.hands), len(b.likely), len(b.seldom)
	s.add(hands, func() { s.write(b, 2) })
	s.add(hands, func() { s.writeInList(b) })
	s.add(hands*len(steps)/4, func() { s.writeAndSpoil(b, steps) })
	s.add(likely*hands, func() { s.editAndWrite(b, b.likely) })
	s.add(400*hands/4, func() { s.editEmptyAndWrite(b) })
	s.planTwoSteps(steps) // what a style explains is the style's
	s.add(likely*len(steps)/2, func() { s.editAndSpoil(b, b.likely, steps) })
	s.add(len(b.doubled), func() { s.edit(b, b.doubled) })
	s.add(likely*likely/2, func() { s.editTwice(b, b.likely, b.likely) })
	n := orders(b, 8)
	for _, h := range b.data.hands {
		if len(h.changes) == 1 && h.layout == "" {
			s.add(n, func() { s.permute(b, h, nil, ending{}, 8) })
		}
	}
	for _, around := range endings(steps, s.sent) {
		most := 8
		if around.each != nil {
			most = 7 // its pieces are long: of eight fields the orders count as three
		}
		s.add(orders(b, most), func() { s.permute(b, b.data.sent, nil, around, most) })
	}
	for i := range b.seldom {
		if e := &b.seldom[i]; e.cause() == &keyOrder && e.old != nil { // inside a member
			s.add(orders(b, 6), func() { s.permute(b, b.data.sent, e, ending{}, 6) })
		}
	}
	for i := range b.likely {
		if e := &b.likely[i]; permutable(e) {
			s.add(n, func() { s.permute(b, b.data.sent, e, ending{}, 8) })
		}
	}
	s.add(seldom*hands, func() { s.editAndWrite(b, b.seldom) })
	s.add(seldom*len(steps)/2, func() { s.editAndSpoil(b, b.seldom, steps) })
	s.add(seldom*likely, func() { s.editTwice(b, b.likely, b.seldom) })
}

func (s *search) planTwoSteps(steps []taken) {
	s.add(len(steps), func() { s.spoilAlone(steps) })
	s.add(len(steps)*len(steps)/8, func() { s.hit(s.spoilTwice(s.sent, steps)) })
}

func (s *search) planTwoUndone(b *base, steps []taken) {
	s.add(len(b.data.hands), func() { s.write(b, 2) })
	s.add(len(b.likely), func() { s.edit(b, b.likely) })
	s.add(len(b.seldom), func() { s.edit(b, b.seldom) })
	if b.data.fresh {
		s.add(len(b.likely)*len(b.data.hands), func() { s.editAndWrite(b, b.likely) })
		s.add(len(b.data.hands)*len(steps)/4, func() { s.writeAndSpoil(b, steps) })
	}
}

// planManyOrders tries every order of more fields than planOne does.
func (s *search) planManyOrders(b *base) {
	if len(b.data.members) > 8 {
		s.add(orders(b, maxOrdered), func() { s.permute(b, b.data.sent, nil, ending{}, maxOrdered) })
	}
}

// planThree adds what two mistakes with an order leave, and three mistakes.
func (s *search) planThree(b *base, steps, common []taken) {
	hands, likely := len(b.data.hands), len(b.likely)
	n := orders(b, 8)
	for _, around := range endings(steps, s.sent) {
		if around.each != nil && len(b.data.members) == 8 {
			s.add(n, func() { s.permute(b, b.data.sent, nil, around, 8) })
		}
	}
	for _, h := range b.data.hands {
		if len(h.changes) == 1 && h.layout != "" && !h.sorts {
			s.add(n, func() { s.permute(b, h, nil, ending{}, 8) })
		}
	}
	if n := orders(b, 7); n > 0 {
		for i := range b.likely {
			s.add(n, func() { s.permute(b, b.data.sent, &b.likely[i], ending{}, 7) })
		}
	}
	s.add(likely*hands*len(common)/8, func() { s.editWriteAndSpoil(b, common) })
	s.add(sums(b.data.members)*85_000, func() { s.editSums(b) })
	s.add(likely*likely/2*4, func() { s.editTwiceAndWrite(b) })
	s.add(likely*likely/2*len(common)/2, func() { s.editTwiceAndSpoil(b, common) })
	s.add(hands*len(steps)*len(steps)/16, func() { s.writeAndSpoilTwice(b, steps) })
	s.add(likely*len(common)*len(common)/4, func() { s.editAndSpoilTwice(b, common) })
	s.add(n*len(common), func() { s.permuteAndSpoil(b, common) })
	s.add(likely*likely*likely/6, func() { s.editThrice(b) })
	for _, h := range b.data.hands {
		if len(b.data.members) > 8 && len(h.changes) == 1 && h.layout == "" && !h.sorts {
			s.add(orders(b, maxOrdered), func() { s.permute(b, h, nil, ending{}, maxOrdered) })
		}
	}
}

func (s *search) planThreeUndone(b *base, steps, common []taken) {
	s.add(len(b.data.hands)*len(steps)/4, func() { s.writeAndSpoil(b, steps) })
	s.add(len(b.likely)*len(b.data.hands), func() { s.editAndWrite(b, b.likely) })
	s.add(len(b.seldom)*len(b.data.hands), func() { s.editAndWrite(b, b.seldom) })
	s.add(len(b.likely)*len(common)/2, func() { s.editAndSpoil(b, b.likely, common) })
}

// commonSteps are the steps that are tried as the third.
func commonSteps(steps []taken) []taken {
	var common []taken
	count := map[*Cause]int{}
	most := map[*Cause]int{&trailingNewline: 3, &byteOrderMark: 2, &doubleEncoded: 4, &base64Body: 2, &charset: 9, &nestedWrapper: 1, &formEncoded: 2, &escapes: 4, &singleQuotes: 1}
	for _, s := range steps {
		limit := most[s.cause]
		if s.cause == &hashedTwice {
			limit = 12 // of the three likely hashes
		}
		if count[s.cause]++; count[s.cause] <= limit {
			common = append(common, s)
		}
	}
	return common
}

// permutable tells whether an edit is tried with every order of the fields.
func permutable(e *edit) bool {
	switch e.cause() {
	case &valueTypes, &numberSpelling, &nullFields, &unicodeNormalization:
		return e.all != nil || e.new == nil
	}
	return false
}
