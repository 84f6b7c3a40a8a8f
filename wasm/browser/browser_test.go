//go:build js && wasm && !doctor

package main

import (
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"syscall/js"
	"testing"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/key"
	"github.com/alikassa-sign/alikassa-sign/signer/operation"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFrameRoundTrip(t *testing.T) {
	for _, parts := range [][][]byte{
		nil,
		{{}},
		{nil},
		{[]byte("a"), nil, {}, []byte(strings.Repeat("b", 300))},
	} {
		got, garbled := unpack(pack(parts...))
		require.Nil(t, garbled)
		require.Len(t, got, len(parts))
		for i, part := range parts {
			assert.Equal(t, part, got.bytes(i))
			assert.Equal(t, part != nil, got.given(i))
		}
		assert.Nil(t, got.bytes(len(parts)), "beyond the end")
	}
	got, _ := unpack(pack(number(1<<32-2), []byte("text")))
	assert.Equal(t, uint32(1<<32-2), got.number(0))
	assert.Equal(t, "text", got.text(1))
	assert.Zero(t, got.number(2))
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255, 2, 0, 0, 0, 'a', 'b'})
	f.Fuzz(func(t *testing.T, frame []byte) {
		parts, garbled := unpack(frame)
		if garbled != nil {
			assert.Equal(t, "internal", garbled.Code)
			return
		}
		assert.Equal(t, append([]byte{}, frame...), append([]byte{}, pack(parts...)...))
	})
}

func TestRunAnswersWhateverHappens(t *testing.T) {
	var slice []int
	secret := "-----BEGIN PRIVATE KEY-----"
	for name, c := range map[string]struct {
		call          function
		code, message string
	}{
		"a fault":        {func(fields) ([][]byte, error) { return nil, fault.New("bad-account", "It is bad.") }, "bad-account", "It is bad."},
		"another error":  {func(fields) ([][]byte, error) { return nil, errors.New("odd") }, "internal", "odd"},
		"a runtime trap": {func(fields) ([][]byte, error) { _ = slice[len(slice)]; return nil, nil }, "internal", "index out of range"},
		"a panic":        {func(fields) ([][]byte, error) { panic(secret) }, "internal", "a fault of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			answer, garbled := unpack(run(c.call, pack()))
			require.Nil(t, garbled)
			require.Len(t, answer, 1)
			var told struct{ Code, Message string }
			require.NoError(t, json.Unmarshal(answer[0], &told))
			assert.Equal(t, c.code, told.Code)
			assert.Contains(t, told.Message, c.message)
			assert.NotContains(t, told.Message, secret)
		})
	}
	t.Run("a garbled call", func(t *testing.T) {
		answer, _ := unpack(run(encode, []byte{9, 0, 0, 0}))
		assert.Contains(t, answer.text(0), `"code":"internal"`)
	})
}

func TestServeAnswersWhereTheFrameCannotBeTaken(t *testing.T) {
	for name, arguments := range map[string][]js.Value{
		"none":         nil,
		"no bytes":     {js.ValueOf(1)},
		"too long":     {js.ValueOf(map[string]any{"length": 1e15})},
		"not an array": {js.ValueOf(map[string]any{"length": 3})},
	} {
		t.Run(name, func(t *testing.T) {
			out := serve(encode, arguments)
			frame := make([]byte, out.Length())
			js.CopyBytesToGo(frame, out)
			answer, garbled := unpack(frame)
			require.Nil(t, garbled)
			assert.Contains(t, answer.text(0), `"code":"internal"`)
		})
	}
}

func TestResultsAreOverwritten(t *testing.T) {
	secret := []byte("secret")
	answer, _ := unpack(run(func(fields) ([][]byte, error) { return [][]byte{secret}, nil }, pack()))
	assert.Equal(t, "secret", answer.text(1))
	assert.Equal(t, make([]byte, 6), secret)
}

