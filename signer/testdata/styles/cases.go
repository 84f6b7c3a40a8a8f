package styles

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Cases are the committed cases: the hand-picked ones, and random ones that
// are the same every time.
func Cases() []string {
	r := rand.New(rand.NewPCG(11, 2026))
	cases := append(HandPicked(), Random(r, 1800)...)
	for range 6 {
		cases = append(cases, Floats(r, 400))
	}
	return cases
}

// HandPicked are the cases that someone has thought of.
func HandPicked() []string {
	var cases []string
	for _, n := range pickedNumbers {
		cases = append(cases, n, "-"+n)
	}
	for _, s := range pickedStrings() {
		cases = append(cases, s, "{"+s+":"+s+"}")
	}
	cases = append(cases, pickedShapes...)
	return append(cases, pickedLimits()...)
}

var pickedNumbers = []string{
	"0", "0.0", "0e0", "0e400", "0.0e-400", "1", "1e3", "1E+3", "1e+3", "1e-3", "1E3", "1.0", "1.5", "12.50", "12.0", "0.1", "0.10", "0.30000000000000004",
	"100", "1e2", "1e5", "1e6", "1e7", "9999999", "9999999.0", "9999999.999999999", "1e15", "1e16", "1e17", "1e18", "1e19", "1e20", "1e21", "1e22", "1e23", "1e24",
	"123456789012345.0", "1234567890123456.0", "12345678901234567.0", "123456789012345678.0", "999999999999999.9", "9999999999999998.0", "99999999999999990.0",
	"0.001", "0.0001", "0.00001", "0.000001", "0.0000001", "1e-4", "1e-5", "1e-6", "1e-7", "1e-10", "1.5e-5", "1.5e-7", "0.00012", "0.000123456789",
	"2e-3", "2.0E-3", "2e44", "2e-44", "8.41E21", "2.0e-3", "1.1E-5", "4.9e-324", "5e-324", "2e-323", "3e-324", "2e-324", "1e-400", "2.2250738585072014e-308", "2.2250738585072011e-308", "2.225073858507201e-308",
	"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1.8e308", "1e308", "1e309", "1e400", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999",
	"2147483647", "2147483648", "4294967295", "4294967296", "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740993.0",
	"9223372036854775807", "9223372036854775808", "9223372036854775809", "9223372036854775807.0", "18446744073709551615", "18446744073709551616",
	"123456789012345678901", "123456789012345678901234567890", "1000000000000000000000", "999999999999999999", "9999999999999999999",
	"17592186044416.0", "1.7592186044416e13", "4503599627370496.5", "4503599627370497.5", "0.5", "0.25", "0.125", "1e0", "10e-1", "1.0e0",
	"1099.99", "19.99", "1000000.01", "0.07", "0.29", "4.35", "1.005", "33.333333333333336", "66.66666666666667",
	"9007199254740993.000000000000000000000000000000000000000000000000000000000000001",
	"9007199254740993.00000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
	"1.00000000000000011102230246251565404236316680908203125", "1.00000000000000011102230246251565404236316680908203124", "1.00000000000000011102230246251565404236316680908203126",
	"1.000000000000000111022302462515654042363166809082031250000000000000000000000000000000000000000000001",
	"0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
}

