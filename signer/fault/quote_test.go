package fault_test

import (
	"strings"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/stretchr/testify/assert"
)

func TestQuote(t *testing.T) {
	for given, want := range map[string]string{
		"":                                 `""`,
		"a\"\n\u202e":                      `"a\"\n\u202e"`,
		strings.Repeat("Ж", 40):            `"` + strings.Repeat("Ж", 40) + `"`,
		strings.Repeat("Ж", 41):            `"` + strings.Repeat("Ж", 40) + `…"`,
		strings.Repeat("\xff", 41) + "abc": `"` + strings.Repeat(`\xff`, 40) + `…"`,
	} {
		assert.Equal(t, want, fault.Quote(given))
	}
}
