package diagnosis

// What the block tells that a signature opens to: which key, which padding,
// which hash. These have no steps: the block itself is the evidence.

var wrongKeyKnown = Cause{
	Code: "wrong-key-known", Title: "Signed with another certificate",
	Looks: "The signature is good, and belongs to another of the keys that you have.",
	Why:   "AliKassa verifies with the public key that it keeps for this account and this kind of request.",
	Fix:   "Sign with the certificate of this account: payments have one, payouts and balance another.",
	Fixes: []Fix{{"PHP", "Look at the folder.", "file_get_contents(__DIR__ . '/cert/payment/private.pem')"}},
}

var wrongKeySize = Cause{
	Code: "wrong-key-size", Title: "Sign has the length of another key's",
	Looks: "The signature is as long as a key of another size makes it, or as a database column that cuts it.",
	Why:   "A signature is as long as the modulus of its key: one of another size made it, or it was cut or lengthened on its way.",
	Fix:   "Compare the length of Sign where it is made with that of what is sent. Where they differ, look for a column or a buffer that is too short; where they do not, sign with the private.pem whose public.pem AliKassa has: openssl rsa -in private.pem -pubout prints it.",
}

var wrongKey = Cause{
	Code: "wrong-key", Title: "Sign does not open with this key",
	Looks: "Raised to this public key's exponent, the signature gives noise: no padding that is known, no digest.",
	Why:   "Only the private key that belongs to the public key gives a block that can be read.",
	Fix:   "Compare the pair: openssl rsa -in private.pem -pubout must print public.pem. If AliKassa has another one, generate the certificate anew and use its archive whole.",
}

var badPadding = Cause{
	Code: "bad-padding", Title: "The padding is wrong",
	Looks: "The block that the signature opens to is this key's, and not what RFC 8017 has for a signature.",
	Why:   "Strict verifiers refuse every block but 00 01 FF … FF 00 and the DigestInfo, to the byte.",
	Fix:   "Use the signing function of a library, not the RSA operation by itself.",
	Fixes: []Fix{
		{"PHP", "openssl_sign, not openssl_private_encrypt with OPENSSL_NO_PADDING.", "openssl_sign($data, $sign, $privateKey);"},
		{"Java", "Signature, not Cipher.", "Signature sig = Signature.getInstance(\"SHA1withRSA\");"},
	},
}

var pssPadding = Cause{
	Code: "pss-padding", Title: "Signed with PSS padding",
	Looks: "The block has the mask and the salt of RSASSA-PSS; the same body gives another Sign each time.",
	Why:   "AliKassa verifies RSASSA-PKCS1-v1_5, which is another padding.",
	Fix:   "Sign with PKCS#1 v1.5 padding.",
	Fixes: []Fix{
		{"Python", "padding.PKCS1v15, not padding.PSS.", "signature = private_key.sign(data_bytes, padding.PKCS1v15(), hashes.SHA1())"},
		{"JavaScript", "No padding: RSA_PKCS1_PSS_PADDING.", "signer.sign({ key: privateKeyPem, passphrase }, 'base64')"},
		{"Java", "SHA1withRSA, not RSASSA-PSS.", "Signature sig = Signature.getInstance(\"SHA1withRSA\");"},
		{"Go", "SignPKCS1v15, not SignPSS.", "sigBytes, err := rsa.SignPKCS1v15(rand.Reader, priv, crypto.SHA1, hash[:])"},
	},
}

var rawMessage = Cause{
	Code: "raw-message", Title: "Signed without hashing",
	Looks: "The text itself stands in the block, where its digest should be.",
	Why:   "A signature pads a digest; padding the message is what encryption with the private key does.",
	Fix:   "Use the signing function with SHA-1, not encryption with the private key.",
	Fixes: []Fix{
		{"PHP", "openssl_sign, not openssl_private_encrypt.", "openssl_sign($data, $sign, $privateKey);"},
		{"JavaScript", "createSign, not privateEncrypt.", "const signer = createSign('SHA1');"},
		{"Java", "SHA1withRSA, not NONEwithRSA or a Cipher.", "Signature sig = Signature.getInstance(\"SHA1withRSA\");"},
	},
}

