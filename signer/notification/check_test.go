package notification

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/alikassa-sign/alikassa-sign/signer/fault"
	"github.com/alikassa-sign/alikassa-sign/signer/testdata/notifications"
)

// of returns a vector by its name.
func of(t testing.TB, v *notifications.Vectors, name string) notifications.Vector {
	t.Helper()
	for _, c := range v.Vectors {
		if c.Name == name {
			return c
		}
	}
	require.Fail(t, "no vector "+name)
	return notifications.Vector{}
}

// manyFields is a query of so many.
func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("f" + strconv.Itoa(i) + "=&")
	}
	return b.String()
}

func TestFaults(t *testing.T) {
	_, keys := vectors(t)
	for payload, code := range map[string]string{
		"":                                  "payload-empty",
		" \r\n\t":                           "payload-empty",
		"\ufeff ":                           "payload-empty",
		"?":                                 "payload-unreadable",
		"hello":                             "payload-unreadable",
		"&&&":                               "payload-unreadable",
		"GET / HTTP/1.1":                    "payload-unreadable",
		"https://shop.example/?":            "payload-unreadable",
		"[]":                                "payload-unreadable",
		"{}":                                "payload-unreadable",
		`"\"\\\"{}\\\"\""`:                  "payload-unreadable", // a string in a string in a string
		`""`:                                "payload-empty",
		`{"a":1`:                            "not-json",
		`{"a":1,"a":2}`:                     "duplicate-name",
		strings.Repeat("a=1&", MaxSize/4+1): "payload-too-large",
		manyFields(maxFields + 1):           "payload-unreadable",
		"Array\n(\n" + strings.ReplaceAll(strings.ReplaceAll(manyFields(maxFields+1), "f", "[f"), "=&", "] => \n"): "payload-unreadable",
		`{"` + strings.ReplaceAll(manyFields(maxFields+1), "=&", `":0,"`) + `":0}`:                                 "payload-unreadable",
	} {
		r, err := Check(payload, keys["alikassa"])
		var f *fault.Error
		if assert.ErrorAs(t, err, &f, "%.40q: %+v", payload, r) {
			assert.Equal(t, code, f.Code, "%.40q", payload)
			assert.NotEmpty(t, f.Hint, "%.40q", payload)
		}
		assert.Nil(t, r)
	}
	weak := &rsa.PublicKey{N: new(big.Int).SetBit(big.NewInt(1), 1022, 1), E: 3}
	_, err := Check("a=1&sign=YQ==", weak)
	assert.ErrorIs(t, err, fault.New("weak-key", ""))
}

// TestFields: they come back in the order received, decoded once.
func TestFields(t *testing.T) {
	v, keys := vectors(t)
	c := of(t, v, "carrier_url")
	r, err := Check(c.Payload, keys[c.Key])
	require.NoError(t, err)
	assert.Equal(t, Notification, r.Kind)
	require.Len(t, r.Fields, len(documentedFields)+1)
	for i, name := range documentedFields {
		assert.Equal(t, Field{name, v.Fields[name]}, r.Fields[i])
	}
	assert.Equal(t, signName, r.Fields[len(documentedFields)].Name)

	for payload, want := range map[string][]Field{
		"a=1&b=%zz&c=%2&d&=e&a%5Bb%5D=%2541":                     {{"a", "1"}, {"b", "%zz"}, {"c", "%2"}, {"d", ""}, {"", "e"}, {"a[b]", "%41"}},
		"a=1&b=2&a=3&a=4":                                        {{"a", "4"}, {"b", "2"}},
		`{"a":1.50,"b":null,"c":true,"d":{"e":[]},"f":"\u00e9"}`: {{"a", "1.50"}, {"b", ""}, {"c", "true"}, {"d", `{"e":[]}`}, {"f", "é"}},
		"curl 'https://shop.example/a?b=1&c=2' -v":               {{"b", "1"}, {"c", "2"}},
		"a=why?&b=/c": {{"a", "why?"}, {"b", "/c"}},
		"Array\n(\n    [a] => 1\n    [b] => 2\n3\n    [c] =>\n)\n": {{"a", "1"}, {"b", "2\n3"}, {"c", ""}},
		"Array\r\n(\r\n    [a] => 1":                               {{"a", "1"}},
		"array(2) {\n  [\"a\"]=>\n  NULL\n  [\"b\"]=>\n  bool(true)\n  [\"c\"]=>\n  float(1.5)\n  [\"d\"]=>\n  string(3) \"\"]>\"\n}": {{"a", ""}, {"b", "true"}, {"c", "1.5"}, {"d", `"]>`}},
		"array(1) {\n  [\"a\"]=>\n  string(99) \"x\"\n  [\"b\"]=>\n  int(1)":                                                          nil,
		"['a' => 'b\\'c', 'd' => 1.5, 'e' => NULL, 'f' => [1], 'g' => false]":                                                         {{"a", "b'c"}, {"d", "1.5"}, {"e", ""}, {"g", "false"}},
		"['a', 'b' => 'c']":     {{"b", "c"}},
		"['a' => 'never closed": {{"a", "never closed"}},
	} {
		r, err := Check(payload, keys["alikassa"])
		if want == nil {
			assert.Error(t, err, payload)
			continue
		}
		if assert.NoError(t, err, payload) {
			assert.Equal(t, want, r.Fields, payload)
			assert.False(t, r.Valid)
			assert.Contains(t, codes(r), "sign-empty")
		}
	}
}

