package body

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEncode(t *testing.T) {
	const text = `{"amount": 12.50, "2":1e3, "desc":"é/<\u2028😀", "1":{}, "x":[true,null,-0]}`
	for style, want := range map[string]string{
		"php":            `{"amount":12.5,"2":1000,"desc":"\u00e9\/<\u2028\ud83d\ude00","1":[],"x":[true,null,0]}`,
		"php-unescaped":  `{"amount":12.5,"2":1000,"desc":"é/<\u2028😀","1":[],"x":[true,null,0]}`,
		"node":           "{\"1\":{},\"2\":1000,\"amount\":12.5,\"desc\":\"é/<\u2028😀\",\"x\":[true,null,0]}",
		"python":         `{"amount": 12.5, "2": 1000.0, "desc": "\u00e9/<\u2028\ud83d\ude00", "1": {}, "x": [true, null, 0]}`,
		"python-compact": `{"amount":12.5,"2":1000.0,"desc":"\u00e9/<\u2028\ud83d\ude00","1":{},"x":[true,null,0]}`,
		"as-is":          text,
	} {
		got, err := Encode([]byte(text), style)
		require.NoError(t, err, style)
		assert.Equal(t, want, string(got), style)
	}
}
