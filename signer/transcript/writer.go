package transcript

import "strings"

// A writer is a call that writes data as JSON.
type writer struct {
	call, style string
	flags       []string // arguments, and behind each what it adds to the style's name
	others      string   // what in the arguments shows that they change more
}

var jsonWriters = []writer{
	{call: "JSON.stringify", style: "node", others: ","},
	{call: "json.dumps", style: "python", flags: []string{"separators", "-compact", "ensure_ascii=False", "-unicode"}, others: "indent sort_keys default cls"},
	{call: "json_encode", style: "php", flags: []string{"UNESCAPED_SLASHES", "-slashes", "UNESCAPED_UNICODE", "-unicode"}, others: "PRETTY HEX NUMERIC FORCE PRESERVE"},
}

// styleOfCall returns the style in which a call writes, empty where none has its
// arguments, and whether it is one that writes JSON.
func styleOfCall(name, arguments string) (style string, writes bool) {
	for i := range jsonWriters {
		w := &jsonWriters[i]
		if w.call != name {
			continue
		}
		for _, other := range strings.Fields(w.others) {
			if strings.Contains(arguments, other) {
				return "", true
			}
		}
		style = w.style
		for j := 0; j < len(w.flags); j += 2 {
			if strings.Contains(arguments, w.flags[j]) {
				style += w.flags[j+1]
			}
		}
		switch style {
		case "php-slashes", "php-unicode":
			style = strings.Replace(style, "-", "-unescaped-", 1)
		case "php-slashes-unicode":
			style = "php-unescaped"
		}
		return style, true
	}
	return "", false
}
