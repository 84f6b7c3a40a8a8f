#!/usr/bin/env bash
# Makes the keys, certificates and archives that the tests of every runtime
# read. Tools make whatever a tool can make; the faults that none will make are
# written by ./generate, which also writes index.json: what each file is, and
# what has to come of it.
#
# The RSA keys themselves are kept if they exist, so that fingerprints stay.
# Needs bash, go, openssl 3 with its legacy provider, ssh-keygen, puttygen, zip
# and python3.
#
# Every key in this folder is made for tests and worth nothing.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p vectors
cd vectors

password=test-password
legacy=(-provider legacy -provider default)
quiet() { "$@" 2>/dev/null; }

# The keys that all else is made of.
[ -f pkcs1-plain.pem ] || quiet openssl genrsa -traditional -out pkcs1-plain.pem 2048
[ -f pkcs1-plain-1024.pem ] || quiet openssl genrsa -traditional -out pkcs1-plain-1024.pem 1024
[ -f pkcs1-plain-4096.pem ] || quiet openssl genrsa -traditional -out pkcs1-plain-4096.pem 4096
[ -f pkcs1-plain-exponent-3.pem ] || quiet openssl genrsa -traditional -3 -out pkcs1-plain-exponent-3.pem 2048
[ -f unrelated-plain.pem ] || quiet openssl genrsa -traditional -out unrelated-plain.pem 2048
[ -f corrupt-weak-512.pem ] || quiet openssl genrsa -traditional -out corrupt-weak-512.pem 512
[ -f corrupt-three-primes.pem ] || quiet openssl genrsa -traditional -primes 3 -out corrupt-three-primes.pem 2048
key=pkcs1-plain.pem

# Public halves.
openssl rsa -in $key -pubout -out public.pem 2>/dev/null
openssl rsa -in $key -RSAPublicKey_out -out public-pkcs1.pem 2>/dev/null
openssl rsa -in unrelated-plain.pem -pubout -out public-unrelated.pem 2>/dev/null
openssl req -x509 -new -key $key -subj "/CN=alikassa-sign test" -days 36500 -out public-certificate.pem

# Traditional files with DEK-Info.
for cipher in aes128:aes-128 aes192:aes-192 aes256:aes-256 des3:des-ede3; do
  quiet openssl rsa -in $key -traditional "-${cipher%:*}" -passout "pass:$password" -out "pkcs1-${cipher#*:}-cbc.pem"
done
quiet openssl rsa "${legacy[@]}" -in $key -traditional -des -passout "pass:$password" -out pkcs1-des-cbc.pem
quiet openssl rsa -in unrelated-plain.pem -traditional -aes256 -passout pass:other-password -out unrelated-aes-256-cbc.pem
quiet openssl rsa -in pkcs1-plain-1024.pem -traditional -aes256 -passout "pass:$password" -out pkcs1-aes-256-cbc-1024.pem
quiet openssl rsa -in $key -traditional -aes256 -passout "pass: outer blanks " -out password-outer-blanks.pem
quiet openssl rsa -in $key -traditional -aes256 -passout "pass:пароль-тест" -out password-cyrillic.pem

# PKCS#8, plain and with every derivation and cipher.
pkcs8() { openssl pkcs8 -topk8 -in $key -passout "pass:${secret:-$password}" "$@"; }
pkcs8 -nocrypt -out pkcs8-plain.pem
for hash in 1 224 256 384 512; do
  pkcs8 -v2 aes-256-cbc -v2prf "hmacWithSHA$hash" -out "pkcs8-pbkdf2-sha-$hash.pem"
done
for cipher in aes-128-cbc aes-192-cbc des-ede3-cbc:des3; do
  pkcs8 -v2 "${cipher#*:}" -out "pkcs8-pbkdf2-${cipher%:*}.pem"
done
pkcs8 -scrypt -out pkcs8-scrypt.pem
pkcs8 -scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 2 -v2 aes-128-cbc -out pkcs8-scrypt-parameters.pem
pkcs8 -v1 PBE-SHA1-3DES -out pkcs8-pbes1-sha1-3des.pem
secret="пароль-тест" pkcs8 -v1 PBE-SHA1-3DES -out pkcs8-pbes1-sha1-3des-cyrillic.pem
pkcs8 "${legacy[@]}" -v1 PBE-MD5-DES -out pkcs8-pbes1-md5-des.pem
openssl pkcs8 -topk8 -in $key -passout pass: -out password-empty.pem

# Encryptions that are refused by name.
for scheme in PBE-SHA1-RC2-40 PBE-SHA1-RC2-128 PBE-SHA1-RC4-40 PBE-SHA1-RC4-128 PBE-SHA1-2DES PBE-MD5-RC2-64 PBE-SHA1-DES; do
  name=$(echo "$scheme" | tr '[:upper:]' '[:lower:]')
  pkcs8 "${legacy[@]}" -v1 "$scheme" -out "unsupported-$name.pem"
