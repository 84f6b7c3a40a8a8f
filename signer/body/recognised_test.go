package body_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// TestRecognised has what is written as no style has it: with Gson's and
// System.Text.Json's own escapes, as their documentation lists them.
func TestRecognised(t *testing.T) {
	v, err := body.Parse([]byte(`{"a":"<b>&'=+\"Ж/\u2028😀","n":12.50,"i":500}`))
	require.Nil(t, err)
	for style, want := range map[string]string{
		"gson":             `{"a":"\u003cb\u003e\u0026\u0027\u003d+\"Ж/\u2028😀","n":12.5,"i":500}`,
		"system-text-json": `{"a":"\u003Cb\u003E\u0026\u0027=\u002B\u0022\u0416/\u2028\uD83D\uDE00","n":12.5,"i":500}`,
	} {
		w, err := body.NewWriter(style, body.Layout{})
		require.NoError(t, err)
		out, ok := w.AppendValue(nil, v, 0)
		assert.True(t, ok)
		assert.Equal(t, want, string(out))
		for _, s := range body.Styles() {
			assert.NotEqual(t, style, s.Name, "it is none that is offered")
		}
	}
}
