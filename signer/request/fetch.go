package request

const fetchTemplate = `// Sign fits this text to the byte: build the request anew to change anything in it.
const body = {{body}};

fetch('{{url}}', {
  method: 'POST',
  headers: {
{{headers}}  },
  body,
}).then(async (response) => {
  console.log(response.status, await response.text());
});
`

// fetchCall writes JavaScript for Node 18 and newer, as a module or not, and
// for a browser's console.
func fetchCall(p *Prepared, sign string) string {
	return fill(fetchTemplate,
		"body", jsQuoting.quote(string(p.Body)),
		"url", p.URL,
		"headers", p.headerLines(sign, "    '", "': '", "',\n"),
	)
}

// jsQuoting writes < by its code, so that no text ends a script element.
var jsQuoting = quoting{
	delimiter: '\'',
	backslash: `'\`,
	coded:     "<",
	codes:     []code{{0xFF, `\x`, 2, 4, ""}, {0xFFFF, `\u`, 4, 4, ""}, {0x10FFFF, `\u{`, 1, 4, "}"}},
}
