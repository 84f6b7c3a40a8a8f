package transcript

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

// The notes: beside one of each format, which says how the text was read, this
// list is closed. A code never changes its meaning.
//
//	missing-body            there is no body
//	missing-sign            there is no Sign, or an empty one
//	missing-account         there is no Account, or an empty one
//	body-newlines-stripped  curl took the line breaks out of what it sent
//	body-assumed            the bytes of the body are not in the text; these are what a program writes
//	body-end-assumed        where the body ends is not in the text
//	body-from-file          the body is in a file
//	body-cut                the text ends inside the body
//	body-lossy              the body has U+FFFD: bytes were lost when it was copied
//	length-mismatch         a length that stands in the text is not the body's
//	line-ends-restored      the text's line ends were changed when it was copied; they were put back
//	header-duplicate        Sign or Account stands there twice, with two values
//	sign-placeholder        Sign was never filled in
//	account-placeholder     nor was Account
//	unresolved              a variable or a command whose value is not in the text
//	quotes-dropped          Windows PowerShell takes double quotes out of arguments
//	not-post                the request is no POST
//	several-requests        one of several requests was taken
//	text-too-long           only the beginning was read
//	read-nothing            nothing was found
var (
	noteTooLong = finding.Finding{
		Code:  "text-too-long",
		Title: "The text is longer than 5 MiB; only that much of it was read.",
		Fix:   "Paste the one request that was refused.",
	}
	noteNothing = finding.Finding{
		Code:  "read-nothing",
		Title: "Nothing of a request was found.",
		Fix:   "Paste a curl command, an HTTP message, a fetch call, a HAR entry or the lines of a log that hold the body and Sign.",
	}
	noteMissingBody = finding.Finding{
		Code:   "missing-body",
		Title:  "There is no body.",
		Detail: "A signature covers the bytes of the body and nothing else.",
		Fix:    "Add the body exactly as it was sent, not as the program had it before.",
	}
	noteNewlines = finding.Finding{
		Code:   "body-newlines-stripped",
		Title:  "curl sends this body without its line breaks.",
		Detail: "Of what it reads from a file or a pipe, -d leaves out every CR and LF. The body here is what it sends; Sign covers it only if it was made without them too.",
		Fix:    "Use --data-binary in place of -d.",
	}
	noteLossy = finding.Finding{
		Code:   "body-lossy",
		Title:  "The body has the replacement character U+FFFD.",
		Detail: "It stands where bytes could not be shown as text; which ones they were cannot be told from here.",
		Fix:    "Log the body as base64 or hex, and paste that request.",
	}
	noteLineEnds = finding.Finding{
		Code:   "line-ends-restored",
		Title:  "The line breaks of the body were put back to CRLF.",
		Detail: "The text has LF; with CRLF the body is as long as the message says.",
	}
	noteQuotes = finding.Finding{
		Code:   "quotes-dropped",
		Title:  "PowerShell before 7.3 takes the double quotes out of this body.",
		Detail: `Up to 7.2 a program gets an argument like '{"a":1}' as {a:1}. The body here is what 7.3 and newer hand over.`,
		Fix:    "Run it in PowerShell 7.3 or newer, or write the body to a file and use --data-binary '@body.json'.",
	}
	noteCut = finding.Finding{
		Code:   "body-cut",
		Title:  "The text ends inside the body.",
		Detail: "What was copied is shorter than what was sent, so no signature of the whole can fit.",
		Fix:    "Copy it to its end; many logs cut long lines.",
	}
	noteRestAssumed = finding.Finding{
		Code:   "body-end-assumed",
		Title:  "The body is taken without the blanks at its end.",
		Detail: "Nothing in the text says whether the last line break was sent.",
	}
	noteForm = finding.Finding{
		Code:   "missing-body",
		Title:  "The body is a multipart form, which AliKassa does not take.",
		Detail: "-F makes a form whose boundary is new each time.",
		Fix:    "Send JSON: --data-binary '{…}'.",
	}
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
