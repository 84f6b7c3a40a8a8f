package body

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// byName is the order of Go's maps: sorted by the bytes of the names.
func byName(object *Value) []int {
	order := make([]int, object.Len())
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(object.Name(a), object.Name(b)) })
	return order
}

// arrayIndexesFirst is the order of a JavaScript object: the names that are
// array indexes, by number, then the others as they came (ECMA-262,
// OrdinaryOwnPropertyKeys).
func arrayIndexesFirst(object *Value) []int {
	type indexed struct {
		index uint32
		at    int
	}
	var indexes []indexed
	for i := range object.Len() {
		if index, ok := arrayIndex(object.Name(i)); ok {
			indexes = append(indexes, indexed{index, i})
		}
	}
	if indexes == nil {
		return nil
	}
	slices.SortFunc(indexes, func(a, b indexed) int { return cmp.Compare(a.index, b.index) })
	order := make([]int, 0, object.Len())
	for _, x := range indexes {
		order = append(order, x.at)
	}
	for i := range object.Len() {
		if _, ok := arrayIndex(object.Name(i)); !ok {
			order = append(order, i)
		}
	}
	return order
}

// arrayIndex reads a canonical integer from 0 to 2³²-2.
func arrayIndex(name string) (uint32, bool) {
	if name == "" || len(name) > 10 || !isDigit(name[0]) || name[0] == '0' && name != "0" {
		return 0, false
	}
	n, err := strconv.ParseUint(name, 10, 32)
	return uint32(n), err == nil && n < 1<<32-1
}

// numberedFromZero tells whether an object is a list to PHP, which has one type
// for both: its keys are 0, 1, 2 … in this order. An empty object is an empty
// list.
func numberedFromZero(object *Value) bool {
	for i := range object.Len() {
		if object.Name(i) != strconv.Itoa(i) {
			return false
		}
	}
	return true
}
