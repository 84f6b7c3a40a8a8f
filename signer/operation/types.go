package operation

import "github.com/alikassa-sign/alikassa-sign/signer/fault"

// scalar is the value of a field that is not an object: a string's characters
// or a number's spelling.
type scalar struct {
	text   string
	number bool // whether the JSON has a number
}

// finding is what a check has to say: nothing where the code is empty.
type finding struct {
	code     string
	severity string // "" means [Error]
	is       string // what the value is, where quoting it would not do
	must     string // what stands between "it must be" and ", like <example>"
}

// fieldType is how a type of field is written in JSON, and what else its text
// must be. The check is nil where any text will do.
type fieldType struct {
	name   string
	number bool   // documented as a JSON number; else as a string
	right  string // what would be right, after "it must be"
	check  func(*Field, scalar) finding
}

// object is the type of a field whose members are fields of their own.
const object = "object"

// types lists the types of fields: a new one is a row here and its check.
var types = []fieldType{
	{"string", false, "a string", nil},
	{"decimal", true, "a decimal number", checkDecimal},
	{"decimal-string", false, "a string with a decimal number", checkDecimal},
	{"int", true, "a whole number", checkInt},
	{"ip", false, "a string with an IPv4 or IPv6 address", checkIP},
	{"date", false, "a string with a date, year-month-day", checkDate},
	{"url", false, "a string with an absolute http or https URL", checkURL},
	{"email", false, "a string with an e-mail address", checkEmail},
	{object, false, "an object", nil},
}

// typeOf returns the row of a field's type. A test holds the tables to it.
func typeOf(f *Field) *fieldType {
	for i := range types {
		if types[i].name == f.Type {
			return &types[i]
		}
	}
	return &types[0]
}

// quote returns the value for a message.
func (s scalar) quote() string {
	if s.number {
		return fault.Shorten(s.text)
	}
	return fault.Quote(s.text)
}

// like returns ", like <example>" where the field has an example.
func like(f *Field) string {
	if f.Example == "" {
		return ""
	}
	return ", like " + f.Example
}

// meaning returns what the field is, as part of a sentence.
func (f *Field) meaning() string {
	if f.Meaning != "" {
		return f.Meaning
	}
	return lower(f.Description[:1]) + f.Description[1:]
}
