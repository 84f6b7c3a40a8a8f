package notification

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alikassa-sign/alikassa-sign/signer/finding"
)

func otherForm(f *Form) finding.Finding {
	return finding.Finding{Code: "other-form", Title: "The signature is over " + f.Title + ".",
		Detail: "The documented form has " + forms[0].Title + ", written by json_encode without flags; its bytes differ.", Fix: "Compose the text to verify of " + f.Title + ".", From: f.Name, To: Documented}
}

func notCovered(names []string) finding.Finding {
	return finding.Finding{Code: "added-fields", Title: "The signature does not cover " + join(names) + ".",
		Detail: "Anyone may have added or changed what it does not cover.", Fix: "Do not rely on it.", To: strings.Join(names[:min(len(names), maxNamed)], ", ")}
}

func cameTwice(names []string) finding.Finding {
	return finding.Finding{Code: "duplicate-field", Title: join(names) + " came more than once.",
		Detail: "PHP takes the last value, which is what was checked; other languages take the first, or both.", Fix: "Refuse a payload with repeated fields, or make sure that what you verify is what you use."}
}

func overwrites(m mangled) finding.Finding {
	return finding.Finding{Code: "duplicate-field", Title: "The field " + quote(m.name) + " becomes " + show(m.as) + " in PHP.",
		Detail: "PHP writes names otherwise in $_GET and $_POST, where what comes last overwrites the field; what was checked here is the value under the name itself.",
		Fix:    "Refuse a payload with such a name; AliKassa sends none.", From: m.as, To: m.name}
}

func notInside(names []string) finding.Finding {
	return finding.Finding{Code: "added-fields", Title: "The signature does not cover " + join(names) + " outside of the signed fields.",
		Detail: "They are called like fields of a notification, and anyone may have written them.", Fix: "Read the fields from where the sign is, and from nowhere else.", To: strings.Join(names[:min(len(names), maxNamed)], ", ")}
}

func notExact(name, written string) finding.Finding {
	return finding.Finding{Code: "number-spelling", Title: "The number in " + show(name) + " is not the one that was signed.",
		Detail: "PHP reads it as " + shorten(written) + ", which was signed, and as which it reads other numbers too.", Fix: "Do not trust its digits: ask for the payment's status.", From: shorten(written)}
}

func htmlAddress() finding.Finding {
	return finding.Finding{Code: "escapes", Title: "The payload is escaped for HTML, with &amp; for &.",
		Detail: "It was read with &, which is what AliKassa sends.", Fix: "Copy it from the log itself, not from a page's source.", From: "&", To: "&amp;"}
}

func wrapped(in string) finding.Finding {
	return finding.Finding{Code: "nested-wrapper", Title: "The fields stand inside " + in + ".",
		Detail: "They were read from there; AliKassa sends them alone.", Fix: "Verify the inner fields."}
}

func notBase64(sign string) finding.Finding {
	at := ""
	if i := strings.IndexFunc(sign, func(r rune) bool {
		return r >= utf8.RuneSelf || !isLetter(byte(r)) && !strings.ContainsRune("0123456789+/=-_ \r\n%", r)
	}); i >= 0 {
		at = " The first character that is none of base64's is at " + strconv.Itoa(utf8.RuneCountInString(sign[:i])+1) + "."
	}
	return finding.Finding{Code: "sign-not-base64", Title: "The sign is not base64.",
		Detail: "It is " + quote(sign) + "." + at, Fix: "Give sign as it arrived, whole and decoded once."}
}

func wrongSize(has, needs int, cut bool) finding.Finding {
	f := finding.Finding{Code: "wrong-key-size", Title: "The sign has " + strconv.Itoa(has) + " bytes; this key's have " + strconv.Itoa(needs) + ".",
		Detail: "It was made with a key of another size.", Fix: useOther}
	usual := slices.Contains([]int{128, 256, 384, 512}, has)
	switch {
	case has > needs:
		f.Detail = "It was made with a key of another size, or something was added to it."
	case !usual:
		f.Code, f.Detail, f.Fix = "sign-truncated", "Its end or its beginning is missing; no usual key has signatures of that length.", wholeSign
	case cut:
		f.Code, f.Detail, f.Fix = "sign-truncated", "It was cut, or made with a key of that size.", wholeSign+" Where nothing cuts it: "+useOther
	case has%3 == 0: // no = ends its base64
		f.Detail, f.Fix = "It was made with a key of another size, or cut.", useOther+" If that is the key in use: "+wholeSign
	}
	return f
}

const wholeSign = "Store and pass on the sign whole: a column of 255 characters cuts it."

const useOther = "Verify with public.pem of the certificate for notifications, which you download from AliKassa: notifications are signed with AliKassa's key. The public.pem of your payments or payouts certificate is your own and does not fit."

func wrongKey() finding.Finding {
	return finding.Finding{Code: "wrong-key", Title: "With this key the signature does not open to PKCS#1 v1.5 padding.",
		Detail: "It was made with another key or with another padding, such as PSS, or characters of sign were changed.", Fix: useOther}
}

func wrongHash(name string) finding.Finding {
	return finding.Finding{Code: "wrong-hash", Title: "Signed with " + name + "; the documentation has SHA-1.",
		Detail: "The signature is this key's, and names the hash itself.", Fix: "Ask AliKassa's support which hash signs notifications before you verify with " + name + ".", From: name, To: sha1Hash.name}
}

func bareSignature() finding.Finding {
	return finding.Finding{Code: "no-digest-info", Title: "The signature is this key's, but its hash is not one that this check reads.",
		Detail: "After the padding there is none of the DigestInfos of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512 as RFC 8017 writes them: another hash was signed, a bare digest, or a DigestInfo written otherwise.", Fix: "Ask AliKassa's support how this notification was signed."}
}

func otherBody(tried int) finding.Finding {
	return finding.Finding{Code: "other-body", Title: "The signature is this key's, but over other fields.",
		Detail: strconv.Itoa(tried) + " texts were composed of what arrived, and none is the signed one: a value was changed, or something was lost on the way.",
		Fix:    "Log the payload as it arrives, before your framework reads it, and check that. Until then do not trust it."}
}
