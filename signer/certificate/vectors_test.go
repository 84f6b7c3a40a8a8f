package certificate

import (
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// openArchive is what the library does with an archive.
func openArchive(data []byte, choice string) (*key.Key, error) {
	files, err := Unzip(data)
	if err != nil {
		return nil, err
	}
	src, err := Select(files, choice)
	if err != nil {
		return nil, err
	}
	return key.Open(src)
}

func TestArchives(t *testing.T) {
	for _, a := range keys.Archives() {
		t.Run(a.Name, func(t *testing.T) {
			data := keys.Read("archives/" + a.File)
			k, err := openArchive(data, a.Choice)
			assertOutcome(t, a, k, err)
		})
		t.Run(a.Name+" as a loose file", func(t *testing.T) {
			src, err := Select([]File{{Name: a.File, Data: keys.Read("archives/" + a.File)}}, a.Choice)
			if err != nil {
				var f *fault.Error
				require.ErrorAs(t, err, &f)
				if f.Code != "archive-ambiguous" { // choices are named after the archive too
					assert.Equal(t, a.Code, f.Code, f.Message)
				}
				return
			}
			k, err := key.Open(src)
			assertOutcome(t, a, k, err)
		})
	}
}

func assertOutcome(t *testing.T, a keys.Archive, k *key.Key, err error) {
	t.Helper()
	if a.Code != "" {
		var f *fault.Error
		require.ErrorAs(t, err, &f)
		assert.Equal(t, a.Code, f.Code, f.Message)
		assert.Equal(t, a.Choices, f.Choices)
		assert.NotEmpty(t, f.Hint)
		return
	}
	require.NoError(t, err)
	assert.Equal(t, a.Fingerprint, k.Info().Fingerprint)
	var notes []string
	for _, n := range k.Info().Notes {
		notes = append(notes, n.Code)
	}
	assert.Equal(t, a.Notes, notes)
}
