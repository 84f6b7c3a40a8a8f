// Command split takes a program of Go's linker for GOOS=js apart, so that a page
// has what it begins with early, and the rest while that works already.
//
//	split mark program marked
//	split parts program entered first rest
//	split trim program trimmed
//
// mark writes a program that tells which of its functions are entered: it calls
// split.mark with their numbers. parts writes the functions that were entered,
// of which the file has a byte other than 0 at their number, and the rest. The
// first part works by itself until it comes to a function of the rest; then, and
// then only, it calls split.load, which has to instantiate the rest with the
// exports of the first as its module "first". Everything that the runtime counts
// on holds: it is the same program, whether and whenever the rest has come.
//
// Both parts, and what trim writes, are without what only tells the lines of a
// trace, and without the buckets of the runtime, which are written at the start.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "split:", err)
		os.Exit(1)
	}
}

func run(arguments []string) (err error) {
	files := map[string]int{"mark": 2, "parts": 4, "trim": 2}
	if len(arguments) == 0 || len(arguments) != 1+files[arguments[0]] {
		return errors.New("wants mark, parts or trim, and their files; see its documentation")
	}
	what, names := arguments[0], arguments[1:]
	wasm, err := os.ReadFile(names[0])
	if err != nil {
		return err
	}
	defer func() {
		if cause := recover(); cause != nil {
			why, is := cause.(malformed)
			if !is {
				panic(cause)
			}
			err = fmt.Errorf("%s is not as Go's linker writes programs: %s", names[0], why)
		}
	}()
	p := parse(wasm)
	if what == "mark" {
		return write(names[1], p.mark())
	}
	wanted := func(int) bool { return true }
	if what == "parts" {
		entered, err := os.ReadFile(names[1])
		if err != nil {
			return err
		}
		wanted = func(function int) bool { return function < len(entered) && entered[function] != 0 }
	}
	first, rest, known := p.split(wanted)
	if !known {
		fmt.Fprintln(os.Stderr, "split: this Go writes the runtime's tables in another form; they stay as they are, and make the program larger")
	}
	if what == "trim" {
		return write(names[1], first)
	}
	return errors.Join(write(names[2], first), write(names[3], rest))
}

func write(name string, content []byte) error {
	return os.WriteFile(name, content, 0o644)
}
