package operation

// Problem is something that AliKassa would refuse, or that is doubtful.
type Problem struct {
	Field    string // dotted where nested; "" for the body as a whole
	Code     string // stable, in kebab case: "too-long"
	Severity string // [Error] or [Warning]
	Message  string // names the field, and says what would be right
}

// The severities of a problem.
const (
	Error   = "error"   // AliKassa would refuse it
	Warning = "warning" // doubtful, or not what the documentation shows
)

// The codes of problems. They are part of the library's contract.
const (
	required      = "required"
	wrongType     = "type"
	tooLong       = "too-long"
	outOfRange    = "out-of-range"
	badIP         = "bad-ip"
	badDate       = "bad-date"
	badURL        = "bad-url"
	badEmail      = "bad-email"
	badDecimal    = "bad-decimal"
	unknownField  = "unknown-field"
	oneOfRequired = "one-of-required"
	notObject     = "not-object"
)
