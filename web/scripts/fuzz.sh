#!/usr/bin/env bash
# Runs each fuzz target of the module for FUZZTIME (default 30s), one after the other.
set -euo pipefail
for package in $(go list ./signer/... ./web/...); do
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
    echo "$package $target"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-30s}" "$package"
  done
done
