package certificate

import (
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
)

// FuzzUnzip: what comes out keeps to the limits and to clean names, and every
// choice that is offered can be chosen.
func FuzzUnzip(f *testing.F) {
	for _, a := range keys.Archives() {
		if data := keys.Read("archives/" + a.File); len(data) < 10_000 {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := Unzip(data)
		if err != nil {
			requireFault(t, err)
			return
		}
		total := 0
		for _, file := range files {
			total += len(file.Data)
			assert.Equal(t, file.Name, cleanPath(file.Name))
			assert.LessOrEqual(t, len(file.Data), maxFile)
		}
		assert.LessOrEqual(t, total, maxTotal)
		selectAll(t, files)
	})
}

// FuzzSelect: no three files, however named, upset it.
func FuzzSelect(f *testing.F) {
	f.Add("private.pem", private, "password.txt", password, "public.pem", public)
	f.Add("a/private.pem", private, "b/private.pem", otherPrivate, "x.zip", keys.Read("archives/several.zip"))
	f.Fuzz(func(t *testing.T, name1 string, data1 []byte, name2 string, data2 []byte, name3 string, data3 []byte) {
		selectAll(t, []File{{name1, data1}, {name2, data2}, {name3, data3}})
	})
}

func selectAll(t *testing.T, files []File) {
	t.Helper()
	src, err := Select(files, "")
	if err == nil {
		assert.NotNil(t, src.PrivateKey)
		return
	}
	f := requireFault(t, err)
	seen := map[string]bool{}
	for _, choice := range f.Choices {
		assert.False(t, seen[choice], "offered twice: %q", choice)
		seen[choice] = true
		if src, err := Select(files, choice); err != nil {
			requireCode(t, "archive-incomplete", err)
			assert.NotNil(t, src.PrivateKey)
		}
	}
}
