package body_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

const payment = `{
  "amount": 1099.50,
  "order_id": "order-5000/7",
  "currency": "RUB",
  "service": "payment_card_rub_hpp",
  "customer_code": "c-18",
  "customer_ip": "18.191.80.10",
  "customer_first_name": "Зоя",
  "customer_last_name": "O'Neill & <Söhne>",
  "customer_email": "zoe@example.com",
  "success_redirect_url": "https://example.com/success?order=5000&lang=ru",
  "fail_redirect_url": "https://example.com/fail",
  "notification_endpoint_url": "https://example.com/alikassa",
  "lifetime": 3600,
  "desc": "Оплата заказа № 5000"
}`

// TestStyles shows what tells the styles apart.
func TestStyles(t *testing.T) {
	const text = `{"2": 12.0, "b": "é/<\u2028😀\u007f\u001f", "1": {}, "e": 1e21, "x": [true, null, -0, 9007199254740993]}`
	wants := map[string]string{
		"php":                    `{"2":12,"b":"\u00e9\/<\u2028\ud83d\ude00` + "\x7f" + `\u001f","1":[],"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"php-unescaped-unicode":  `{"2":12,"b":"é\/<\u2028😀` + "\x7f" + `\u001f","1":[],"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"php-unescaped-slashes":  `{"2":12,"b":"\u00e9/<\u2028\ud83d\ude00` + "\x7f" + `\u001f","1":[],"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"php-unescaped":          `{"2":12,"b":"é/<\u2028😀` + "\x7f" + `\u001f","1":[],"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"node":                   `{"1":{},"2":12,"b":"é/<` + "\u2028😀\x7f" + `\u001f","e":1e+21,"x":[true,null,0,9007199254740992]}`,
		"python":                 `{"2": 12.0, "b": "\u00e9/<\u2028\ud83d\ude00\u007f\u001f", "1": {}, "e": 1e+21, "x": [true, null, 0, 9007199254740993]}`,
		"python-unicode":         `{"2": 12.0, "b": "é/<` + "\u2028😀\x7f" + `\u001f", "1": {}, "e": 1e+21, "x": [true, null, 0, 9007199254740993]}`,
		"python-compact":         `{"2":12.0,"b":"\u00e9/<\u2028\ud83d\ude00\u007f\u001f","1":{},"e":1e+21,"x":[true,null,0,9007199254740993]}`,
		"python-compact-unicode": `{"2":12.0,"b":"é/<` + "\u2028😀\x7f" + `\u001f","1":{},"e":1e+21,"x":[true,null,0,9007199254740993]}`,
		"java":                   `{"2":12.0,"b":"é/<` + "\u2028😀\x7f" + `\u001F","1":{},"e":1.0E21,"x":[true,null,0,9007199254740993]}`,
		"go":                     `{"1":{},"2":12,"b":"é/\u003c\u2028😀` + "\x7f" + `\u001f","e":1e+21,"x":[true,null,0,9007199254740993]}`,
		"go-struct":              `{"2":12,"b":"é/\u003c\u2028😀` + "\x7f" + `\u001f","1":{},"e":1e+21,"x":[true,null,0,9007199254740993]}`,
		"ruby":                   `{"2":12.0,"b":"é/<` + "\u2028😀\x7f" + `\u001f","1":{},"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"rails":                  `{"2":12.0,"b":"é/\u003c\u2028😀` + "\x7f" + `\u001f","1":{},"e":1.0e+21,"x":[true,null,0,9007199254740993]}`,
		"as-is":                  text,
	}
	for _, style := range body.Styles() {
		assert.NotEmpty(t, style.Title)
		assert.NotEmpty(t, style.Language)
	}
	for style, want := range wants { // the vectors hold every style
		got, err := body.Encode([]byte(text), style)
		require.NoError(t, err, style)
		assert.Equal(t, want, string(got), style)
	}
}

func TestAsIs(t *testing.T) {
	for _, text := range []string{" {\"b\" :1.50,\r\n\"a\":\"\\u0041\\/\" }\n", "[1e400]", "-0"} {
		got, err := body.Encode([]byte(text), "as-is")
		require.NoError(t, err)
		assert.Equal(t, text, string(got))
	}
	_, err := body.Encode([]byte("{'a':1}"), "as-is")
	assert.Equal(t, "not-json", refusal(t, err).Code, "it must be JSON all the same")

	v, err := body.Parse([]byte(`{"a": [1, 2 ] }`))
	require.NoError(t, err)
	got, err := body.Write(v.Get("a"), "as-is")
	require.NoError(t, err)
	assert.Equal(t, `[1, 2 ]`, string(got), "a part is its piece of the text")
}

func TestUnknownStyle(t *testing.T) {
	_, err := body.Encode([]byte("not even JSON"), "cobol")
	f := refusal(t, err)
	assert.Equal(t, "unknown-style", f.Code)
	assert.Contains(t, f.Message, `"cobol"`)
	assert.Contains(t, f.Hint, "php, php-unescaped-unicode")
	assert.Contains(t, f.Choices, "rails")
	assert.Len(t, f.Choices, len(body.Styles()))
}

// TestNotEncodable: what a language cannot write is said to be its fault, and
// where it stands.
func TestNotEncodable(t *testing.T) {
	huge := "{\"a\":1,\n \"b\": [1e400]}"
	deep := strings.Repeat("[", 101) + strings.Repeat("]", 101)
	long := "[" + strings.Repeat("9", 5000) + "]"
	for _, c := range []struct {
		text, style, message string
		line, column         int
	}{
		{huge, "php", `PHP cannot write what stands in line 2, column 8: the number "1e400" is too large for a float, and json_encode has no text for INF.`, 2, 8},
		{huge, "python", "json.dumps would write Infinity, which is not JSON", 2, 8},
		{huge, "go", "json.Unmarshal refuses it", 2, 8},
		{huge, "go-struct", "json.Unmarshal refuses it", 2, 8},
		{huge, "ruby", "JSON.generate refuses Infinity", 2, 8},
		{deep, "ruby", "at most 100 deep", 1, 101},
		{deep, "rails", "at most 100 deep", 1, 101},
		{strings.Repeat("[", 512) + strings.Repeat("]", 512), "php", "at most 511 deep", 1, 512},
		{long, "python", "at most 4300 digits", 1, 2},
		{long, "java", "at most 1000 digits", 1, 2},
		{"[0." + strings.Repeat("1", 5000) + "]", "java", "at most 1000 digits", 1, 2},
	} {
		v, err := body.Parse([]byte(c.text))
		require.NoError(t, err)
		out, err := body.Write(v, c.style)
		f := refusal(t, err)
		assert.Empty(t, out)
		assert.Equal(t, []any{"not-encodable", c.line, c.column}, []any{f.Code, f.Line, f.Column})
		assert.Contains(t, f.Message, c.message)
		assert.NotEmpty(t, f.Hint)
	}
	for style, want := range map[string]string{"node": "[null,null]", "java": `["Infinity","-Infinity"]`, "rails": "[null,null]", "as-is": "[1e400,-1e400]"} {
		got, err := body.Encode([]byte("[1e400,-1e400]"), style)
		require.NoError(t, err)
		assert.Equal(t, want, string(got), style)
	}
}

func TestAppend(t *testing.T) {
	v, err := body.Parse([]byte(`{"b":1,"2":[1e400]}`))
	require.NoError(t, err)
	buf := append(make([]byte, 0, 100), "body="...)
	got, err := body.Append(buf, v, "node")
	require.NoError(t, err)
	assert.Equal(t, `body={"2":[null],"b":1}`, string(got))
	for _, style := range []string{"php", "cobol"} {
		got, err = body.Append(buf, v, style)
		require.Error(t, err)
		assert.Equal(t, "body=", string(got), "nothing half written after a fault")
	}
	assert.Equal(t, "b", v.Name(0), "writing leaves the value as it is")
}

func BenchmarkParse(b *testing.B) {
	text := []byte(payment)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := body.Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	text := []byte(payment)
	for _, style := range body.Styles() {
		b.Run(style.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := body.Encode(text, style.Name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	v, err := body.Parse([]byte(payment))
	require.NoError(b, err)
	var buf []byte
	for _, style := range body.Styles() {
		b.Run(style.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if buf, err = body.Append(buf[:0], v, style.Name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
