package transcript

import "github.com/alikassa-sign/alikassa-sign/signer/finding"

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
//	body-from-numbers       the body stands in the text as the numbers of its bytes
//	body-cut                the text ends inside the body
//	body-lossy              the body has U+FFFD, or curl's points: bytes were lost when it was shown or copied
//	length-mismatch         a length that stands in the text is not the body's
//	line-ends-restored      the text's line ends were changed when it was copied; they were put back
//	header-duplicate        Sign or Account stands there twice, with two values
//	sign-placeholder        Sign was never filled in
//	account-placeholder     nor was Account
//	unresolved              a variable or a command whose value is not in the text
//	quotes-dropped          Windows PowerShell takes double quotes out of arguments
//	backslashes-doubled     a browser doubled the body's backslashes in a command for cmd
//	unwrapped               the request stood in a string, whose escapes were resolved
//	not-post                the request is no POST
//	several-requests        one of several requests was taken
//	text-too-long           not all of it was looked through
//	read-nothing            nothing was found
var (
	noteTooLong = finding.Finding{
		Code:  "text-too-long",
		Title: "The text is longer than 5 MiB; only that much of it was read.",
		Fix:   "Paste the one request that was refused.",
	}
	noteTooMuch = finding.Finding{
		Code:  "text-too-long",
		Title: "There is more in the text than is looked through; something may have been missed.",
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