// pickedStrings are JSON strings, as literally as JSON allows and as escapes.
func pickedStrings() []string {
	var s []string
	for c := range rune(0xA1) {
		s = append(s, `"`+jsonEscape(c)+`"`)
	}
	for _, c := range pickedCharacters {
		s = append(s, `"`+string(c)+`"`, `"`+jsonEscape(c)+`"`)
	}
	return append(s,
		`""`, `" "`, `"a b"`, `"\""`, `"\\"`, `"\/"`, `"/"`, `"\b\f\n\r\t"`, `"\\n"`, `"\\u0041"`, `"\u0000a\u0000"`, `"\u001F\u001f"`,
		`"<script>alert('x & y')</script>"`, `"]]>"`, `"<!--"`, `"\u003c\u003e\u0026\u0027"`, `"a\u2028b\u2029c"`, "\"a\u2028b\u2029c\"",
		`"https://shop.example/ok?order=1&x=%20#top"`, `"C:\\temp\\new"`, `"Иван Иванов"`, `"İstanbul ışık"`, `"Zażółć gęślą jaźń"`, `"支付 支払い 결제"`,
		`"😀👍🏽👨‍👩‍👧"`, `"\ud83d\ude00"`, `"\uD83D\uDE00"`, `"e\u0301 é"`, "\"e\u0301\"", `"שלום \u202eabc\u202c"`, "\"\u202eabc\u202c\"", "\"\ufeffBOM\"", `"\ufeffBOM"`,
		`"{{order}} ${x} #{y} %s <?php ?>"`, `"null"`, `"1e3"`, `"__proto__"`, `"NaN"`, `"0"`, `"Infinity"`, "\"\u007f\u0080\u009f\u00a0\u00ad\"",
	)
}

var pickedCharacters = []rune("ÿĀ߿ࠀ\u1680\u180e\u2000\u200b\u200c\u200d\u200e\u200f\u2027\u2028\u2029\u202a\u202e\u2060\u3000\ud7ff\ue000\uf8ff\ufdd0\ufeff\ufff9\ufffd\ufffe\uffff\U00010000\U0001d11e\U0001f600\U000e0001\U000fffff\U0010ffff")

var pickedShapes = []string{
	"null", "true", "false", "{}", "[]", " { } ", "[ ]", "[[]]", "[{}]", `{"a":{}}`, `{"a":[]}`, `{"":""}`, `{"":{"":{}}}`, "\t[1 ,\r\n2]\n",
	`{"b":1,"a":2}`, `{"a":1,"B":2,"_":3,"A":4,"é":5,"z":6}`, `{"é":1,"e":2,"z":3,"😀":4,"` + "\uffff" + `":5}`, `{"a":1,"ab":2,"a b":3,"a.b":4,"a-b":5}`,
	`{"0":"a"}`, `{"0":"a","1":"b"}`, `{"1":"b","0":"a"}`, `{"0":"a","2":"b"}`, `{"1":"a"}`, `{"00":"a"}`, `{"0":"a","01":"b"}`, `{"-0":"a"}`, `{"0":{"0":{"0":{}}}}`, `{"0":[],"1":{}}`,
	`{"0":1,"x":2}`, `{"x":2,"0":1}`, `{"x":0,"10":1,"9":2,"y":3,"1":4}`, `{"-1":1,"1":2}`, `{"1.5":1,"1":2}`, `{" 1":1,"1":2}`, `{"1e3":1,"1":2}`, `{"+1":1,"1":2}`,
	`{"b":0,"4294967294":1,"4294967293":2,"a":3}`, `{"b":0,"4294967295":1,"4294967294":2,"a":3}`, `{"b":0,"4294967296":1,"4294967295":2}`, `{"b":0,"2147483648":1,"2147483647":2}`,
	`{"b":0,"9007199254740992":1,"9007199254740991":2}`, `{"9223372036854775808":1,"9223372036854775807":2}`, `{"99999999999":1,"9999999999":2,"999999999":3}`,
	`{"__proto__":1}`, `{"a":1,"__proto__":{"b":2},"c":3}`, `{"constructor":1,"toString":2,"toJSON":3,"hasOwnProperty":4}`, `{"json_class":"String","raw":[97]}`, `{"@class":"x","@type":"y"}`,
	`{"\u0000":1}`, `{"\u0000*\u0000a":1}`, `{"a\u0000b":1}`, `{"a/b":1,"a\\b":2,"a\"b":3,"<a>":4,"a&b":5,"'":6,"a\u2028":7}`, `{"a,b":1,"a,omitempty":2,"-":3,"-,":4,"a:b":5}`,
	`[1,1.0,"1",true,null,[],{}]`, `[[[[[[[[[[1]]]]]]]]]]`, `[0,-0,0.0,-0.0,1e400]`, `[-1e400]`, `{"a":1e400}`, `[1,[2,[3,{"a":[4]}]]]`,
	`{"method":"crypto_trc20_usdt","amount":1099.99,"order_id":"123456789","currency":"USD","service":"payment_card_rub","customer_ip":"18.191.80.10","success_redirect_url":"https://example.com/success","fail_redirect_url":"https://example.com/fail","notification_endpoint_url":"https://example.com/n?x=1&y=2"}`,
	`{"order_id": 5000, "amount": 12.50, "desc": "Оплата «заказа» №5000 / 3 шт.", "lifetime": 3600, "customer_first_name": "Zoë", "customer_last_name": "O'Neill", "extra": {"card_holder": "IVAN IVANOV", "card_exp_month": "01"}}`,
	"{\n  \"amount\": \"100.00\",\n  \"number\": \"4111111111111111\",\n  \"service\": \"payout_card_rub\",\n  \"order_id\": \"po-1\",\n  \"extra\": {}\n}\n",
}

