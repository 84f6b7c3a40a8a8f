// Package finding holds what is told of one mistake: the same shape whether the
// doctor found it in a signature, a reader in a copied request, or a check in a
// notification.
//
// Codes are part of the library's contract and never change their meaning. A
// finding states what has been proved and nothing else; where something had to
// be assumed, the detail says so. It never quotes a key or a password.
package finding

// A Finding is one mistake, or one thing worth knowing of a text.
type Finding struct {
	Code   string // stable, in kebab case: "wrong-hash"
	Title  string // one sentence: the fact
	Detail string // what it rests on and why it matters, with the real values; may be empty
	Fix    string // what to do; may hold lines of code; may be empty

	// From and To are the two sides of a change, where it has two: what was
	// signed, and what was sent. For a style they are names of styles.
	From, To string
}
