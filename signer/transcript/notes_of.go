package transcript

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

func noteMissingSign(there bool) finding.Finding {
	n := finding.Finding{
		Code:  "missing-sign",
		Title: "There is no Sign.",
		Fix:   "Add the value of the header Sign as it was sent.",
	}
	if there {
		n.Title = "Sign is empty."
		n.Fix = "Look at what your program's signing function returned: PHP's openssl_sign, for one, leaves it empty when it fails."
	}
	return n
}

func noteMissingAccount(there bool) finding.Finding {
	n := finding.Finding{
		Code:   "missing-account",
		Title:  "There is no Account.",
		Detail: "The signature does not cover it, but AliKassa looks up the certificate by it.",
	}
	if there {
		n.Title = "Account is empty."
	}
	return n
}

func noteDuplicate(name string) finding.Finding {
	return finding.Finding{
		Code:   "header-duplicate",
		Title:  name + " stands there twice, with two values; the first was taken.",
		Detail: "Which of them a server reads, or both joined by a comma, depends on the server.",
		Fix:    "Send " + name + " once.",
	}
}

func notePlaceholder(name, value string) finding.Finding {
	return finding.Finding{
		Code:  lowerText(name) + "-placeholder",
		Title: name + " is " + quote(value) + ": something that was to be filled in, or was cut.",
		Fix:   "Paste the request as it was sent, with the value in its place.",
	}
}

func noteAssumed(what, fix string) finding.Finding {
	return finding.Finding{
		Code:   "body-assumed",
		Title:  "The bytes of the body are assumed: " + what + ".",
		Detail: "The text holds the data and not the bytes that were sent.",
		Fix:    fix,
	}
}

func noteFile(name string) finding.Finding {
	return finding.Finding{
		Code:  "body-from-file",
		Title: "The body is in the file " + quote(name) + ", which is not here.",
		Fix:   "Open the file and give its content as the body, to the last byte.",
	}
}

func noteUnresolved(where, what string) finding.Finding {
	return finding.Finding{
		Code:   "unresolved",
		Title:  where + " holds " + quote(what) + ", whose value is not in the text.",
		Detail: "It is left as it is written; the bytes that were sent had something else in its place.",
		Fix:    "Paste the request as it was sent: curl -v and --trace-ascii - show it.",
	}
}

// noteShell tells of an open word of a shell: braces and ~ have their own reason.
func noteShell(where string, w shellWord) finding.Finding {
	n := noteUnresolved(where, w.open)
	switch {
	case strings.HasPrefix(w.open, "{"):
		n.Title = where + " holds " + quote(w.open) + " outside quotes, of which bash makes several words."
		n.Detail = "Braces around a comma or .. are expanded before curl gets them, and double quotes are taken out. It is left as it is written; the bytes that were sent are others."
		n.Fix = "Put the body between single quotes: --data-raw '{…}'."
	case strings.HasPrefix(w.open, "~"):
		n.Title = where + " holds " + quote(w.open) + " outside quotes, for which bash puts a folder."
		n.Fix = "Put it between single quotes, or paste the request as it was sent."
	}
	return n
}

func noteNotPost(method string) finding.Finding {
	return finding.Finding{
		Code:  "not-post",
		Title: "The request is a " + quote(method) + ", not a POST.",
		Fix:   "AliKassa takes POST alone.",
	}
}

func noteSeveral(taken, of int, why string) finding.Finding {
	return finding.Finding{
		Code:   "several-requests",
		Title:  "There are " + strconv.Itoa(of) + " requests; number " + strconv.Itoa(taken+1) + " was taken.",
		Detail: "It is " + why + ".",
		Fix:    "Paste the one that was refused, if it is another.",
	}
}

// noteLength tells of a length that is not the body's, and of what would explain it.
func noteLength(what string, said int, body []byte) finding.Finding {
	n := finding.Finding{
		Code:  "length-mismatch",
		Title: what + " says " + bytesOf(said) + ", but the body has " + strconv.Itoa(len(body)) + ".",
		Fix:   "Compare with what was really sent; a signature fits no other bytes.",
	}
	breaks := strings.Count(string(body), "\n")
	switch characters := utf8.RuneCount(body); {
	case said == characters:
		n.Detail = "It is the number of the body's characters: something counted characters for bytes, or the text was sent in another encoding."
	case said == len(body)+1:
		n.Detail = "One byte more: perhaps a line break at the end that was not copied."
	case breaks > 0 && said == len(body)+breaks:
		n.Detail = "With CRLF in place of LF it would fit: the line breaks were changed when the text was copied."
	case said > len(body):
		n.Detail = "Something is missing from the text, or was changed when it was copied."
	default:
		n.Detail = "Something was added to the text, or was changed when it was copied."
	}
	return n
}

func bytesOf(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return strconv.Itoa(n) + " bytes"
}

// quote puts a piece of the text between quotes, shortened, with what cannot
// be seen as escapes.
func quote(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n == most {
			return strconv.Quote(s[:i] + "…")
		}
		n++
	}
	return strconv.Quote(s)
}

var noteVerbose = finding.Finding{
	Code:   "missing-body",
	Title:  "There is no body: curl -v shows the headers alone.",
	Detail: "A signature covers the bytes of the body and nothing else.",
	Fix:    "Paste the command itself, or the output of curl --trace-ascii -.",
}
