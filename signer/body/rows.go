package body

var rows = []row{
	{Style{"php", "json_encode", "PHP"}, php(escapes{slash: true, nonASCII: true})},
	{Style{"php-unescaped-unicode", "json_encode with JSON_UNESCAPED_UNICODE", "PHP"}, php(escapes{slash: true, lineSeparators: true})},
	{Style{"php-unescaped-slashes", "json_encode with JSON_UNESCAPED_SLASHES", "PHP"}, php(escapes{nonASCII: true})},
	{Style{"php-unescaped", "json_encode with JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES", "PHP"}, php(escapes{lineSeparators: true})},
	{Style{"node", "JSON.stringify", "JavaScript"}, &rules{
		text: escapes{}.compile(), comma: ",", colon: ":", number: nodeNumber, order: arrayIndexesFirst,
	}},
	{Style{"python", "json.dumps", "Python"}, python(escapes{nonASCII: true, extra: "\x7f"}, ", ", ": ")},
	{Style{"python-unicode", "json.dumps with ensure_ascii=False", "Python"}, python(escapes{}, ", ", ": ")},
	{Style{"python-compact", "json.dumps with separators=(',', ':')", "Python"}, python(escapes{nonASCII: true, extra: "\x7f"}, ",", ":")},
	{Style{"python-compact-unicode", "json.dumps with separators=(',', ':') and ensure_ascii=False", "Python"}, python(escapes{}, ",", ":")},
	{Style{"as-is", "the text, untouched", "any"}, &rules{verbatim: true}},
}

func php(text escapes) *rules {
	return &rules{text: text.compile(), comma: ",", colon: ":", number: phpNumber, list: phpList}
}

func python(text escapes, comma, colon string) *rules {
	return &rules{text: text.compile(), comma: comma, colon: colon, number: pythonNumber}
}