var noDigestInfo = Cause{
	Code: "no-digest-info", Title: "The digest lacks its DigestInfo",
	Looks: "The block holds a digest alone, without the few bytes that name its hash.",
	Why:   "PKCS#1 v1.5 signs a DigestInfo: the hash's identifier and the digest. Verifiers compare both.",
	Fix:   "Give the body to the signing function with SHA-1; it hashes and adds the DigestInfo.",
	Fixes: []Fix{
		{"PHP", "openssl_sign, not openssl_private_encrypt of sha1($data, true).", "openssl_sign($data, $sign, $privateKey);"},
		{"JavaScript", "createSign, not privateEncrypt of a digest.", "const signer = createSign('SHA1');"},
		{"Java", "SHA1withRSA, not NONEwithRSA.", "Signature sig = Signature.getInstance(\"SHA1withRSA\");"},
		{"Go", "crypto.SHA1 as the hash, not 0.", "sigBytes, err := rsa.SignPKCS1v15(rand.Reader, priv, crypto.SHA1, hash[:])"},
	},
}

var wrongHash = Cause{
	Code: "wrong-hash", Title: "Signed with another hash than SHA-1",
	Looks: "The DigestInfo in the block names another hash: SHA-256, MD5, RIPEMD-160. An earlier English version of AliKassa's documentation showed SHA-256 in its Node, Python and Java samples.",
	Why:   "AliKassa verifies with SHA-1.",
	Fix:   "Sign with SHA-1.",
	Fixes: []Fix{
		{"PHP", "openssl_sign uses SHA-1 unless told otherwise.", "openssl_sign($data, $sign, $privateKey, OPENSSL_ALGO_SHA1);"},
		{"JavaScript", "createSign('SHA1').", "const signer = createSign('SHA1');"},
		{"Python", "hashes.SHA1().", "signature = private_key.sign(data_bytes, padding.PKCS1v15(), hashes.SHA1())"},
		{"Java", "SHA1withRSA.", "Signature sig = Signature.getInstance(\"SHA1withRSA\");"},
		{"Go", "sha1.Sum and crypto.SHA1.", "hash := sha1.Sum(dataBytes)\nsigBytes, err := rsa.SignPKCS1v15(rand.Reader, priv, crypto.SHA1, hash[:])"},
		{"shell", "-sha1.", "openssl dgst -sha1 -sign private.pem"},
	},
}

var otherBody = Cause{
	Code: "other-body", Title: "Another text was signed",
	Looks: "The signature is made with this key, over bytes that none of the known mistakes makes of this body.",
	Why:   "What stands in the signature fits neither the body that was sent nor what known mistakes make of it.",
	Fix:   "Log the exact string just before it is signed, with its length and its SHA-1, and compare them with the digest given here and with what is sent.",
	Fixes: []Fix{
		{"PHP", "Log it where it is signed.", "error_log(strlen($data) . ' ' . sha1($data) . ' ' . $data);"},
		{"JavaScript", "Log it where it is signed.", "console.log(Buffer.byteLength(dataStr), createHash('sha1').update(dataStr).digest('hex'), dataStr);"},
		{"Python", "Log it where it is signed.", "print(len(data_bytes), hashlib.sha1(data_bytes).hexdigest(), data_bytes)"},
		{"Java", "Log it where it is signed.", "System.out.println(dataStr.length() + \" \" + dataStr);"},
		{"Go", "Log it where it is signed.", "log.Printf(\"%d %x %s\", len(dataBytes), sha1.Sum(dataBytes), dataBytes)"},
	},
}

var otherStyle = Cause{
	Code: "other-style", Title: "Signed as one language writes JSON, sent as another",
	Looks: "Both bodies have the same data; one is written as json_encode writes it, say, and the other as an HTTP client does.",
	Why:   "Languages write the same data as different bytes: slashes, letters, blanks, numbers and the order of fields differ.",
	Fix:   "Sign the string that you send: write the JSON once, keep it in a variable, and use it for both.",
	Fixes: []Fix{
		{"PHP", "Guzzle's and Laravel's 'json' writes the data anew: give it the string that you signed.", "$client->post($url, ['body' => $data, 'headers' => $headers]);"},
		{"JavaScript", "Give axios or fetch the string that you signed, not the object.", "fetch(url, { method: 'POST', headers, body: dataStr });"},
		{"Python", "json= writes the data anew: use data= with the bytes that you signed.", "requests.post(url, data=data_bytes, headers=headers, timeout=30)"},
		{"Java", "Send the string that you signed, not the object.", ".POST(HttpRequest.BodyPublishers.ofString(dataStr))"},
		{"Go", "Marshal once, and send those bytes.", "req, err := http.NewRequest(\"POST\", url, bytes.NewReader(dataBytes))"},
		{"Ruby", "Send the string that you signed, not the hash.", "http.post(path, body, headers)"},
	},
}