// TestNeverValid: nothing that was changed after signing is valid.
func TestNeverValid(t *testing.T) {
	v, keys := vectors(t)
	good := of(t, v, "carrier_query").Payload
	for _, name := range documentedFields {
		forged := strings.Replace("&"+good, "&"+name+"=", "&"+name+"=0", 1)
		require.NotEqual(t, "&"+good, forged)
		r, err := Check(forged, keys["alikassa"])
		require.NoError(t, err)
		assert.False(t, r.Valid, name)
		assert.Empty(t, r.Form)
	}
	// (int)"100001524abc" is the id that was signed: PHP's cast must not prove it.
	r, err := Check(strings.Replace(good, "id=100001524", "id=100001524abc", 1), keys["alikassa"])
	require.NoError(t, err)
	assert.False(t, r.Valid)
	r, err = Check(strings.Replace(good, "id=100001524", "id=0100001524", 1), keys["alikassa"])
	require.NoError(t, err)
	assert.False(t, r.Valid)
}

// TestAbsent: what is missing is named.
func TestAbsent(t *testing.T) {
	_, keys := vectors(t)
	r, err := Check("order_id=1&payment_status=paid", keys["alikassa"])
	require.NoError(t, err)
	require.Equal(t, []string{"sign-empty", "missing-fields"}, codes(r))
	assert.Equal(t, "Not received: type, id, amount, payment_amount, commission_amount, is_partial_payment, account, service and desc.", r.Findings[1].Title)
	for sign, code := range map[string]string{
		"=":                             "sign-not-base64",
		"A":                             "sign-not-base64",
		strings.Repeat("/", 342):        "sign-not-base64", // with bits after the last byte
		strings.Repeat("g", 344):        "wrong-key-size",
		strings.Repeat("g", 512):        "wrong-key-size",
		strings.Repeat("g", 172):        "sign-truncated",
		strings.Repeat("g", 171):        "sign-truncated", // as long as of 1024 bits, and not ended
		strings.Repeat("g", 170) + "w=": "wrong-key-size",
		strings.Repeat("a", 63):         "sign-truncated", // too short to be told from base64
		strings.Repeat("a", 64):         "sign-hex",
		strings.Repeat("a", 65):         "sign-hex",
	} {
		r, err := Check("order_id=1&uuid=2&sign="+sign, keys["alikassa"])
		require.NoError(t, err)
		assert.Equal(t, code, r.Findings[0].Code, sign)
		assert.Equal(t, Redirect, r.Kind)
	}
}

// TestCertain: a finding says no more than what the signature shows.
func TestCertain(t *testing.T) {
	v, keys := vectors(t)
	good := of(t, v, "carrier_query").Payload
	fields, _, _ := strings.Cut(good, "&sign=")
	pss := func() string {
		block, _ := pem.Decode(notifications.PrivateKey())
		private, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		require.NoError(t, err)
		digest := sha1.Sum([]byte("{}"))
		sig, err := rsa.SignPSS(rand.Reader, private.(*rsa.PrivateKey), crypto.SHA1, digest[:], nil)
		require.NoError(t, err)
		return hex.EncodeToString(sig)
	}
	for name, c := range map[string]struct{ sign, code, says string }{
		"PSS":                  {pss(), "wrong-key", "or with another padding, such as PSS"},
		"hex of 256":           {strings.Repeat("1a", 128), "sign-truncated", "It was cut, or made with a key of that size."},
		"hex of 255":           {strings.Repeat("1a", 128)[1:], "sign-truncated", "no usual key"},
		"base64 of 171":        {strings.Repeat("g", 171), "sign-truncated", "It was cut, or made with a key of that size."},
		"base64 of 172, ended": {strings.Repeat("g", 170) + "w=", "wrong-key-size", "It was made with a key of another size."},
		"too long":             {strings.Repeat("g", 348), "wrong-key-size", "or something was added"},
	} {
		r, err := Check(fields+"&sign="+c.sign, keys["alikassa"])
		require.NoError(t, err, name)
		last := r.Findings[len(r.Findings)-1]
		assert.Equal(t, c.code, last.Code, name)
		assert.Contains(t, last.Detail, c.says, name)
	}
	whole := wrongSize(384, 512, false) // whose base64 needs no = at its end
	assert.Equal(t, "wrong-key-size", whole.Code)
	assert.Equal(t, "It was made with a key of another size, or cut.", whole.Detail)
}

