package main

import (
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
)

// archives lists the archives. Until writeIndex has asked OpenSSL, Fingerprint
// names the file of the plain key that has to come out.
func archives() []keys.Archive {
	var list []keys.Archive
	opens := func(names string, notes ...string) {
		for _, name := range strings.Fields(names) {
			list = append(list, keys.Archive{Name: name, File: name + ".zip", Fingerprint: base, Notes: notes})
		}
	}
	fails := func(code, names string) {
		for _, name := range strings.Fields(names) {
			list = append(list, keys.Archive{Name: name, File: name + ".zip", Code: code})
		}
	}
	several := func(name, payment, payout string) {
		list = append(list,
			keys.Archive{Name: name, File: name + ".zip", Code: "archive-ambiguous", Choices: []string{payment, payout}},
			keys.Archive{Name: name + "-payment", File: name + ".zip", Choice: payment, Fingerprint: base, Notes: []string{newline}},
			keys.Archive{Name: name + "-payout", File: name + ".zip", Choice: payout, Fingerprint: "unrelated-plain.pem"},
			keys.Archive{Name: name + "-none", File: name + ".zip", Choice: "elsewhere", Code: "archive-ambiguous", Choices: []string{payment, payout}})
	}

	opens(`payments payments-stored payments-folder payments-commented payments-upper-case payments-windows payments-cp866
		payments-copies payments-renamed payments-notes payments-spread payments-without-public payments-inside
		payments-twice macos windows info-zip`, newline)
	opens("payments-other-public", newline, mismatch)
	opens("payments-plain", plain)
	list = append(list, keys.Archive{Name: "payouts", File: "payouts.zip", Fingerprint: "unrelated-plain.pem"})

	several("several", "cert/payment", "cert/payout")
	several("several-in-one-folder", "private.pem", "private (1).pem")
	several("several-named", "payment_private.pem", "payout_private.pem")
	several("several-root-and-folder", "private.pem", "payout")
	several("several-archives", "payment", "payout")

	fails("archive-incomplete", "without-private without-password only-password only-public only-readme only-folders empty")
	fails("archive-corrupt", "bzip2 lzma cut changed web-page rar 7-zip gzip pem nothing noise lying-smaller lying-smaller-1 lying-larger lying-checksum")
	fails("archive-too-large", "too-large-file too-large-ratio too-many-files lying-terabytes")
	fails("unsupported-encryption", "protected")
	fails("not-private-key", "other-key public-as-private")
	fails("wrong-password", "wrong-password")
	return list
}
