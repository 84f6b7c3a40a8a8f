#!/usr/bin/env bash
# Refuses a coverage profile whose share of covered statements is under a limit.
# usage: coverage.sh PROFILE PERCENT
set -euo pipefail
share=$(go tool cover -func="$1" | awk '$1 == "total:" { sub("%", "", $3); print $3 }')
echo "coverage of signer: $share % (at least $2 %)"
awk -v share="$share" -v least="$2" 'BEGIN { exit !(share >= least) }'
