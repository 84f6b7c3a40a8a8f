package diagnosis_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/diagnosis"
)

// TestCauses has every cause told in full, under a code of its own, and its
// fixes in languages that there are.
func TestCauses(t *testing.T) {
	languages := map[string]bool{"shell": true, "JavaScript": true}
	for _, s := range body.Styles() {
		languages[s.Language] = true
	}
	seen := map[string]bool{}
	for _, c := range diagnosis.Causes() {
		assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, c.Code)
		assert.False(t, seen[c.Code], "%s twice", c.Code)
		seen[c.Code] = true
		assert.NotEmpty(t, c.Title, c.Code)
		assert.NotEmpty(t, c.Looks, c.Code)
		assert.NotEmpty(t, c.Why, c.Code)
		assert.NotEmpty(t, c.Fix, c.Code)
		told := map[string]bool{}
		for _, f := range c.Fixes {
			assert.True(t, languages[f.Language], "%s: %s is no style's language", c.Code, f.Language)
			assert.False(t, told[f.Language], "%s: two fixes for %s", c.Code, f.Language)
			told[f.Language] = true
			assert.NotEmpty(t, f.Text+f.Code, c.Code)
		}
	}
}
