package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A ran is what running a program gave.
type ran struct {
	Printed string
	Status  int
	Loads   int
}

// A bench is a folder with the whole program in it.
type bench struct {
	t      *testing.T
	folder string
	glue   string
}

func newBench(t *testing.T) bench {
	folder := t.TempDir()
	for _, source := range []string{"testdata/program/main.go", "testdata/run.mjs"} {
		_, err := os.ReadFile(source) // so that go test does not remember what was of another one
		require.NoError(t, err)
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", filepath.Join(folder, "whole"), "./testdata/program")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	return bench{t, folder, filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js")}
}

func (b bench) path(name string) string { return filepath.Join(b.folder, name) }

// split runs the command with files of the folder.
func (b bench) split(what string, names ...string) {
	b.t.Helper()
	arguments := []string{what}
	for _, name := range names {
		arguments = append(arguments, b.path(name))
	}
	require.NoError(b.t, run(arguments))
}

func (b bench) run(asked string, names ...string) ran {
	b.t.Helper()
	out, err := b.node(asked, names...).Output()
	require.NoError(b.t, err, string(out))
	var result ran
	require.NoError(b.t, json.Unmarshal(out, &result))
	return result
}

func (b bench) node(asked string, names ...string) *exec.Cmd {
	arguments := []string{"testdata/run.mjs", b.glue, asked}
	for _, name := range names {
		arguments = append(arguments, b.path(name))
	}
	node := exec.Command("node", arguments...)
	node.Env = append(os.Environ(), "ENTERED="+b.path("entered"))
	return node
}

func (b bench) size(name string) int64 {
	info, err := os.Stat(b.path(name))
	require.NoError(b.t, err)
	return info.Size()
}

func TestDividedProgramsDoTheSame(t *testing.T) {
	b := newBench(t)
	short, long := b.run("short", "whole"), b.run("long", "whole")
	require.Equal(t, "short\n", short.Printed)
	require.Contains(t, long.Printed, "[0 1000 2000 3000 4000 5000 6000 7000 8000 9000]")

	t.Run("marked", func(t *testing.T) {
		b.split("mark", "whole", "marked")
		assert.Equal(t, long, b.run("long", "marked"))
		assert.Equal(t, short, b.run("short", "marked")) // last: it leaves what it entered
	})
	t.Run("trimmed", func(t *testing.T) {
		b.split("trim", "whole", "trimmed")
		assert.Equal(t, long, b.run("long", "trimmed"))
		assert.Less(t, b.size("trimmed"), b.size("whole"))
	})
	t.Run("with what was entered in the first part", func(t *testing.T) {
		b.run("short", "marked")
		b.split("parts", "whole", "entered", "first", "rest")
		assert.Less(t, b.size("first"), b.size("whole")/2)
		assert.Equal(t, short.Printed, b.run("short", "first", "rest").Printed)
		result := b.run("long", "first", "rest")
		assert.Equal(t, ran{long.Printed, 0, 1}, result, "the rest comes once")
	})
	t.Run("with goroutines, panics and grown stacks before the rest comes", func(t *testing.T) {
		middle := b.run("middle", "marked")
		assert.Equal(t, "short\ntrue\n200000\n", middle.Printed)
		b.split("parts", "whole", "entered", "first", "rest")
		assert.Equal(t, ran{middle.Printed, 0, 0}, b.run("middle", "first", "rest"))
		assert.Equal(t, ran{long.Printed, 0, 1}, b.run("long", "first", "rest"))
	})
	t.Run("with all that can be in the rest", func(t *testing.T) {
		require.NoError(t, os.WriteFile(b.path("nothing"), nil, 0o600))
		b.split("parts", "whole", "nothing", "first", "rest")
		assert.Equal(t, ran{long.Printed, 0, 1}, b.run("long", "first", "rest"))
	})
	t.Run("but not with the rest of another division", func(t *testing.T) {
		b.split("parts", "whole", "nothing", "first", "rest")
		b.run("short", "marked")
		b.split("parts", "whole", "entered", "first", "other")
		b.split("parts", "whole", "nothing", "first", "rest")
		out, err := b.node("long", "first", "other").CombinedOutput()
		assert.Error(t, err)
		assert.Contains(t, string(out), "LinkError")
	})
}

func TestTablesOfThisGoAreKnown(t *testing.T) {
	b := newBench(t)
	wasm, err := os.ReadFile(b.path("whole"))
	require.NoError(t, err)
	p := parse(wasm)
	_, _, known := p.split(func(int) bool { return true })
	assert.True(t, known, "see readPclntab and findBuckets")

	table := readPclntab(p.image(), int(p.elements))
	first := p.firstPart(func(function int) bool { return !table.named(function, []string{"main.long"}) }, table)
	for _, name := range slices.Concat(onEveryStack, afterAll) {
		function := slices.IndexFunc(table.functions, func(d described) bool {
			return string(table.image[d.name.from:d.name.to]) == name
		})
		require.GreaterOrEqual(t, function, 0, "%s is unknown to this Go", name)
		assert.Equal(t, slices.Contains(onEveryStack, name), first[function], "%s in the first part", name)
	}
}

func TestRefusals(t *testing.T) {
	section := func(id byte, content ...byte) string {
		return header + string(append([]byte{id, byte(len(content))}, content...))
	}
	tests := []struct{ name, wasm, want string }{
		{"nothing", "", "it does not begin as WebAssembly does"},
		{"a text", "<!doctype html>", "it does not begin as WebAssembly does"},
		{"cut off", section(typeSection, 1)[:10], "it ends early"},
		{"an unknown section", section(99), "section 99 is unknown"},
		{"a section with more in it", section(functionSection, 0, 0), "section 3 goes on"},
		{"an imported memory", section(importSection, 1, 0, 0, kindMemory, 0, 0), "it imports more than functions"},
		{"two tables", section(tableSection, 2), "it has not one table"},
		{"a table out of order", section(elementSection, 1, 0, opI32Const, 1, opEnd, 1, 7), "its table is not in order"},
		{"functions without bodies", section(functionSection, 1, 0), "it has not as many bodies as functions"},
		{"a number without end", section(typeSection, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "a number is too long"},
		{"an unknown instruction", section(functionSection, 1, 0) + section(codeSection, 1, 3, 0, 0xfd, opEnd)[len(header):] + section(dataSection, 0)[len(header):], "instruction 0xfd is unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "program")
			require.NoError(t, os.WriteFile(name, []byte(test.wasm), 0o600))
			assert.ErrorContains(t, run([]string{"trim", name, name + ".out"}), test.want)
			assert.NoFileExists(t, name+".out")
		})
	}
	assert.Error(t, run(nil))
	assert.Error(t, run([]string{"trim", "one"}))
	assert.ErrorIs(t, run([]string{"trim", "testdata/none", "out"}), os.ErrNotExist)
}