// pickedLimits are long and deep.
func pickedLimits() []string {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	objects := func(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) }
	cases := []string{
		nested(99), nested(100), nested(101), objects(100), objects(101), nested(511), nested(512), objects(512),
		"[" + nested(99) + ",1]", strings.Repeat("[1,", 99) + "{}" + strings.Repeat("]", 99), strings.Repeat("[1,", 100) + "{}" + strings.Repeat("]", 100),
		strings.Repeat("9", 4300), "-" + strings.Repeat("9", 4300), strings.Repeat("9", 4301), "-" + strings.Repeat("9", 4301), strings.Repeat("9", 4301) + ".0",
		strings.Repeat("9", 400), "1" + strings.Repeat("0", 308), "1" + strings.Repeat("0", 309) + ".0", "0." + strings.Repeat("0", 323) + "5",
		"0." + strings.Repeat("0", 9990) + "1e9991", "0." + strings.Repeat("0", 20000) + "1e20001", "1" + strings.Repeat("0", 20000) + "e-20000", "1" + strings.Repeat("0", 20000) + "e-00020001",
		"0." + strings.Repeat("0", 15000) + "1e15001", "1" + strings.Repeat("0", 12000) + ".5e-12000",
		`"` + strings.Repeat("é/", 5000) + `"`, `"` + strings.Repeat(`\ud83d\ude00`, 500) + `"`,
	}
	var members []string
	for i := range 300 {
		members = append(members, strconv.Quote("field_"+strconv.Itoa(i*7919%300))+":"+strconv.Itoa(i))
	}
	cases = append(cases, "{"+strings.Join(members, ",")+"}")
	for i := range members {
		members[i] = strconv.Quote(strconv.Itoa(i*7919%300)) + ":" + strconv.Itoa(i)
	}
	return append(cases, "{"+strings.Join(members, ",")+"}")
}

// Random makes n random cases: numbers, strings, nested documents, payments.
func Random(r *rand.Rand, n int) []string {
	g := generator{r}
	cases := make([]string, n)
	for i := range cases {
		switch i % 6 {
		case 0, 1:
			cases[i] = "[" + g.number() + "," + g.number() + "," + g.number() + "]"
		case 2:
			cases[i] = "[" + g.string() + "," + g.string() + "]"
		case 3:
			cases[i] = g.payment()
		default:
			cases[i] = g.value(5)
		}
	}
	return cases
}

type generator struct{ *rand.Rand }

func (g generator) pick(of ...string) string { return of[g.IntN(len(of))] }

