# Run `make help` for what there is. Everything here runs on a fresh machine that
# has Go and Node; what else a target needs, it installs or names.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

# Packages under a testdata folder are left out of `...`, so that these are named.
helpers := $(patsubst %,./signer/testdata/%/...,keys mistakes notifications signatures styles go)
everywhere := ./signer/... ./web/... $(helpers)
as_wasm := ./signer/... ./wasm/...

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: build web/build/serve ## build the page and serve it at ADDR (default 127.0.0.1:8080)
	@exec web/build/serve

.PHONY: web/build/serve
web/build/serve:
	@go build -o $@ ./web/serve

.PHONY: picture
picture: build web/build/serve chromium ## take the README's picture anew
	@node web/scripts/picture.mjs

.PHONY: build
build: node web/node_modules/.installed ## build the page and the library into web/dist
	@npm --prefix web run --silent build

.PHONY: test
test: test-go test-wasm test-web ## run all tests, the headless browser's included
	@echo "all tests passed"

.PHONY: test-go
test-go: ## run Go's tests natively, and hold the core to its coverage
	@go test -coverpkg=./signer/... -coverprofile=coverage.out ./signer/...
	@go test ./web/...
	@web/scripts/coverage.sh coverage.out 90

.PHONY: test-wasm
test-wasm: chromium ## run the core's Go tests as wasm in headless Chromium
	@exec=$$(go tool -n wasmbrowsertest) && PATH="$$(dirname "$${CHROMIUM:-/usr/bin/chromium}"):$$PATH" GOOS=js GOARCH=wasm go test -exec "$$exec" $(as_wasm)

.PHONY: test-web
test-web: build chromium ## run the library's tests in Node and Chromium, and the page's in Chromium
	@npm --prefix web run --silent test

.PHONY: test-runtimes
test-runtimes: runtimes build chromium ## compare with the real PHP, Python, Ruby, Java, Node, Go, curl and openssl
	@go test -tags runtimes -count=1 -run 'Runtimes' ./signer/... ./web/gateway
	@npm --prefix web run --silent test:runtimes

.PHONY: vectors
vectors: runtimes ## write the vectors anew from the real runtimes, but those of keys
	@go generate ./signer/...

.PHONY: vectors-keys
vectors-keys: ## write the vectors of keys and archives anew; salts differ at every run
	@web/scripts/need.sh keys
	@signer/testdata/keys/generate.sh

.PHONY: fuzz
fuzz: ## fuzz every Go target for FUZZTIME each (default 30s), but those in wasm
	@web/scripts/fuzz.sh

.PHONY: bench
bench: build chromium ## measure size and speed against peers; writes bench/results.json
	@npm --prefix web run --silent bench

.PHONY: figures
figures: bench ## measure, and write the README's figures
	@node web/bench/readme.mjs

.PHONY: check
check: web/node_modules/.installed ## format and lint: Go and TypeScript, no warnings
	@test -z "$$(gofmt -l signer wasm web/bench web/gateway web/serve)" || { echo 'run make format:'; gofmt -l signer wasm web/bench web/gateway web/serve; exit 1; }
	@go mod tidy -diff
	@go vet -tags runtimes $(everywhere) && GOOS=js GOARCH=wasm go vet $(as_wasm) && \
		GOOS=js GOARCH=wasm go vet -tags doctor ./wasm/...
	@staticcheck=$$(go tool -n staticcheck) && $$staticcheck -tags runtimes $(everywhere) && \
		GOOS=js GOARCH=wasm $$staticcheck $(as_wasm) && \
		GOOS=js GOARCH=wasm $$staticcheck -tags doctor ./wasm/...
	@npm --prefix web run --silent check
	@echo "no findings"

.PHONY: format
format: web/node_modules/.installed ## format Go and TypeScript
	@gofmt -w signer wasm web/bench web/gateway web/serve
	@npm --prefix web run --silent format

.PHONY: clean
clean: ## remove what was built
	@rm -rf web/dist web/build web/test-results bench coverage.out

.PHONY: node
node:
	@web/scripts/need.sh node

.PHONY: chromium
chromium:
	@web/scripts/need.sh chromium

.PHONY: runtimes
runtimes:
	@web/scripts/need.sh runtimes

web/node_modules/.installed: web/package.json web/package-lock.json | node
	@PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix web ci --silent --no-fund --no-audit
	@touch $@
