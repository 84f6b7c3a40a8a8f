package transcript_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/request"
	"github.com/alikassa-sign/alikassa-sign/signer/transcript"
)

// TestCarriersAreReadBack: what the product itself writes to carry a request is
// read as that request, also once more inside a string.
func TestCarriersAreReadBack(t *testing.T) {
	const account, sign = "55555555-6666-7777-8888-999999999999", "c2lnbmF0dXJlIHRoYXQgaXMgbG9uZyBlbm91Z2g="
	for _, text := range []string{
		`{"amount":100,"order_id":"A-1"}`, `{"desc":"it's \"so\" \\ Ж 😀 $x ${y} %s ` + "`z`" + ` <?php {{x}}"}`,
		"\r\n{\r\n\t\"a\": \"%d \\\\ '\"\r\n}\r\n", "{\"a\":\"\u2028\u00a07\u202e\"}\n\n", `-5`, `"@x"`, "{\n  \"a\": [1,\n 2]\n}\n",
	} {
		for _, style := range []string{"as-is", "php", "node"} {
			p, err := request.Prepare(request.Request{Style: style, Account: account, JSON: []byte(text)})
			require.NoError(t, err)
			for _, format := range []string{"curl", "http", "fetch"} {
				carried, err := p.As(format, sign)
				require.NoError(t, err)
				escaped, err := json.Marshal(carried)
				require.NoError(t, err)
				logged, err := json.Marshal(map[string]any{"level": "info", "n": 1, "message": carried})
				require.NoError(t, err)
				for i, text := range []string{carried, string(escaped), string(logged)} {
					t.Run(format+" "+style+" "+strconv.Itoa(i), func(t *testing.T) {
						got := transcript.Read(text)
						assert.Equal(t, []string{p.URL, account, sign, string(p.Body)}, []string{got.URL, got.Account, got.Sign, string(got.Body)}, "%s\n%v", text, got.Notes)
					})
				}
			}
		}
	}
}
