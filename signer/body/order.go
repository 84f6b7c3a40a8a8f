package body

import (
	"slices"
	"strconv"
)

// arrayIndexesFirst is the order of a JavaScript object: the names that are
// array indexes, by number, then the others as they came.
func arrayIndexesFirst(object *Value, _ []int) []int {
	var order, rest []int
	index := func(i int) (uint64, bool) { return arrayIndex(object.Name(i)) }
	for i := range object.Len() {
		if _, ok := index(i); ok {
			order = append(order, i)
		} else {
			rest = append(rest, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		x, _ := index(a)
		y, _ := index(b)
		if x < y {
			return -1
		}
		return 1
	})
	return append(order, rest...)
}

func arrayIndex(s string) (uint64, bool) {
	if s == "" || len(s) > 10 || s[0] == '0' && s != "0" {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 64)
	return n, err == nil && n < 1<<32-1
}

// phpList tells whether PHP's array of these members is a list: its keys are
// 0, 1, 2 … in this order. An empty object has become an empty array.
func phpList(object *Value) bool {
	for i := range object.Len() {
		if object.Name(i) != strconv.Itoa(i) {
			return false
		}
	}
	return true
}
