#!/usr/bin/env bash
# Runs each fuzz target of the module for FUZZTIME (default 30s), one after the other.
# Inputs are made smaller a few times at most: by default that takes a minute of its own for each.
# Go fuzzes natively alone, so FuzzUnpack of wasm/browser is not among them: make
# test-wasm runs its seeds.
set -euo pipefail
for package in $(go list ./signer/... ./web/...); do
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
    echo "$package $target"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-30s}" -fuzzminimizetime 10x "$package"
  done
done
