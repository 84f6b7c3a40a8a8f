package body_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
	"github.com/alikassa-sign/alikassa-sign/signer/fault"
)

func TestParse(t *testing.T) {
	const text = "{\n  \"b\": [1.50, \"é\\u00e9\\ud83d\\ude00\", {}],\r\n\t\"a\": true, \"\": null, \"n\": -0e+1\r}\n"
	v, err := body.Parse([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, body.Object, v.Kind())
	assert.Equal(t, text, v.Raw(), "the outermost value is the whole text")

	var names []string
	for name, member := range v.Members() {
		names = append(names, name)
		assert.Same(t, member, v.Get(name))
	}
	assert.Equal(t, []string{"b", "a", "", "n"}, names, "in the order of the text")
	assert.Nil(t, v.Get("c"))

	b := v.Get("b")
	assert.Equal(t, body.Array, b.Kind())
	assert.Equal(t, "[1.50, \"é\\u00e9\\ud83d\\ude00\", {}]", b.Raw())
	var kinds []body.Kind
	for _, item := range b.Items() {
		kinds = append(kinds, item.Kind())
	}
	assert.Equal(t, []body.Kind{body.Number, body.String, body.Object}, kinds)
	assert.Equal(t, "1.50", b.Item(0).Text(), "as it is spelt")
	assert.Equal(t, "éé😀", b.Item(1).Text())
	assert.Zero(t, b.Item(2).Len())

	assert.True(t, v.Get("a").Bool())
	assert.False(t, v.Get("").Bool())
	assert.Equal(t, body.Null, v.Get("").Kind())
	assert.Equal(t, "-0e+1", v.Get("n").Text())
}

func TestParsePositions(t *testing.T) {
	v, err := body.Parse([]byte(" {\n\"é😀\": [1, 2],\r\n\"b\":\r\"c\" , \"d\" : 3}"))
	require.NoError(t, err)
	at := func(line, column int) [2]int { return [2]int{line, column} }
	of := func(v *body.Value) [2]int { return at(v.Line(), v.Column()) }
	assert.Equal(t, at(1, 2), of(v))
	assert.Equal(t, at(2, 7), of(v.Item(0)), "columns count characters, not bytes")
	assert.Equal(t, at(2, 11), of(v.Item(0).Item(1)))
	assert.Equal(t, at(4, 1), of(v.Item(1)), "a carriage return ends a line")
	assert.Equal(t, at(4, 13), of(v.Item(2)))
}

func TestMembersOfOthers(t *testing.T) {
	for _, text := range []string{"1", `"a"`, "[1]", "null"} {
		v, err := body.Parse([]byte(text))
		require.NoError(t, err)
		for range v.Members() {
			t.Error("only an object has members")
		}
		assert.Nil(t, v.Get("a"))
	}
	v, err := body.Parse([]byte(`{"a":1,"b":2}`))
	require.NoError(t, err)
	for range v.Items() {
		t.Error("only an array has items")
	}
	for name := range v.Members() {
		assert.Equal(t, "a", name)
		break
	}
}

// TestRefusals: what each mistake is called, and where it stands.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		message      string // a part of it
		hint         string // a part of it
	}{
		{"", 1, 1, "the text is empty", "object"},
		{" \n\t", 1, 1, "the text is empty", "object"},
		{"\ufeff{}", 1, 1, "begins with a byte order mark", "without BOM"},
		{"{\ufeff}", 1, 2, "byte order mark (U+FEFF)", "Remove"},
		{"\xff\xfe{\x00", 1, 1, "UTF-16", "UTF-8"},
		{"{} {}", 1, 4, "after the end", "one JSON value alone"},
		{"{};", 1, 3, "semicolon", "without"},
		{"order_id=1&amount=2", 1, 1, `begins with "order_id"`, "object"},
		{"<html>", 1, 1, "markup", "body"},

		{`{"a":1,}`, 1, 7, "comma stands after the last value", "Remove it"},
		{"[1,\n]", 1, 3, "comma stands after the last value", "Remove it"},
		{`[1,,2]`, 1, 4, "comma stands where a value should", "Remove"},
		{`{,"a":1}`, 1, 2, "comma stands where a name should", "Remove"},
		{`{"a":1,,"b":2}`, 1, 8, "comma stands where a name should", "Remove"},
		{`{'a':1}`, 1, 2, "single quotes", "json.dumps"},
		{`["a",'b']`, 1, 6, "single quotes", "double quotes"},
		{"[`a`]", 1, 2, "backticks", "double quotes"},
		{`{“a”:1}`, 1, 2, "typographic quotes (“)", "plain"},
		{`[ «a»]`, 1, 3, "typographic quotes («)", "plain"},
		{`{"a":NaN}`, 1, 6, "NaN is not JSON", "null"},
		{`{"a":Infinity}`, 1, 6, "Infinity is not JSON", "null"},
		{`{"a":-Infinity}`, 1, 6, "-Infinity is not JSON", "null"},
		{`{"a":undefined}`, 1, 6, "undefined is not JSON", "leave the field out"},
		{`{"a":None}`, 1, 6, "None is Python", "str(dict)"},
		{`{"a":True}`, 1, 6, "True is Python", "true"},
		{`[FALSE]`, 1, 2, "FALSE is not JSON", "false"},
		{`{"a":yes}`, 1, 6, `begin with "yes"`, `"yes"`},
		{`{a:1}`, 1, 2, `The name "a" has no quotes`, `"a"`},
		{`{ order_id : 1}`, 1, 3, `The name "order_id" has no quotes`, "JSON.stringify"},
		{`{1:1}`, 1, 2, `The name "1" has no quotes`, `"1"`},
		{`{-:1}`, 1, 2, `The name "-" has no quotes`, `"-"`},
		{"{\"a\":1 // one\n}", 1, 8, "no comments", "Remove"},
		{"/* x */{}", 1, 1, "no comments", "Remove"},
		{"# x\n{}", 1, 1, "no comments", "Remove"},
		{"{\n# x\n}", 2, 1, "no comments", "Remove"},
		{`{\"a\":1}`, 1, 2, "backslash stands outside", "escaped once more"},
		{`{"a"=>1}`, 1, 5, "equals sign", "colon"},
		{`{"a" 1}`, 1, 6, `colon is missing after the name "a"`, `"name": value`},
		{`{"a":}`, 1, 6, `missing before "}"`, "null"},
		{`[:]`, 1, 2, `missing before ":"`, "null"},
		{`{"a":1 "b":2}`, 1, 8, "comma is missing", `\"`},
		{`[1 2]`, 1, 4, `not "2"`, "comma"},
		{`[1}`, 1, 3, `wrong kind closes: "}"`, `"]"`},
		{`{"a":1]`, 1, 7, `wrong kind closes: "]"`, `"}"`},
		{`{"a"!`, 1, 5, "colon is missing", "name"},
		{`{!}`, 1, 2, `not "!"`, "name"},
		{`[!]`, 1, 2, `begin with "!"`, "object"},
		{`[1!]`, 1, 3, `not "!"`, "comma"},
		{`(1, 2)`, 1, 1, "bracket that JSON does not know", "[1, 2]"},
		{`{"a":1,...b}`, 1, 8, "point stands outside", "ellipsis"},

		{"{", 1, 2, "ends inside an object", "lost"},
		{`{"a"`, 1, 5, `ends after the name "a"`, "lost"},
		{`{"a":`, 1, 6, "ends where a value should", "lost"},
		{`{"a":1`, 1, 7, `ends before the "}"`, "lost"},
		{`[1`, 1, 3, `ends before the "]"`, "lost"},
		{"[\"a\n\"]", 1, 4, "line ends inside a text", `\n`},
		{`["abc`, 1, 2, "no closing quote", "lost"},
		{`["abc\`, 1, 2, "no closing quote", "lost"},
		{`["a\n`, 1, 2, "no closing quote", "lost"},

		{`[01]`, 1, 2, "begins with a zero", "quotes"},
		{`[-01]`, 1, 2, "begins with a zero", "quotes"},
		{`[+1]`, 1, 2, "plus stands outside", "phone"},
		{`[.5]`, 1, 2, "point stands outside", "0.5"},
		{`[1.]`, 1, 4, `The number "1."`, "digits"},
		{`[1.e3]`, 1, 4, `The number "1.e3"`, "digits"},
		{`[1e]`, 1, 4, `The number "1e"`, "digits"},
		{`[1e+]`, 1, 5, `The number "1e+"`, "digits"},
		{`[-]`, 1, 3, `The number "-"`, "digits"},
		{`[0x1F]`, 1, 3, `The number "0x1F"`, "digits"},
		{`[1_000]`, 1, 3, `The number "1_000"`, "digits"},
		{`[1.2.3]`, 1, 5, `The number "1.2.3"`, "digits"},
		{`[12n]`, 1, 4, `The number "12n"`, "digits"},

		{`["a\x"]`, 1, 4, `escape of a backslash and "x"`, `\\`},
		{`["\'"]`, 1, 3, `escape of a backslash and "'"`, `\\`},
		{`["\u12"]`, 1, 3, "four hexadecimal digits", `\\`},
		{`["\u12g4"]`, 1, 3, "four hexadecimal digits", `\\`},
		{`["\ud800\u12"]`, 1, 9, "four hexadecimal digits", `\\`},
		{`["\ud800"]`, 1, 3, `surrogate \ud800 stands alone`, "cut off"},
		{`["é\udc00"]`, 1, 4, `surrogate \udc00 stands alone`, "cut off"},
		{`["\ud800\u0041"]`, 1, 3, `surrogate \ud800 stands alone`, "cut off"},
		{`["\ud800\ud800"]`, 1, 3, `surrogate \ud800 stands alone`, "cut off"},
		{`{"\ud800":1}`, 1, 3, `surrogate \ud800 stands alone`, "cut off"},
		{"[\"a\tb\"]", 1, 4, "tab stands inside", `\t`},
		{"[\"a\\n\tb\"]", 1, 6, "tab stands inside", `\t`},
		{"[\"\x1f\"]", 1, 3, "control character (U+001F)", `\u001f`},
		{"[\x01]", 1, 2, "control character (U+0001) stands outside", "Remove"},
		{"[1\x7f]", 1, 3, "control character (U+007F) stands outside", "Remove"},
		{"[\u00a01]", 1, 2, "blank that JSON does not know (U+00A0)", "plain space"},
		{"[1,\u200b2]", 1, 4, "blank that JSON does not know (U+200B)", "plain space"},

		{"[\"é\xff\"]", 1, 4, "not UTF-8 (0xff)", "windows-1251"},
		{"[\"\\n\xc3\"]", 1, 5, "not UTF-8 (0xc3)", "UTF-8"},
		{"[\"\xed\xa0\x80\"]", 1, 3, "not UTF-8 (0xed)", "UTF-8"},
		{"[\xe9]", 1, 2, "not UTF-8 (0xe9)", "UTF-8"},
		{"{\"a\":1}\xe9", 1, 8, "not UTF-8 (0xe9)", "UTF-8"},
		{`["a"é]`, 1, 5, `not "é"`, "comma"},
	} {
		t.Run(c.text, func(t *testing.T) {
			_, err := body.Parse([]byte(c.text))
			f := refusal(t, err)
			assert.Equal(t, "not-json", f.Code)
			assert.Equal(t, []int{c.line, c.column}, []int{f.Line, f.Column}, f.Message)
			assert.Contains(t, f.Message, c.message)
			assert.Contains(t, f.Hint, c.hint)
		})
	}
}

func refusal(t *testing.T, err error) *fault.Error {
	t.Helper()
	var f *fault.Error
	require.True(t, errors.As(err, &f), "%v", err)
	return f
}

func TestDuplicateNames(t *testing.T) {
	var many strings.Builder
	for i := range 1000 {
		many.WriteString("\n\"" + strings.Repeat("x", i) + "\": 1,")
	}
	for _, c := range []struct {
		text         string
		line, column int
	}{
		{`{"a":1,"a":2}`, 1, 8},
		{"{\"a\":1,\n \"\\u0061\":2}", 2, 2},
		{`[{"a":{"b":1,"c":2,"b":3}}]`, 1, 20},
		{`{"":1,"":1}`, 1, 7},
		{"{" + many.String() + "\n  \"xxx\": 1}", 1002, 3},
		{"{" + many.String() + "\n\"" + strings.Repeat("x", 999) + "\": 1}", 1002, 1},
	} {
		_, err := body.Parse([]byte(c.text))
		f := refusal(t, err)
		assert.Equal(t, "duplicate-name", f.Code)
		assert.Equal(t, []int{c.line, c.column}, []int{f.Line, f.Column}, f.Message)
	}
	_, err := body.Parse([]byte(`{"a":{"a":[{"a":1},{"a":1}]},"A":1}`))
	assert.NoError(t, err, "other objects, another case")
	_, err = body.Parse([]byte("{" + many.String() + `"y":1}`))
	assert.NoError(t, err)
}

func TestLimits(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
	_, err := body.Parse(nested(body.MaxDepth))
	require.NoError(t, err)
	_, err = body.Parse(nested(body.MaxDepth + 1))
	f := refusal(t, err)
	assert.Equal(t, []any{"not-json", 1, 513}, []any{f.Code, f.Line, f.Column})
	assert.Contains(t, f.Message, "512 deep")
	_, err = body.Parse([]byte(strings.Repeat("[{},", 511) + "[]" + strings.Repeat("]", 511)))
	require.NoError(t, err, "what stands side by side is not deep")

	full := []byte(`["` + strings.Repeat("é\n"[:2], body.MaxSize/2-2) + `"]`)
	require.Len(t, full, body.MaxSize)
	_, err = body.Parse(full)
	require.NoError(t, err)
	_, err = body.Parse(append(full, ' '))
	f = refusal(t, err)
	assert.Equal(t, []any{"not-json", 1, body.MaxSize/2 + 3}, []any{f.Code, f.Line, f.Column})
	assert.Contains(t, f.Message, "1 MiB")
}

func TestMessagesAreShort(t *testing.T) {
	long := strings.Repeat("щ", 100000)
	for _, text := range []string{`{"` + long + `":1,"` + long + `":2}`, "{" + strings.Repeat("a", 100000) + ":1}", "[" + strings.Repeat("1", 100000) + "x]"} {
		_, err := body.Parse([]byte(text))
		assert.Less(t, len(refusal(t, err).Message), 250)
	}
	_, err := body.Parse([]byte("{\"a\u202e\\u0000\\n\":1,\"a\u202e\\u0000\\n\":1}"))
	assert.Contains(t, refusal(t, err).Message, `"a\u202e\x00\n"`, "what cannot be seen is made visible")
}
