package transcript

// looksJavaScript goes by a name without quotes behind the first brace: Node's
// console.log writes most names so, Python's dicts have none such.
func looksJavaScript(text string) bool {
	text = trimBlanks(text)
	if len(text) < 2 || text[0] != '{' {
		return false
	}
	for i := 1; i < len(text); i++ {
		if !isBlankByte(text[i]) {
			return isLetter(text[i])
		}
	}
	return false
}

// readJavaScript reads an object as Node prints it, or as a program has it.
func readJavaScript(d *draft, text string) bool {
	t, end, ok := parseLiteral(trimBlanks(text), javascript)
	return ok && isBlank(trimBlanks(text)[end:]) && readValue(d, t, javascript)
}