// TestOverwrites: the field that PHP makes of a name is told by its name.
func TestOverwrites(t *testing.T) {
	v, keys := vectors(t)
	r, err := Check("order.id=EVIL&"+of(t, v, "carrier_query").Payload, keys["alikassa"])
	require.NoError(t, err)
	assert.True(t, r.Valid)
	require.Equal(t, []string{"added-fields", "duplicate-field"}, codes(r))
	assert.Equal(t, `The field "order.id" becomes order_id in PHP.`, r.Findings[1].Title)
	flood := ""
	for i := range 20 {
		flood += "g" + strconv.Itoa(i) + ".x=&g" + strconv.Itoa(i) + "_x=&"
	}
	r, err = Check(flood+of(t, v, "carrier_query").Payload+"&+amount=1", keys["alikassa"])
	require.NoError(t, err)
	assert.True(t, r.Valid)
	assert.Equal(t, `The field " amount" becomes amount in PHP.`, r.Findings[1].Title, "the documented are told first")
	for name, want := range namesInPHP {
		assert.Equal(t, want, nameInPHP(name), "%q", name)
	}
}

// TestOutside: what stands around the signed fields is told by its names.
func TestOutside(t *testing.T) {
	v, keys := vectors(t)
	signed := of(t, v, "carrier_json").Payload
	for payload, title := range map[string]string{
		`{"order_id":"EVIL","payment_status":"paid","data":` + signed + `}`:         "The signature does not cover order_id and payment_status outside of the signed fields.",
		"POST /a?Order-ID=EVIL&sign=x&page=2 HTTP/1.1\nHost: a\n\n" + signed:        `The signature does not cover "Order-ID" and sign outside of the signed fields.`,
		`{"level":1,"uuid":"x","data":` + signed + `,"time":"12:00"}`:               "The signature does not cover uuid outside of the signed fields.",
		"POST /a?amount=1 HTTP/1.1\nHost: a\n\n" + `{"data":` + signed + `,"id":2}`: "The signature does not cover id and amount outside of the signed fields.",
	} {
		r, err := Check(payload, keys["alikassa"])
		require.NoError(t, err, payload)
		assert.True(t, r.Valid, payload)
		last := r.Findings[len(r.Findings)-1]
		assert.Equal(t, "added-fields", last.Code, payload)
		assert.Equal(t, title, last.Title, payload)
	}
}

// namesInPHP are what parse_str makes of names.
var namesInPHP = map[string]string{
	"order_id": "order_id", "order.id": "order_id", "order id": "order_id", " order_id": "order_id", "  order.id": "order_id",
	"order[id": "order_id", "order_id\x00x": "order_id", "\x00order_id": "", "order_id[]": "order_id", "order_id[a]b": "order_id",
	"order_id[a": "order_id_a", "order_id[": "order_id_", "order.id[x": "order_id_x", "order[i.d": "order_i_d", "order[[id": "order__id",
	"order[[id]": "order", "order[id[x]": "order", "[order_id": "", " [order_id": "", "a]b": "a]b", ".order_id": "_order_id",
	"\torder_id": "\torder_id", "order[a\x00b]": "order_a", "": "", "Order_id": "Order_id",
}

func TestInexact(t *testing.T) {
	for pair, same := range map[[2]string]bool{
		{"1", "1.0"}: true, {"0", "-0.0"}: true, {"100", "1.0e+2"}: true, {"0.001", "1e-3"}: true, {"-5", "-5.00"}: true,
		{"1", "-1"}: false, {"10", "1"}: false, {"0.1", "0.01"}: false, {"12345678901234567890", "1.2345678901234567e+19"}: false,
		{"1e-400", "0.0"}: false, {"0.30000000000000004001", "0.30000000000000004"}: false,
	} {
		assert.Equal(t, same, decimalOf(pair[0]) == decimalOf(pair[1]), pair)
	}
}