func (g generator) value(depth int) string {
	kind := g.IntN(10)
	if depth == 0 {
		kind = g.IntN(6)
	}
	switch kind {
	case 0:
		return g.pick("null", "true", "false")
	case 1, 2, 3:
		return g.number()
	case 4, 5:
		return g.string()
	case 6, 7:
		items := make([]string, g.IntN(5))
		for i := range items {
			items[i] = g.value(depth - 1)
		}
		return "[" + strings.Join(items, g.pick(",", ", ", " ,\n")) + "]"
	}
	return g.object(depth)
}

func (g generator) object(depth int) string {
	var members []string
	seen := make(map[string]bool)
	numbered := g.IntN(4) == 0
	for range g.IntN(6) {
		name := g.name()
		if numbered {
			name = strconv.Itoa(len(members))
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		members = append(members, g.literal(name)+g.pick(":", ": ")+g.value(depth-1))
	}
	return "{" + strings.Join(members, g.pick(",", ", ")) + "}"
}

func (g generator) name() string {
	switch g.IntN(5) {
	case 0:
		return strconv.Itoa(g.IntN(20))
	case 1:
		return strconv.FormatUint(g.Uint64()>>g.IntN(64), 10)
	case 2:
		return g.characters(g.IntN(4))
	}
	return g.pick("amount", "order_id", "currency", "service", "customer_ip", "a", "b", "A", "_", "z", "é")
}

// number spells a number in one of the ways there are.
func (g generator) number() string {
	sign := g.pick("", "", "-")
	switch g.IntN(11) {
	case 0:
		return sign + strconv.Itoa(g.IntN(100000))
	case 1:
		return sign + strconv.FormatUint(g.Uint64()>>g.IntN(64), 10)
	case 2:
		return sign + g.near(g.pick("2147483647", "4294967295", "9007199254740992", "9223372036854775807", "18446744073709551615", "999999999999999999"))
	case 3:
		return sign + "9" + g.digits(g.IntN(60))
	case 4:
		return sign + strconv.Itoa(g.IntN(10000)) + "." + g.digits(1+g.IntN(4))
	case 5:
		return sign + strconv.Itoa(g.IntN(10)) + "." + g.digits(1+g.IntN(90)) + g.exponent(330)
	case 6:
		return sign + strconv.Itoa(g.IntN(1000)) + g.exponent(30)
	case 7: // near a power of ten, where layouts change
		return g.float(math.Pow(10, float64(g.IntN(50)-25)))
	case 8: // near a power of two, where neighbours are uneven
		return g.float(math.Ldexp(1, g.IntN(2098)-1074))
	case 9: // exactly between two floats, or next to it
		return sign + g.middle()
	}
	return g.float(math.Float64frombits(g.Uint64()))
}

func (g generator) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + g.IntN(10))
	}
	return string(b)
}

func (g generator) exponent(most int) string {
	return g.pick("e", "E") + g.pick("", "+", "-", "-0") + strconv.Itoa(g.IntN(most))
}

// near changes the last digits of an integer.
func (g generator) near(n string) string {
	return n[:len(n)-2] + g.digits(2)
}

// float spells a float or one of its neighbours.
func (g generator) float(f float64) string {
	f = math.Float64frombits(math.Float64bits(f) + g.Uint64N(5) - 2)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = math.MaxFloat64
	}
	form := byte('e')
	if a := math.Abs(f); a > 1e-30 && a < 1e40 && g.IntN(2) == 0 {
		form = 'f'
	}
	s := strconv.FormatFloat(f, form, -1, 64)
	if g.IntN(3) == 0 {
		s = strings.ToUpper(s)
	}
	return s
}

// middle spells the exact middle between two floats, and perhaps a last digit
// far behind that tips the scale.
func (g generator) middle() string {
	whole := 1<<53 + 2*g.Uint64N(1<<52) + 1
	s := strconv.FormatUint(whole, 10)
	switch g.IntN(4) {
	case 0:
		return s + ".0"
	case 1:
		return s + "." + strings.Repeat("0", g.IntN(80)) + "1"
	case 2:
		return s + "." + strings.Repeat("0", g.IntN(80)) + g.digits(g.IntN(30)) + "1"
	}
	return strconv.FormatUint(whole-1, 10) + "." + strings.Repeat("9", 1+g.IntN(80))
}

