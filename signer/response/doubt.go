package response

import (
	"strings"
	"unicode"

	"github.com/alikassa-sign/alikassa-sign/signer/body"
)

// Words of the server, each a phrase of the beginnings of words.
var (
	orderWords = []string{"order id", "orderid"}

	// takenWords say that what was sent is there already.
	takenWords = []string{
		"exist", "already", "duplicat", "taken", "unique", "not unique", "repeated", "being processed", "in process", "in progress", "in use",
		"уже", "существу", "дублик", "обрабатыва", "в обработке",
	}

	// unsureWords say that something was done, or that somebody gave up waiting.
	unsureWords = []string{
		"created", "accepted", "queued", "processing", "pending", "timeout", "timed out", "time out", "upstream", "internal error", "internal server error",
		"создан", "таймаут", "внутренняя ошибка",
	}

	signWords = []string{"sign ", "signs ", "signature", "signed "} // a blank ends the word

	// refusalWords say of a sign that it was refused.
	refusalWords = []string{
		"invalid", "not valid", "wrong", "incorrect", "not correct", "bad", "error", "mismatch", "not match", "missing", "required", "empty",
		"not accepted", "verification failed", "not verified",
	}
)

// doubt tells what the answer leaves open; nil where nothing.
func (a *answer) doubt() *row {
	if !a.kind.reads {
		if a.hasPayment() {
			return &doubtful
		}
		if a.takesOrder() && !a.saysAny(unsureWords) {
			return &orderExists
		}
		if a.saysAny(takenWords) {
			return &earlierRequest
		}
	}
	if a.cut || a.saysAny(unsureWords) || saysSign(a) && !says(a.message, refusalWords) {
		return &doubtful
	}
	return nil
}

// hasPayment tells whether a refusal has what only a success should.
func (a *answer) hasPayment() bool {
	return a.member("payment_status") != nil || a.identified() && !a.complains()
}

// takesOrder tells whether the answer says that the order_id is taken.
func (a *answer) takesOrder() bool {
	if says(a.message, orderWords) && says(a.message, takenWords) {
		return true
	}
	errors := a.orderErrors()
	return errors != nil && anyText(errors, func(text string) bool { return says(text, takenWords) })
}

// orderErrors are what the answer has against the order_id; nil where nothing.
func (a *answer) orderErrors() *body.Value {
	if errors := a.member("errors"); errors != nil {
		return errors.Get("order_id")
	}
	return nil
}

// saysAny looks in all that the server wrote: its texts where it is JSON.
func (a *answer) saysAny(phrases []string) bool {
	in := func(text string) bool { return says(text, phrases) }
	switch {
	case a.value != nil:
		return anyText(a.value, in)
	case a.page() != nil: // whose scripts say anything
		return in(pageTitle(a.text))
	}
	return in(a.text)
}

// anyText tells whether any text inside a value is such.
func anyText(v *body.Value, such func(string) bool) bool {
	if v.Kind() == body.String {
		return such(v.Text())
	}
	for i := range v.Len() {
		if anyText(v.Item(i), such) {
			return true
		}
	}
	return false
}

// says tells whether a text has one of the phrases, and not its denial, "does
// not exist".
func says(text string, phrases []string) bool {
	for clause := range strings.FieldsFuncSeq(spaced(text), func(r rune) bool { return strings.ContainsRune(".,:;!?/()|", r) }) {
		words := strings.Fields(clause)
		for i := range words {
			rest := strings.Join(words[i:min(i+3, len(words))], " ") + " "
			for _, phrase := range phrases {
				if strings.HasPrefix(rest, phrase) && !denied(words[max(0, i-2):i]) {
					return true
				}
			}
		}
	}
	return false
}

// denied tells whether one of the words before a phrase denies it.
func denied(words []string) bool {
	for _, word := range words {
		switch word {
		case "not", "no", "cannot", "не", "нет":
			return true
		}
		if strings.HasSuffix(word, "n't") || strings.HasSuffix(word, "n’t") {
			return true
		}
	}
	return false
}

// spaced returns a text in lower case with a blank between its words, those of
// order_id and OrderExists too.
func spaced(text string) string {
	var b strings.Builder
	low := false
	for _, r := range text {
		if low && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		low = unicode.IsLower(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".,:;!?/()|'’", r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
