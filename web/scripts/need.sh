#!/usr/bin/env bash
# Sees to what a target needs beside Go and Node: installs Debian's packages where
# that is allowed (apt-get, as root or by sudo without a password), else says in
# one line what to install.
# usage: need.sh node | chromium | runtimes | keys
set -euo pipefail

case "${1:-}" in
node) # nothing that apt-get could mend: it says so and ends
  # What Vite asks for; see "engines" in web/node_modules/vite/package.json.
  new_enough='const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)'
  node -e "$new_enough" 2>/dev/null && exit 0
  echo "building needs Node 20.19, 22.12 or newer; here is $(node --version 2>/dev/null || echo none)" >&2
  exit 1
  ;;
chromium)
  present() { [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; }
  packages=(chromium)
  hint='Chromium (its path may be given as CHROMIUM=/path/to/chromium)'
  ;;
runtimes)
  jars=/usr/share/java
  present() {
    for command in openssl php ruby java curl /usr/bin/python3; do command -v "$command" >/dev/null || return 1; done
    php -m | grep -qx curl && /usr/bin/python3 -c 'import cryptography, requests' 2>/dev/null &&
      ruby -e 'require "active_support/all"' 2>/dev/null && [ -e $jars/jackson-databind.jar ] && [ -e $jars/bcpkix.jar ]
  }
  packages=(openssl php-cli php-curl ruby ruby-activesupport default-jdk-headless libjackson2-databind-java
    libbcpkix-java python3 python3-cryptography python3-requests curl)
  hint='PHP with curl, Ruby with ActiveSupport, a JDK with Jackson and Bouncy Castle, Python with cryptography and requests, curl, openssl'
  ;;
keys)
  present() {
    for command in openssl ssh-keygen puttygen zip python3; do command -v "$command" >/dev/null || return 1; done
  }
  packages=(openssl openssh-client putty-tools zip python3)
  hint='openssl, ssh-keygen, puttygen, zip and Python'
  ;;
*)
  echo "usage: need.sh node | chromium | runtimes | keys" >&2
  exit 2
  ;;
esac

present && exit 0
sudo=()
[ "$(id -u)" = 0 ] || sudo=(sudo -n)
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  echo "installing ${packages[*]}"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  { "${sudo[@]}" apt-get update && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1 || tail -n 20 "$log" >&2
fi
present || { echo "install $hint, for example on Debian: apt-get install ${packages[*]}" >&2; exit 1; }