func (g generator) string() string { return g.literal(g.characters(g.IntN(20))) }

func (g generator) characters(n int) string {
	var s []rune
	for range n {
		var c rune
		switch g.IntN(8) {
		case 0:
			c = rune(g.IntN(0x20))
		case 1:
			c = []rune(`"\/<>&'=+#` + "\u007f")[g.IntN(11)]
		case 2:
			c = pickedCharacters[g.IntN(len(pickedCharacters))]
		case 3:
			c = rune(0x400 + g.IntN(0x60))
		case 4:
			c = rune(g.IntN(utf8.MaxRune + 1))
			if 0xD800 <= c && c <= 0xDFFF {
				c = utf8.RuneError
			}
		default:
			c = rune(0x20 + g.IntN(0x5F))
		}
		s = append(s, c)
	}
	return string(s)
}

// literal writes a JSON string, each character as it is or as an escape.
func (g generator) literal(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		if c < 0x20 || c == '"' || c == '\\' || g.IntN(4) == 0 {
			b.WriteString(jsonEscape(c))
		} else {
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// jsonEscape writes a character as \u escapes.
func jsonEscape(c rune) string {
	if c > 0xFFFF {
		c -= 0x10000
		return jsonEscape(0xD800+c>>10) + jsonEscape(0xDC00+c&0x3FF)
	}
	s := strconv.FormatInt(int64(c), 16)
	return `\u` + "0000"[len(s):] + s
}

func (g generator) payment() string {
	fields := []string{
		`"amount": ` + g.pick("100", "1099.99", `"1099.99"`, "12.50", "0.01", "1e3", strconv.FormatFloat(float64(g.IntN(1e8))/100, 'f', 2, 64)),
		`"order_id": ` + g.pick(`"`+g.digits(9)+`"`, "1"+g.digits(11)),
		`"currency": "` + g.pick("RUB", "USD", "TRY") + `"`,
		`"service": "` + g.pick("payment_card_rub_hpp", "payment_sbp_rub", "crypto_usdt") + `"`,
		`"customer_code": ` + g.string(),
		`"customer_ip": "` + strconv.Itoa(g.IntN(256)) + `.0.2.1"`,
		`"success_redirect_url": "https://` + g.pick("shop.example", "магазин.рф") + `/ok?id=` + g.digits(4) + `&lang=ru"`,
		`"desc": ` + g.literal(g.pick("Оплата заказа № ", "Order #", "Bestellung für ")+g.digits(5)),
		`"lifetime": ` + g.pick("900", "3600", `"3600"`),
		`"extra": {` + g.pick(``, `"card_holder": "IVAN IVANOV"`, `"0": 1`) + `}`,
	}
	g.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	return "{" + strings.Join(fields[:3+g.IntN(len(fields)-3)], g.pick(", ", ",", ",\n  ")) + "}"
}

// Floats makes an array of random floats: of all sizes, money, round ones,
// ones of few bits.
func Floats(r *rand.Rand, n int) string {
	g := generator{r}
	numbers := make([]string, n)
	for i := range numbers {
		f := math.Float64frombits(g.Uint64())
		switch g.IntN(4) {
		case 0:
			f = float64(g.Uint64N(1e12)) / math.Pow10(g.IntN(7))
		case 1:
			f = float64(g.Uint64N(1000)) * math.Pow10(g.IntN(600)-300)
		case 2:
			f = math.Ldexp(float64(g.Uint64()>>g.IntN(64)), g.IntN(200)-150)
		}
		numbers[i] = g.float(f)
	}
	return "[" + strings.Join(numbers, ",") + "]"
}