func TestJSON(t *testing.T) {
	for _, s := range []string{"", `"\`, "\x00\n\x1f", "é😀\u2028", "</script>"} {
		var got string
		require.NoError(t, json.Unmarshal(appendString(nil, s), &got), "%q", s)
		assert.Equal(t, s, got)
	}
	o := newObject(nil)
	o.text("text", "a")
	o.textIf("left out", "")
	o.textOrNull("null", "")
	o.number("number", -1)
	o.numberIf("left out", 0)
	o.bool("bool", true)
	o.name("list")
	o.dst = appendList(o.dst, []string{"a", "b"}, appendString)
	assert.JSONEq(t, `{"text":"a","null":null,"number":-1,"bool":true,"list":["a","b"]}`, string(o.end()))
	assert.Equal(t, "{}", string(newObject(nil).end()))
}

func TestDescribeIsJSON(t *testing.T) {
	out, err := describe(nil)
	require.NoError(t, err)
	var got struct {
		Styles     []struct{ Name, Title, Language string }
		Operations []struct {
			Name, Method, Path, Certificate string
			Fields                          []map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(out[0], &got))
	assert.Equal(t, "php", got.Styles[0].Name)
	assert.Len(t, got.Operations, len(operation.All()))
	for _, op := range got.Operations {
		assert.Equal(t, "POST", op.Method)
		for _, field := range op.Fields {
			assert.NotEmpty(t, field["description"], field["name"])
		}
	}
}

// TestCallsLeaveNothing: after many calls from JavaScript the heap holds what it
// held before, to less than the smallest thing that a call could leave there.
func TestCallsLeaveNothing(t *testing.T) {
	pem := keys.Read("vectors/pkcs1-plain-1024.pem")
	k, err := key.Open(key.Source{PrivateKey: pem})
	require.NoError(t, err)
	text := []byte(`{"amount":12.50,"order_id":"1"}`)
	account := []byte("93d5df06-996c-48c3-9847-348d6b580b80")
	open := func() []byte { return pack(nil, pem, nil, nil) }
	opener := expose(openKey)
	defer opener.Release()
	held := unpackJS(t, opener.Invoke(toJS(open()))).bytes(1)

	for name, c := range map[string]struct {
		call  function
		frame []byte
	}{
		"describe": {describe, nil},
		"sign":     {sign, pack(held, text)},
		"encode":   {encode, pack(text, []byte("php"))},
		"validate": {validate, pack(text, []byte("payment"))},
		"verify":   {verify, pack(text, []byte("AA=="), []byte(k.Info().PublicKeyPEM))},
		"prepare":  {prepare, pack([]byte("payment"), text, []byte("php"), account)},
		"refusal":  {encode, pack(text, []byte("cobol"))},
		"open and forget": {func(in fields) ([][]byte, error) {
			out, err := openKey(in)
			if err == nil {
				_, err = forget(fields{out[0]})
			}
			return out, err
		}, open()},
	} {
		t.Run(name, func(t *testing.T) {
			f := expose(c.call)
			defer f.Release()
			frame := toJS(c.frame)
			heap := func(calls int) int64 {
				for range calls {
					f.Invoke(frame)
				}
				var stats runtime.MemStats
				for range 3 { // what has a finalizer goes a round later
					runtime.GC()
					for range 10 {
						runtime.Gosched() // to the finalizers
					}
				}
				runtime.ReadMemStats(&stats)
				return int64(stats.HeapAlloc)
			}
			heap(100)
			before := heap(100)
			const calls = 800 // so that a map that keeps something of each has to grow
			assert.Less(t, (heap(calls)-before)/calls, int64(8), "bytes a call")
		})
	}
}

func unpackJS(t *testing.T, array js.Value) fields {
	t.Helper()
	frame := make([]byte, array.Length())
	js.CopyBytesToGo(frame, array)
	parts, garbled := unpack(frame)
	require.Nil(t, garbled)
	require.Nil(t, parts.bytes(0), "%s", parts.bytes(0))
	return parts
}
