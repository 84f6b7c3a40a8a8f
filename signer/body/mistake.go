package body

// A mistake is something that people write and JSON does not have.
type mistake struct {
	text string // what stands there
	what string
	hint string
}

// words stand where a value should.
var words = []mistake{
	{"None", "None is Python, not JSON", "Write null, or give json.dumps' result instead of str(dict)."},
	{"True", "True is Python, not JSON", "Write true, or give json.dumps' result instead of str(dict)."},
	{"False", "False is Python, not JSON", "Write false, or give json.dumps' result instead of str(dict)."},
	{"TRUE", "TRUE is not JSON", "Write true."},
	{"FALSE", "FALSE is not JSON", "Write false."},
	{"NULL", "NULL is not JSON", "Write null, or leave the field out."},
	{"Null", "Null is not JSON", "Write null, or leave the field out."},
	{"nil", "nil is not JSON", "Write null, or leave the field out."},
	{"undefined", "undefined is not JSON", "Write null, or leave the field out."},
	{"NaN", "NaN is not JSON, which has no such number", "Write null, or leave the field out."},
	{"nan", "nan is not JSON, which has no such number", "Write null, or leave the field out."},
	{"Infinity", "Infinity is not JSON, which has no such number", "Write null, or leave the field out."},
	{"inf", "inf is not JSON, which has no such number", "Write null, or leave the field out."},
}

// foreign stand between values: what JavaScript, Python and word processors
// allow or add.
var foreign = []mistake{
	{"//", "JSON has no comments", "Remove the comment."},
	{"/*", "JSON has no comments", "Remove the comment."},
	{"#", "JSON has no comments", "Remove the comment."},
	{"<", "The text is markup, not JSON", "Paste the request's body, not a page."},
	{"'", "A text stands between single quotes", `Use double quotes: "…"; in Python give json.dumps' result instead of str(dict).`},
	{"`", "A text stands between backticks", `Use double quotes: "…".`},
	{"“", "A text stands between typographic quotes (“)", `Use plain double quotes: "…".`},
	{"”", "A text stands between typographic quotes (”)", `Use plain double quotes: "…".`},
	{"„", "A text stands between typographic quotes („)", `Use plain double quotes: "…".`},
	{"«", "A text stands between typographic quotes («)", `Use plain double quotes: "…".`},
	{"‘", "A text stands between typographic quotes (‘)", `Use plain double quotes: "…".`},
	{"’", "A text stands between typographic quotes (’)", `Use plain double quotes: "…".`},
	{`\`, "A backslash stands outside a text", `If every quote has one (\"), the JSON was escaped once more: paste it as it was before.`},
	{"+", "A plus stands outside a text", "Leave it out, or put a phone number between double quotes."},
	{".", "A point stands outside a number", "Write 0.5, not .5; an ellipsis does not belong to JSON."},
	{"(", "A bracket that JSON does not know", "Write arrays as [1, 2]; in Python give json.dumps' result instead of str(dict)."},
	{"=", "An equals sign stands outside a text", `Write {"name": value}, with a colon.`},
	{";", "A semicolon stands outside a text", "Give one JSON value alone, without the semicolon of the program's line."},
	{byteOrderMark, "A byte order mark (U+FEFF) stands inside the text", "Remove it; it cannot be seen."},
}
