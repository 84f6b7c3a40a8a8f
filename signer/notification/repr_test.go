package notification

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What Python prints of the documented notification's fields:
// SIGN stands for its signature.
var printed = map[string]string{
	"ascii":     `{'type': 'payment', 'id': 100001524, 'order_id': '1785153600', 'payment_status': 'paid', 'amount': '500.00', 'payment_amount': '500.00', 'commission_amount': '17.50', 'is_partial_payment': '0', 'account': '93d5df06-996c-48c3-9847-348d6b580b80', 'service': 'payment_card_rub_hpp', 'desc': '\u0417\u0430\u043a\u0430\u0437 17/2 + \u0434\u043e\u0441\u0442\u0430\u0432\u043a\u0430', 'sign': 'SIGN'}`,
	"dict":      `{'type': 'payment', 'id': 100001524, 'order_id': '1785153600', 'payment_status': 'paid', 'amount': '500.00', 'payment_amount': '500.00', 'commission_amount': '17.50', 'is_partial_payment': '0', 'account': '93d5df06-996c-48c3-9847-348d6b580b80', 'service': 'payment_card_rub_hpp', 'desc': 'Заказ 17/2 + доставка', 'sign': 'SIGN'}`,
	"flask":     `ImmutableMultiDict([('type', 'payment'), ('id', '100001524'), ('order_id', '1785153600'), ('payment_status', 'paid'), ('amount', '500.00'), ('payment_amount', '500.00'), ('commission_amount', '17.50'), ('is_partial_payment', '0'), ('account', '93d5df06-996c-48c3-9847-348d6b580b80'), ('service', 'payment_card_rub_hpp'), ('desc', 'Заказ 17/2 + доставка'), ('sign', 'SIGN')])`,
	"logging":   `INFO:root:notification {'type': 'payment', 'id': 100001524, 'order_id': '1785153600', 'payment_status': 'paid', 'amount': '500.00', 'payment_amount': '500.00', 'commission_amount': '17.50', 'is_partial_payment': '0', 'account': '93d5df06-996c-48c3-9847-348d6b580b80', 'service': 'payment_card_rub_hpp', 'desc': 'Заказ 17/2 + доставка', 'sign': 'SIGN'}`,
	"parse_qs":  `{'type': ['payment'], 'id': ['100001524'], 'order_id': ['1785153600'], 'payment_status': ['paid'], 'amount': ['500.00'], 'payment_amount': ['500.00'], 'commission_amount': ['17.50'], 'is_partial_payment': ['0'], 'account': ['93d5df06-996c-48c3-9847-348d6b580b80'], 'service': ['payment_card_rub_hpp'], 'desc': ['Заказ 17/2 + доставка'], 'sign': ['SIGN']}`,
	"parse_qsl": `[('type', 'payment'), ('id', '100001524'), ('order_id', '1785153600'), ('payment_status', 'paid'), ('amount', '500.00'), ('payment_amount', '500.00'), ('commission_amount', '17.50'), ('is_partial_payment', '0'), ('account', '93d5df06-996c-48c3-9847-348d6b580b80'), ('service', 'payment_card_rub_hpp'), ('desc', 'Заказ 17/2 + доставка'), ('sign', 'SIGN')]`,
}

func TestPrintsOfPython(t *testing.T) {
	v, keys := vectors(t)
	for _, c := range v.Vectors {
		if c.Name != "carrier_json" {
			continue
		}
		want, err := Check(c.Payload, keys[c.Key])
		require.NoError(t, err)
		for name, text := range printed {
			got, err := Check(strings.ReplaceAll(text, "SIGN", want.Fields[len(want.Fields)-1].Value), keys[c.Key])
			require.NoError(t, err, name)
			assert.True(t, got.Valid, name)
			assert.Equal(t, want.Fields, got.Fields, name)
			assert.Empty(t, codes(got), name)
		}
		return
	}
	t.Fatal("no vector to print")
}

func TestStringsOfPython(t *testing.T) {
	for text, want := range map[string]string{
		`'a'`: "a", `"it's"`: "it's", `'it\'s "so"'`: `it's "so"`, `'\\/\n\t\r'`: "\\/\n\t\r", `'\x00\xa0\u200f\U000e0001.'`: "\x00\u00a0\u200f\U000e0001.",
		`'\x'`: "x", `'\u12'`: "u12",
	} {
		got, rest, ok := pythonString(text + ",")
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, ",", rest, text)
	}
	for _, text := range []string{"", "a", "'a", `'a\`, `'\'`} {
		_, _, ok := pythonString(text)
		assert.False(t, ok, text)
	}
}

// TestNoPrintOfPython: a cut or foreign text is answered, and never as valid.
func TestNoPrintOfPython(t *testing.T) {
	_, keys := vectors(t)
	for _, text := range []string{"{'a", "{'a'", "{'a':", "{'a': [", "{'a': 'b", "{'a': {'b': 1}}", "{'", "[('", "[('a'", "x {'", "{'a': b}", strings.Repeat("{'a': 1, ", 5000), "{" + strings.Repeat("'a': 'b', ", 5000)} {
		r, err := Check(text, keys["alikassa"])
		assert.True(t, err != nil || !r.Valid, text[:min(20, len(text))])
	}
}