func TestForms(t *testing.T) {
	v, _ := vectors(t)
	proved := map[string]bool{}
	for _, c := range v.Vectors {
		proved[c.Form] = true
	}
	names := map[string]bool{}
	for _, f := range Forms() {
		assert.True(t, proved[f.Name], "%s needs a vector", f.Name)
		assert.False(t, names[f.Name], f.Name)
		assert.NotEmpty(t, f.Title)
		names[f.Name] = true
	}
	assert.Equal(t, Documented, Forms()[0].Name)
}

// TestCauses: every cause and every layer is found in a vector.
func TestCauses(t *testing.T) {
	v, keys := vectors(t)
	told := map[string]bool{}
	for _, c := range v.Vectors {
		r, err := Check(c.Payload, keys[c.Key])
		require.NoError(t, err)
		for _, f := range r.Findings {
			told[f.Code+f.Title+f.Fix] = true
		}
	}
	for _, list := range [][]cause{carried, composed} {
		for _, c := range list {
			assert.True(t, told[c.code+c.title+c.fix], "%s (%s) needs a vector", c.code, c.title)
		}
	}
	for _, l := range layers {
		assert.True(t, told[l.Code+l.Title+l.Fix], "%s needs a vector", l.Code)
	}
}

// bounded are payloads that a search goes through in vain, but for their sign.
func bounded() map[string]string {
	fields := "type=&desc=&"
	for i := range 180 {
		fields += "f" + strings.Repeat("x", i) + "=%2541+&"
	}
	return map[string]string{
		"long":      "a=" + strings.Repeat("%D0+\"", 11000) + "&",
		"many":      fields,
		"not UTF-8": strings.ReplaceAll(fields, "+", "%ff"),
		"letters":   "type=&id=1&order_id=%20&desc=" + strings.Repeat("Р–", 12000) + "&",
	}
}

// TestSearchIsBounded: a search composes no more than it may, and the one text
// that it is at.
func TestSearchIsBounded(t *testing.T) {
	v, keys := vectors(t)
	_, sign, _ := strings.Cut(of(t, v, "carrier_query").Payload, "&sign=")
	for name, fields := range bounded() {
		payload := fields + "sign=" + sign
		require.LessOrEqual(t, len(payload), MaxSize, name)
		p, err := read(payload, 0)
		require.NoError(t, err, name)
		s := &search{hash: &sha1Hash, left: maxHashed}
		assert.False(t, s.run(p.members), name)
		assert.Greater(t, s.left, -10*MaxSize, name)

		r, err := Check(payload, keys["alikassa"])
		require.NoError(t, err, name)
		assert.False(t, r.Valid, name)
		for _, f := range r.Findings {
			assert.Less(t, len(f.Title)+len(f.Detail), 2000, name)
		}
	}
}

// TestReadIsBounded: what stands inside one another, or comes often, is not
// gone through again and again.
func TestReadIsBounded(t *testing.T) {
	_, keys := vectors(t)
	for name, payload := range map[string]string{
		"requests":   strings.Repeat("GET / HTTP/1.1\n\n", MaxSize/16),
		"lines":      "Array\n(\n[a] =>" + strings.Repeat("\n", MaxSize-20),
		"lists":      `{"a":` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + `,"sign":"x"}`,
		"fields":     strings.Repeat("a=1&", MaxSize/4),
		"names":      `{"f` + strings.Repeat(`":1,"f`, 9000) + `":1}`,
		"objects":    strings.Repeat(`{"a":`, MaxSize/5),
		"strings":    `"` + strings.Repeat(`\\\"`, MaxSize/4-1) + `"`,
		"var_export": "array (" + strings.Repeat("'a'=>1,", MaxSize/7-2),
	} {
		require.LessOrEqual(t, len(payload), MaxSize, name)
		r, err := Check(payload, keys["alikassa"])
		if err != nil {
			assert.ErrorAs(t, err, new(*fault.Error), name)
			continue
		}
		assert.False(t, r.Valid, name)
		assert.LessOrEqual(t, len(r.Fields), maxFields, name)
	}
	var fields strings.Builder
	for i := range 10000 {
		fields.WriteString("f" + strconv.Itoa(i) + "=&")
	}
	_, err := Check(fields.String()[:MaxSize], keys["alikassa"])
	assert.ErrorIs(t, err, fault.New("payload-unreadable", ""))
}

func BenchmarkCheck(b *testing.B) {
	v, keys := vectors(b)
	for _, name := range []string{"carrier_query", "signed_numbers", "two_sorted-numbers", "values_changed"} {
		c := of(b, v, name)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Check(c.Payload, keys[c.Key]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
