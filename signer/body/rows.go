package body

// rows are all styles, in the order in which to offer them. A new style is a
// row here, and a case of a reference program in signer/testdata that proves it.
// Its title is what the programs of the package request are made of: the call,
// then after " with " the arguments as the language spells them.
var rows = []row{
	{Style{"php", "json_encode", "PHP"}, php(escapes{slash: true, nonASCII: true})},
	{Style{"php-unescaped-unicode", "json_encode with JSON_UNESCAPED_UNICODE", "PHP"}, php(escapes{slash: true, lineSeparators: true})},
	{Style{"php-unescaped-slashes", "json_encode with JSON_UNESCAPED_SLASHES", "PHP"}, php(escapes{nonASCII: true})},
	{Style{"php-unescaped", "json_encode with JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES", "PHP"}, php(escapes{lineSeparators: true})},
	{Style{"node", "JSON.stringify", "JavaScript"}, node},
	{Style{"python", "json.dumps", "Python"}, python(escapes{nonASCII: true, more: "\x7f"}, ", ", ": ")},
	{Style{"python-unicode", "json.dumps with ensure_ascii=False", "Python"}, python(escapes{}, ", ", ": ")},
	{Style{"python-compact", "json.dumps with separators=(',', ':')", "Python"}, python(escapes{nonASCII: true, more: "\x7f"}, ",", ":")},
	{Style{"python-compact-unicode", "json.dumps with separators=(',', ':') and ensure_ascii=False", "Python"}, python(escapes{}, ",", ":")},
	{Style{"java", "Jackson's ObjectMapper.writeValueAsString", "Java"}, java},
	{Style{"go", "json.Marshal of a map", "Go"}, golang(byName)},
	{Style{"go-struct", "json.Marshal of a struct", "Go"}, golang(nil)},
	{Style{"ruby", "JSON.generate", "Ruby"}, ruby},
	{Style{"rails", "to_json of ActiveSupport", "Ruby"}, rails},
	{Style{"as-is", "the text, untouched", "any"}, rules{verbatim: true}},
}

// recognised are ways of writing that no documented call has: a [Writer] knows
// them, so that they can be told where they are met, and nothing offers them.
var recognised = []row{
	{Style{"gson", "Gson's toJson", "Java"}, rules{ // GsonBuilder without disableHtmlEscaping
		text: escapes{more: "<>&='", lineSeparators: true}.compile(), comma: ",", colon: ":", numbers: java.numbers,
	}},
	{Style{"system-text-json", "System.Text.Json's JsonSerializer.Serialize", "C#"}, rules{ // JavaScriptEncoder.Default
		text: escapes{nonASCII: true, more: "\"&'+<>`\x7f", upper: true}.compile(), comma: ",", colon: ":",
		numbers: numbers{
			integers: ofAnySize, float: exact, refusal: "it refuses Infinity",
			layout: layout{fixedFrom: -5, fixedTo: 14, e: "E", plus: true, padded: true},
		},
	}},
}

func php(text escapes) rules {
	return rules{
		text:  text.compile(),
		comma: ",", colon: ":",
		list:     numberedFromZero,
		maxDepth: 511, // json_decode's depth of 512 counts the innermost values
		numbers: numbers{
			integers: ofInt64, float: cappedExponent, refusal: "json_encode has no text for INF",
			layout: layout{fixedFrom: -4, fixedTo: 16, mantissaPoint: true, e: "e", plus: true},
		},
	}
}

var node = rules{
	text:  escapes{}.compile(),
	comma: ",", colon: ":",
	order: arrayIndexesFirst,
	numbers: numbers{
		integers: none, float: exact, infinity: "null", unsignedZero: true,
		layout: layout{fixedFrom: -6, fixedTo: 20, e: "e", plus: true},
	},
}

func python(text escapes, comma, colon string) rules {
	return rules{
		text:  text.compile(),
		comma: comma, colon: colon,
		numbers: numbers{
			integers: ofAnySize, maxDigits: 4300, // sys.int_info.default_max_str_digits
			float: exact, refusal: "json.dumps would write Infinity, which is not JSON",
			layout: layout{fixedFrom: -4, fixedTo: 15, point: true, e: "e", plus: true, padded: true},
		},
	}
}

var java = rules{
	text:  escapes{upper: true}.compile(),
	comma: ",", colon: ":",
	numbers: numbers{
		integers: ofAnySize, maxDigits: 1000, maxFloatDigits: 1000, // StreamReadConstraints
		float: exact, digits: javaDigits, infinity: `"Infinity"`,
		layout: layout{fixedFrom: -3, fixedTo: 6, point: true, mantissaPoint: true, e: "E"},
	},
}

func golang(order func(*Value) []int) rules {
	return rules{
		text:  escapes{more: "<>&", lineSeparators: true}.compile(),
		comma: ",", colon: ":",
		order: order, sorts: order != nil,
		numbers: numbers{
			integers: ofInt64, float: goFloat, refusal: "json.Unmarshal refuses it",
			layout: layout{fixedFrom: -6, fixedTo: 20, e: "e", plus: true},
		},
	}
}

var ruby = rules{
	text:  escapes{}.compile(),
	comma: ",", colon: ":",
	numbers:  rubyNumbers("", "JSON.generate refuses Infinity"),
	maxDepth: 100,
}

var rails = rules{
	text:  escapes{more: "<>&", lineSeparators: true}.compile(),
	comma: ",", colon: ":",
	numbers:  rubyNumbers("null", ""),
	maxDepth: 100,
}

func rubyNumbers(infinity, refusal string) numbers {
	return numbers{
		integers: ofAnySize, float: rubyFloat, infinity: infinity, refusal: refusal,
		layout: layout{fixedFrom: -4, fixedTo: 15, wholeTo: 14, point: true, mantissaPoint: true, e: "e", plus: true, padded: true},
	}
}
