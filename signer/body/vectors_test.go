package body_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/styles"
)

//go:generate go generate ../testdata/styles

// TestVectors compares every style with what its language wrote.
func TestVectors(t *testing.T) {
	vectors, err := styles.Vectors()
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(vectors), 2000)
	cases := styles.Cases()
	require.Len(t, vectors, len(cases), "stale: run make vectors")
	for i, v := range vectors {
		require.Equal(t, cases[i], v.Text, "stale: run make vectors")
		require.Len(t, v.Answers, len(body.Styles())-1, "all but as-is")
		compare(t, v)
	}
}

// compare holds every style against the language's answer.
func compare(t *testing.T, v styles.Vector) {
	t.Helper()
	tree, err := body.Parse([]byte(v.Text))
	require.NoError(t, err, v.Text)
	for style, answer := range v.Answers {
		got, err := body.Write(tree, style)
		if answer.Refused {
			assert.ErrorIs(t, err, fault.New("not-encodable", ""), "%s of %s", style, v.Text)
			continue
		}
		if assert.NoError(t, err, "%s of %s", style, v.Text) {
			assert.Equal(t, answer.Body, string(got), "%s of %s", style, v.Text)
		}
	}
}
