package main

import (
	"os"
	"slices"
	"strings"

	"github.com/alikassa-sign/alikassa-sign/signer/testdata/keys"
)

const (
	base      = "pkcs1-plain.pem" // the key that most vectors hold
	dekKDF    = "EVP_BytesToKey-MD5"
	pbkdf2KDF = "PBKDF2-HMAC-SHA-256"

	forJavaGo = "container-not-for-java-go"
	plain     = "key-not-encrypted"
	newline   = "password-trailing-newline"
	mark      = "password-byte-order-mark"
	mismatch  = "public-key-mismatch"
	label     = "label-mismatch"
)

// vectors lists the private keys. Until writeIndex has asked OpenSSL, PKCS8
// names the file of the plain key that has to come out.
func vectors() []keys.Vector {
	var list []keys.Vector
	given := func(text string) *string { return &text }
	opens := func(name, container, cipher, kdf string, notes ...string) *keys.Vector {
		v := keys.Vector{Name: name, File: name + ".pem", Container: container, Cipher: cipher, KDF: kdf, Notes: notes, PKCS8: base}
		if cipher != "" {
			v.Password = given(password)
		}
		list = append(list, v)
		return &list[len(list)-1]
	}
	fails := func(code, file string) *keys.Vector {
		name, _, _ := strings.Cut(file, ".")
		list = append(list, keys.Vector{Name: name, File: file, Password: given(password), Code: code})
		return &list[len(list)-1]
	}

	// Containers, ciphers, derivations.
	opens("pkcs1-plain", "pkcs1", "", "", plain)
	opens("pkcs1-plain-1024", "pkcs1", "", "", plain, "small-key").PKCS8 = "pkcs1-plain-1024.pem"
	opens("pkcs1-plain-4096", "pkcs1", "", "", plain).PKCS8 = "pkcs1-plain-4096.pem"
	opens("unrelated-plain", "pkcs1", "", "", plain).PKCS8 = "unrelated-plain.pem"
	for _, name := range []string{"pkcs1-plain-exponent-3", "pkcs1-plain-primes-swapped", "pkcs1-plain-exponent-by-phi"} {
		opens(name, "pkcs1", "", "", plain).PKCS8 = name + ".pem"
	}
	for _, cipher := range []string{"AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "DES-EDE3-CBC"} {
		opens("pkcs1-"+strings.ToLower(cipher), "pkcs1", cipher, dekKDF)
	}
	opens("pkcs1-des-cbc", "pkcs1", "DES-CBC", dekKDF, "retired-cipher")
	opens("pkcs1-aes-256-cbc-1024", "pkcs1", "AES-256-CBC", dekKDF, "small-key").PKCS8 = "pkcs1-plain-1024.pem"
	other := opens("unrelated-aes-256-cbc", "pkcs1", "AES-256-CBC", dekKDF)
	other.Password, other.PKCS8 = given("other-password"), "unrelated-plain.pem"

	opens("pkcs8-plain", "pkcs8", "", "", forJavaGo, plain)
	opens("pkcs8-attributes", "pkcs8", "", "", forJavaGo, plain)
	opens("pkcs8-public-key-inside", "pkcs8", "", "", forJavaGo, plain)
	for _, hash := range []string{"1", "224", "256", "384", "512"} {
		opens("pkcs8-pbkdf2-sha-"+hash, "pkcs8", "AES-256-CBC", "PBKDF2-HMAC-SHA-"+hash, forJavaGo)
	}
	for _, cipher := range []string{"AES-128-CBC", "AES-192-CBC", "DES-EDE3-CBC"} {
		opens("pkcs8-pbkdf2-"+strings.ToLower(cipher), "pkcs8", cipher, pbkdf2KDF, forJavaGo)
	}
	opens("pkcs8-pbkdf2-key-length", "pkcs8", "AES-256-CBC", pbkdf2KDF, forJavaGo)
	opens("pkcs8-pbkdf2-many-iterations", "pkcs8", "AES-256-CBC", pbkdf2KDF, forJavaGo)
	opens("pkcs8-scrypt", "pkcs8", "AES-256-CBC", "scrypt", forJavaGo)
	opens("pkcs8-scrypt-parameters", "pkcs8", "AES-128-CBC", "scrypt", forJavaGo)
	opens("pkcs8-pbes1-sha1-3des", "pkcs8", "DES-EDE3-CBC", "PKCS12-SHA-1", forJavaGo)
	opens("pkcs8-pbes1-sha1-3des-cyrillic", "pkcs8", "DES-EDE3-CBC", "PKCS12-SHA-1", forJavaGo).Password = given("пароль-тест")
	opens("pkcs8-pbes1-md5-des", "pkcs8", "DES-CBC", "PBKDF1-MD5", "retired-cipher", forJavaGo)

	// Labels that do not say what follows.
	opens("label-pkcs1-as-pkcs8", "pkcs1", "", "", label, plain)
	opens("label-pkcs8-as-pkcs1", "pkcs8", "", "", label, forJavaGo, plain)
	opens("label-encrypted-as-plain", "pkcs8", "AES-256-CBC", pbkdf2KDF, label, forJavaGo)
	opens("label-several-keys", "pkcs1", "AES-256-CBC", dekKDF, "several-private-keys")

	// What pasting does; the first are still PEM.
	clean := strings.Fields("crlf trailing-blanks public-first public-after words-around header-unknown header-lower no-final-newline wrapped-at-20")
	for _, file := range must(os.ReadDir("vectors")) {
		name, paste := strings.CutPrefix(strings.TrimSuffix(file.Name(), ".pem"), "paste-")
		switch {
		case !paste:
		case name == "bag-attributes":
			opens("paste-"+name, "pkcs8", "", "", forJavaGo, plain)
		case name == "no-padding":
			opens("paste-"+name, "pkcs1", "", "", "pem-mended", plain)
		case slices.Contains(clean, name):
			opens("paste-"+name, "pkcs1", "AES-256-CBC", dekKDF)
		default:
			opens("paste-"+name, "pkcs1", "AES-256-CBC", dekKDF, "pem-mended")
		}
	}

	// Passwords.
	reading := func(name, file, secret string, notes ...string) {
		v := opens("password-"+name, "pkcs1", "AES-256-CBC", dekKDF, notes...)
		v.File, v.Password = file+".pem", given(secret)
	}
	reading("newline", "pkcs1-aes-256-cbc", password+"\n", newline)
	reading("crlf", "pkcs1-aes-256-cbc", password+"\r\n", newline)
	reading("newlines", "pkcs1-aes-256-cbc", password+"\n\r\n", newline)
	reading("byte-order-mark", "pkcs1-aes-256-cbc", "\ufeff"+password, mark)
	reading("byte-order-mark-newline", "pkcs1-aes-256-cbc", "\ufeff"+password+"\r\n", newline, mark)
	reading("outer-blanks", "password-outer-blanks", " outer blanks ", "password-outer-blank")
	reading("outer-blanks-newline", "password-outer-blanks", " outer blanks \n", newline, "password-outer-blank")
	reading("cyrillic", "password-cyrillic", "пароль-тест")
	reading("kept-newline", "password-kept-newline", password+"\n", newline)
	reading("kept-byte-order-mark", "password-kept-byte-order-mark", "\ufeff"+password, mark)
	opens("password-empty", "pkcs8", "AES-256-CBC", pbkdf2KDF, forJavaGo).Password = given("")
	needless := opens("password-for-a-plain-key", "pkcs1", "", "", plain)
	needless.File, needless.Password = base, given(password)

	failing := func(name, code, file string, secret *string) {
		list = append(list, keys.Vector{Name: name, File: file, Password: secret, Code: code})
	}
	for _, kind := range []string{"pkcs1-aes-256-cbc", "pkcs1-des-ede3-cbc", "pkcs8-pbkdf2-sha-256", "pkcs8-scrypt", "pkcs8-pbes1-sha1-3des", "pkcs8-pbes1-md5-des"} {
		failing("password-wrong-"+kind, "wrong-password", kind+".pem", given("another"))
		failing("password-missing-"+kind, "password-required", kind+".pem", nil)
	}
	failing("password-kept-newline-as-crlf", "wrong-password", "password-kept-newline.pem", given(password+"\r\n"))
	failing("password-blank", "password-required", "pkcs1-aes-256-cbc.pem", given(""))
	failing("password-blank-newline", "password-required", "pkcs1-aes-256-cbc.pem", given("\r\n"))
	failing("password-empty-missing", "password-required", "password-empty.pem", nil)
	failing("password-trailing-blank", "wrong-password", "pkcs1-aes-256-cbc.pem", given(password+" "))
	failing("password-upper-case", "wrong-password", "pkcs1-aes-256-cbc.pem", given(strings.ToUpper(password)))
	failing("password-huge", "wrong-password", "pkcs1-aes-256-cbc.pem", given(strings.Repeat("x", 5000)))

	// Public keys that come along.
	beside := func(name, public string, matches *bool, notes ...string) {
		v := opens("beside-"+name, "pkcs1", "AES-256-CBC", dekKDF, notes...)
		v.File, v.PublicKey, v.Matches = "pkcs1-aes-256-cbc.pem", public, matches
	}
	yes, no := true, false
	beside("public", "public.pem", &yes)
	beside("public-pkcs1", "public-pkcs1.pem", &yes)
	beside("certificate", "public-certificate.pem", &yes)
	beside("unrelated", "public-unrelated.pem", &no, mismatch)
	beside("damaged", "public-damaged.pem", nil, "public-key-unreadable")
	beside("private", "pkcs1-plain.pem", nil, "public-key-unreadable")

	// Encryptions that are not read, and costs that are not paid.
	for _, file := range must(os.ReadDir("vectors")) {
		switch kind, _, _ := strings.Cut(file.Name(), "-"); kind {
		case "unsupported", "costly":
			fails("unsupported-encryption", file.Name())
		case "damaged":
			fails("corrupt-key", file.Name())
		case "corrupt":
			fails("corrupt-key", file.Name())
		}
	}
	exceptions := map[string]string{
		"damaged-no-begin":                "not-pem",
		"damaged-dek-info-changed-vector": "wrong-password", // the vector is the salt: any password derives noise
		"damaged-dek-info-other-cipher":   "wrong-password",
		"damaged-pbkdf2-salt":             "wrong-password",
		"corrupt-weak-512":                "weak-key",
		"corrupt-weak-1023":               "weak-key",
		"corrupt-three-primes":            "not-rsa",
	}
	for i := range list {
		if code, ok := exceptions[list[i].Name]; ok {
			list[i].Code = code
		}
		if list[i].Name == "corrupt-composite-prime" {
			list[i] = keys.Vector{Name: list[i].Name, File: list[i].File, Container: "pkcs1", Notes: []string{plain}, PKCS8: list[i].File, Unusable: true}
		}
	}

	// Things that are not an RSA private key in PEM.
	for _, row := range []struct{ code, files string }{
		{"not-private-key", `public.pem public-pkcs1.pem public-certificate.pem other-request.pem other-pkcs7.pem other-pkcs12.p12
			other-openssh.pem other-openssh-encrypted.pem other-openssh-public.txt other-ssh2-public.pem other-putty-2.ppk other-putty-3.ppk
			other-pgp.pem other-java-key-store.pem other-public.der other-public-pkcs1.der other-certificate.der other-request.der
			other-unknown-label.pem`},
		{"not-rsa", `other-ec.pem other-ec-pkcs8.pem other-ec-encrypted.pem other-ed25519.pem other-x25519.pem other-rsa-pss.pem
			other-dsa.pem other-dsa-parameters.pem other-gost.pem other-unknown-algorithm.pem other-openssh-ed25519.pem
			other-openssh-ed25519-public.txt other-putty-ed25519.ppk other-ec.der`},
		{"not-pem", `other-pkcs1.der other-pkcs8.der other-pkcs8-encrypted.der other-base64-only.txt other-base64-twice.txt
			other-nothing.pem other-words.pem other-web-page.pem other-jwk.pem other-huge.pem`},
	} {
		for _, file := range strings.Fields(row.files) {
			fails(row.code, file).Name = strings.ReplaceAll(file, ".", "-")
		}
	}
	return list
}
