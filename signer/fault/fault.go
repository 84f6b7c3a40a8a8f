// Package fault holds the one error type of the core: a stable code, a
// sentence that says what is wrong and where, and a hint that says what to do.
//
// Codes are part of the library's contract and never change their meaning.
// Messages may; neither a message nor a hint ever quotes a key or a password.
package fault

// Error is a failure that a user can act on.
type Error struct {
	Code    string // stable, in kebab case: "wrong-password"
	Message string // one sentence: what is wrong, and where
	Hint    string // one sentence: what to do; may be empty

	Line, Column int // 1-based position in the text that was read, column in characters; 0 where there is none

	Choices []string // what to choose from, where the fault is that a choice is missing
}

// New returns an error with a code and a sentence.
func New(code, message string) *Error {
	return &Error{Code: code, Message: message}
}

// WithHint returns the error with a sentence that says what to do.
func (e *Error) WithHint(hint string) *Error {
	e.Hint = hint
	return e
}

// At returns the error with the position it stands at.
func (e *Error) At(line, column int) *Error {
	e.Line, e.Column = line, column
	return e
}

// Error returns the message alone; the code is for programs.
func (e *Error) Error() string { return e.Message }

// Is makes errors.Is match on the code, so that fault.New("wrong-password", "")
// serves as a target.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}