done
for cipher in camellia-256-cbc aria-256-cbc aes-256-cfb; do
  pkcs8 -v2 $cipher -out "unsupported-pbes2-$cipher.pem"
done
pkcs8 "${legacy[@]}" -v2 rc2 -out unsupported-pbes2-rc2.pem
pkcs8 -v2 aes-256-cbc -v2prf hmacWithMD5 -out unsupported-pbkdf2-md5.pem
quiet openssl rsa -in $key -traditional -camellia256 -passout "pass:$password" -out unsupported-dek-camellia.pem
quiet openssl rsa -in $key -traditional -aria256 -passout "pass:$password" -out unsupported-dek-aria.pem
quiet openssl rsa "${legacy[@]}" -in $key -traditional -seed -passout "pass:$password" -out unsupported-dek-seed.pem

# Costs that are refused before they are spent, next to some that are not.
pkcs8 -iter 100000 -out pkcs8-pbkdf2-many-iterations.pem

# Things that are not the private key.
openssl req -new -key $key -subj "/CN=alikassa-sign test" -out other-request.pem
openssl pkcs12 -export -inkey $key -in public-certificate.pem -passout "pass:$password" -out other-pkcs12.p12
openssl pkcs12 -in other-pkcs12.p12 -passin "pass:$password" -nodes -out paste-bag-attributes.pem
openssl crl2pkcs7 -nocrl -certfile public-certificate.pem -out other-pkcs7.pem
openssl ecparam -name prime256v1 -genkey -out other-ec.pem
openssl pkcs8 -topk8 -nocrypt -in other-ec.pem -out other-ec-pkcs8.pem
openssl pkcs8 -topk8 -in other-ec.pem -passout "pass:$password" -out other-ec-encrypted.pem
openssl ec -in other-ec.pem -outform DER -out other-ec.der 2>/dev/null
openssl genpkey -algorithm ed25519 -out other-ed25519.pem
openssl genpkey -algorithm x25519 -out other-x25519.pem
quiet openssl genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048 -out other-rsa-pss.pem
quiet openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -pkeyopt dsa_paramgen_q_bits:160 -out other-dsa-parameters.pem
quiet openssl gendsa -out other-dsa-pkcs8.pem other-dsa-parameters.pem
openssl pkey -traditional -in other-dsa-pkcs8.pem -out other-dsa.pem
openssl rsa -in $key -traditional -outform DER -out other-pkcs1.der 2>/dev/null
pkcs8 -nocrypt -outform DER -out other-pkcs8.der
pkcs8 -outform DER -out other-pkcs8-encrypted.der
openssl rsa -in $key -pubout -outform DER -out other-public.der 2>/dev/null
openssl rsa -in $key -RSAPublicKey_out -outform DER -out other-public-pkcs1.der 2>/dev/null
openssl x509 -in public-certificate.pem -outform DER -out other-certificate.der
openssl req -in other-request.pem -outform DER -out other-request.der
openssl base64 -A -in pkcs1-aes-256-cbc.pem -out other-base64-twice.txt
grep -v -- ----- pkcs1-plain.pem >other-base64-only.txt

ssh() { rm -f "$1" "$1.pub"; ssh-keygen -q -C test -N "$3" -t "$2" -f "$1"; }
cp $key other-openssh.pem && chmod 600 other-openssh.pem && ssh-keygen -q -p -P "" -N "" -f other-openssh.pem >/dev/null
cp $key other-openssh-encrypted.pem && chmod 600 other-openssh-encrypted.pem && ssh-keygen -q -p -P "" -N "$password" -f other-openssh-encrypted.pem >/dev/null
ssh other-openssh-ed25519.pem ed25519 ""
mv other-openssh-ed25519.pem.pub other-openssh-ed25519-public.txt
ssh-keygen -y -f other-openssh.pem >other-openssh-public.txt
ssh-keygen -e -f other-openssh.pem >other-ssh2-public.pem
puttygen $key -O private -o other-putty-3.ppk
puttygen $key -O private --ppk-param version=2 -o other-putty-2.ppk
puttygen other-openssh-ed25519.pem -O private -o other-putty-ed25519.ppk
chmod 644 ./*

cd ..
rm -rf archives
python3 archives.py
go run ./generate

# The certificate that the page demonstrates itself with.
demo=../demo
mkdir -p $demo
if [ ! -f $demo/private.pem ]; then
  printf 'demo-password' >$demo/password.txt
  quiet openssl genrsa -traditional -aes256 -passout file:$demo/password.txt -out $demo/private.pem 2048
  quiet openssl rsa -in $demo/private.pem -passin file:$demo/password.txt -pubout -out $demo/public.pem
  chmod 644 $demo/*
fi
