#!/usr/bin/env bash
# The mistakes that are made in a shell, with openssl and curl, each a function
# that reads standard input and writes standard output. The protocol is in
# signer/testdata/README.md. ECHO is the URL of the generator's server: it answers
# with the body it received; under /form with the field "sign" of a form, under
# /header with the header Sign.
set -uo pipefail
export LC_ALL=C.UTF-8
keys=$(cd "$(dirname "$0")/../keys" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# the bytes
as-is() { cat; }
echo-newline() { local text; text=$(cat); echo "$text"; }
echo-n() { local text; text=$(cat); echo -n "$text"; }
echo-e() { local text; text=$(cat); echo -en "$text"; }
echo-unquoted() { local text; set -f; text=$(cat); echo -n $text; set +f; }
here-string() { local text; text=$(cat); cat <<<"$text"; }
crlf-file() { local text; text=$(cat); printf '%s\r\n' "$text"; }
unix2dos() { sed 's/$/\r/'; }
bom-file() { printf '\xef\xbb\xbf'; cat; }
blank() { cat; printf ' '; }
iconv-to() { iconv -f UTF-8 -t "$1"; }
iconv-from() { iconv -f "$1" -t UTF-8; }
base64-body() { base64 -w0; }
base64-lines-body() { base64; }
hex-body() { od -An -v -tx1 | tr -d ' \n'; }
curl-data() { curl -sS --data @- "$ECHO"; }
curl-data-binary() { curl -sS --data-binary @- "$ECHO"; }
curl-urlencode() { curl -sS --data-urlencode @- "$ECHO"; }
no-blanks() { tr -d ' \n\t'; }
no-quotes() { tr '"' "'"; }
no-backslashes() { tr -d '\\'; }
unexpanded() { sed -E "s/(\"$1\": ?)(\"[^\"]*\"|[0-9.]+)/\\1\"\\$\\{$1\\}\"/"; }
unexpanded-postman() { sed -E "s/(\"$1\": ?)(\"[^\"]*\"|[0-9.]+)/\\1\"{{$1}}\"/"; }
unset-variable() { cat >/dev/null; printf '%s' "${no_such_variable-}"; }
literal-variable() { cat >/dev/null; printf '%s' '$body'; }
text() { cat >/dev/null; printf '%s' "$1"; }

# the digest and the signature
digest-hex() { openssl dgst "-$1" -r | cut -d' ' -f1 | tr -d '\n'; }
digest-hex-line() { openssl dgst "-$1" -r | cut -d' ' -f1; }
digest-raw() { openssl dgst "-$1" -binary; }
digest-base64() { openssl dgst "-$1" -binary | base64 -w0; }
sign() { openssl dgst "-$1" -sign "$key"; }
sign-pss() { openssl dgst "-${1%,*}" -sign "$key" -sigopt rsa_padding_mode:pss -sigopt "rsa_pss_saltlen:${1#*,}"; }
hmac() { openssl dgst "-$1" -hmac secret -r | cut -d' ' -f1 | tr -d '\n'; }
rsautl() { openssl pkeyutl -sign -inkey "$key"; }
pkeyutl-digest() { openssl pkeyutl -sign -inkey "$key" -pkeyopt "digest:$1"; }
pkeyutl-unpadded() { openssl pkeyutl -sign -inkey "$key" -pkeyopt rsa_padding_mode:none; }
pkeyutl-x931() { openssl pkeyutl -sign -inkey "$key" -pkeyopt rsa_padding_mode:x931 -pkeyopt digest:sha1; }

# its way into the header
base64-one-line() { base64 -w0; }
base64-lines() { base64; }
openssl-base64() { openssl base64; }
openssl-base64-line() { openssl base64 -A; }
openssl-base64-crlf() { openssl base64 | sed 's/$/\r/'; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
HEX() { od -An -v -tx1 | tr -d ' \n' | tr a-f A-F; }
hex-colons() { od -An -v -tx1 | tr -d '\n' | sed 's/^ //; s/ /:/g'; }
curl-form() { local sign; sign=$(cat); curl -sS -d "sign=$sign" "$ECHO/form"; }
curl-header() { local sign; sign=$(cat); curl -sS -H "Sign: $sign" "$ECHO/header"; }
curl-header-name-twice() { local sign; sign=$(cat); curl -sS -H "Sign: Sign: $sign" "$ECHO/header"; }
curl-header-quoted() { local sign; sign=$(cat); curl -sS -H "Sign: \"$sign\"" "$ECHO/header"; }
curl-header-unset() { cat >/dev/null; curl -sS -H "Sign: ${no_such_variable-}" "$ECHO/header"; }
curl-header-literal() { cat >/dev/null; curl -sS -H 'Sign: $sign' "$ECHO/header"; }
curl-header-command() { cat >/dev/null; curl -sS -H 'Sign: $(openssl dgst -sha1 -sign private.pem body.json | base64)' "$ECHO/header"; }
first-line() { head -n1 | tr -d '\n'; }
cut-to() { head -c "$1"; }
trailing() { cat; printf "$1"; }
jq-quoted() { local sign; sign=$(cat); printf '"%s"' "$sign"; }
dgst-hex() { openssl dgst -sha1 -sign "$key" -hex; }
urlencoded() { local sign; sign=$(cat); curl -sS -o /dev/null -w '%{url_effective}' -G --data-urlencode "sign=$sign" "$ECHO/" | sed 's/.*sign=//' | tr -d '\n'; }

run() {
  local step name argument
  base64 -d <<<"$1" >"$work/state" || return
  while [ -n "$2" ]; do
    step=${2%%' | '*}
    [ "$step" = "$2" ] && set -- "$1" '' || set -- "$1" "${2#*' | '}"
    name=${step%%:*}
    argument=
    [ "$name" = "$step" ] || argument=${step#*:}
    declare -F "$name" >/dev/null || { echo "shell has no step $name" >&2; return 1; }
    "$name" "$argument" <"$work/state" >"$work/next" || return
    mv "$work/next" "$work/state"
  done
}

while IFS= read -r line; do # read would take an empty field for none
  input=${line%%$'\t'*} line=${line#*$'\t'}
  name=${line%%$'\t'*} chain=${line#*$'\t'}
  key=$keys/$name.pem
  if run "$input" "$chain" 2>"$work/error"; then
    echo "=$(base64 -w0 "$work/state")"
  else
    echo "!$(base64 -w0 "$work/error")"
  fi
done
