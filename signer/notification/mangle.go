package notification

import "strings"

// A mangled field is one whose name PHP writes otherwise in $_GET and $_POST,
// where it then is another field.
type mangled struct{ name, as string }

// mangledBy returns the fields that PHP makes others of: documented ones, or
// some that came too. An attacker adds such a field to overwrite a signed one.
func mangledBy(fields []Field) []mangled {
	came := map[string]int{}
	for _, f := range fields {
		came[nameInPHP(f.Name)]++
	}
	var known, foreign []mangled
	for _, f := range fields {
		switch as := nameInPHP(f.Name); {
		case as == f.Name || as == "":
		case as == signName || has(documentedFields, as) || has(redirectFields, as):
			known = append(known, mangled{f.Name, as})
		case came[as] > 1:
			foreign = append(foreign, mangled{f.Name, as})
		}
	}
	all := append(known, foreign...)
	return all[:min(len(all), maxNamed)]
}

// nameInPHP returns the name of the variable that PHP makes of a parameter, as
// php_register_variable_ex does; "" where it makes none.
func nameInPHP(name string) string {
	name, _, _ = strings.Cut(strings.TrimLeft(name, " "), "\x00")
	first, index, isArray := strings.Cut(name, "[")
	if isArray && first == "" {
		return ""
	}
	first = strings.NewReplacer(" ", "_", ".", "_").Replace(first)
	if isArray && !strings.Contains(index, "]") { // a bracket that nothing closes
		return first + "_" + strings.NewReplacer(" ", "_", ".", "_", "[", "_").Replace(index)
	}
	return first
}
