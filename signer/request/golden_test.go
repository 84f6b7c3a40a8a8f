package request

import (
	"embed"
	"flag"
	gofmt "go/format"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

//go:embed testdata/*
var golden embed.FS

var update = flag.Bool("update", false, "write testdata anew: go test ./signer/request -run Golden -update")

const valuesJSON = `{
  "order_id": "A'1\"\\",
  "desc": "$x ${x} {$x} \u2028 \u0000 \ud83d\ude00 Ёж \\u000a <?php ?> </script> {{data}}",
  "amount": 12.50,
  "whole": 12.0,
  "negative_zero": -0.0,
  "large": 5000000000,
  "larger": 123456789012345678901,
  "smallest": -9223372036854775808,
  "yes": true,
  "nothing": null,
  "__proto__": "a name",
  "7": "another",
  "a\"b": "no tag",
  "extra": {"card_holder": "O'NEIL", "card_country": "RU", "-": {}},
  "items": [1, "two", [], {"id": 3}, {"id": 4}]
}`

var goldens = []struct{ file, format, operation, style, json string }{
	{"payment.sh.txt", "curl", "payment", "php", paymentJSON},
	{"payment-raw.sh.txt", "curl", "payment", "as-is", paymentJSON},
	{"values.sh.txt", "curl", "payment", "node", valuesJSON},
	{"payment.http.txt", "http", "payment", "php", paymentJSON},
	{"payment.fetch.txt", "fetch", "payment", "php", paymentJSON},
	{"values.fetch.txt", "fetch", "payment", "node", valuesJSON},
	{"payment.php.txt", "php", "payment", "php", paymentJSON},
	{"payout.php.txt", "php", "payout", "php-unescaped", payoutJSON},
	{"values.php.txt", "php", "payment", "php", valuesJSON},
	{"payment.mjs.txt", "node", "payment", "node", paymentJSON},
	{"values.mjs.txt", "node", "payment", "node", valuesJSON},
	{"other-style.mjs.txt", "node", "payment", "php", paymentJSON},
	{"payment.py.txt", "python", "payment", "python", paymentJSON},
	{"payout.py.txt", "python", "payout", "python-compact-unicode", payoutJSON},
	{"values.py.txt", "python", "payment", "python", valuesJSON},
	{"payment.java.txt", "java", "payment", "java", paymentJSON},
	{"values.java.txt", "java", "payment", "java", valuesJSON},
	{"payment.go.txt", "go", "payment", "go", paymentJSON},
	{"payout-struct.go.txt", "go", "payout", "go-struct", payoutJSON},
	{"values.go.txt", "go", "payment", "go", valuesJSON},
	{"values-struct.go.txt", "go", "payment", "go-struct", valuesJSON},
	{"balance.go.txt", "go", "balance", "go", "[]"},
}

func TestGolden(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.file, func(t *testing.T) {
			p, err := Prepare(Request{Operation: g.operation, Style: g.style, Account: account, JSON: []byte(g.json)})
			require.NoError(t, err)
			text, err := p.As(g.format, "c2lnbmF0dXJl")
			require.NoError(t, err)
			if *update {
				require.NoError(t, os.WriteFile(filepath.Join("testdata", g.file), []byte(text), 0o644))
				return
			}
			want, err := golden.ReadFile("testdata/" + g.file)
			require.NoError(t, err)
			assert.Equal(t, string(want), text)
			if g.format == "go" {
				formatted, err := gofmt.Source([]byte(text))
				require.NoError(t, err)
				assert.Equal(t, string(formatted), text, "as gofmt has it")
			}
		})
	}
}
