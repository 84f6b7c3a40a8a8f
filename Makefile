# Run `make help` for what there is. Everything here runs on a fresh machine that
# has Go and Node; what else a target needs, it installs or names.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

# Packages under a testdata folder are left out of `...`, so that these are named.
helpers := $(patsubst %,./signer/testdata/%/...,keys mistakes notifications samples signatures styles go)
everywhere := ./signer/... ./web/... ./wasm/split/... ./wasm/worker/assets $(helpers)
formatted := signer wasm $(filter-out web/node_modules/%,$(wildcard web/*/*.go web/*/*/*.go))
as_wasm := ./signer/... ./wasm/browser/... ./wasm/split/testdata/program

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

.PHONY: worker
worker: build ## build the Worker for Cloudflare into wasm/worker/build
	@cd wasm/worker && go tool workers-assets-gen -mode=go -o build
	@GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags="-s -w" -o wasm/worker/build/app.wasm ./wasm/worker
	@go run ./wasm/worker/assets web/dist wasm/worker/build/assets

.PHONY: worker-dev
worker-dev: worker ## run the Worker offline in workerd, its D1 kept in wasm/worker/.wrangler
	@cd wasm/worker && export WRANGLER_SEND_METRICS=false CI=1 && wrangler=../../web/node_modules/.bin/wrangler && \
		$$wrangler d1 migrations apply DB --local && exec $$wrangler dev --local

.PHONY: test
test: test-go test-wasm test-web test-worker ## run all tests, the headless browser's included
	@echo "all tests passed"

.PHONY: test-go
test-go: ## run Go's tests natively, and hold the core to its coverage
	@go test -coverpkg=./signer/... -coverprofile=coverage.out ./signer/...
	@go test ./web/... ./wasm/split
	@web/scripts/coverage.sh coverage.out 90

.PHONY: test-wasm
test-wasm: chromium ## run the core's Go tests as wasm in headless Chromium
	@exec=$$(go tool -n wasmbrowsertest) && PATH="$$(dirname "$${CHROMIUM:-/usr/bin/chromium}"):$$PATH" GOOS=js GOARCH=wasm go test -exec "$$exec" $(as_wasm)

.PHONY: test-web
test-web: build chromium ## run the library's tests in Node and Chromium, and the page's in Chromium
	@npm --prefix web run --silent test

.PHONY: test-worker
test-worker: worker ## run the gateway's tests against the Worker in workerd
	@WORKERD=$(CURDIR)/web/scripts/workerd.mjs go test -count=1 -run TestWorker ./web/gateway

.PHONY: test-runtimes
test-runtimes: runtimes worker chromium ## compare with the real PHP, Python, Ruby, Java, Node, Go, curl and openssl
	@WORKERD=$(CURDIR)/web/scripts/workerd.mjs go test -tags runtimes -count=1 -run 'Runtimes' ./signer/... ./web/gateway
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
bench: worker chromium ## measure size and speed against peers; writes bench/results.json
	@npm --prefix web run --silent bench

.PHONY: figures
figures: bench ## measure, and write the README's figures
	@node web/bench/readme.mjs

.PHONY: check
check: web/node_modules/.installed ## format and lint: Go and TypeScript, no warnings
	@test -z "$$(gofmt -l $(formatted))" || { echo 'run make format:'; gofmt -l $(formatted); exit 1; }
	@go mod tidy -diff
	@go vet -tags runtimes $(everywhere) && GOOS=js GOARCH=wasm go vet $(as_wasm) && \
		GOOS=js GOARCH=wasm go vet -tags doctor ./wasm/browser/... && GOOS=js GOARCH=wasm go vet ./wasm/worker
	@staticcheck=$$(go tool -n staticcheck) && $$staticcheck -tags runtimes $(everywhere) && \
		GOOS=js GOARCH=wasm $$staticcheck $(as_wasm) && \
		GOOS=js GOARCH=wasm $$staticcheck -tags doctor ./wasm/browser/... && \
		GOOS=js GOARCH=wasm $$staticcheck ./wasm/worker
	@npm --prefix web run --silent check
	@echo "no findings"

.PHONY: format
format: web/node_modules/.installed ## format Go and TypeScript
	@gofmt -w $(formatted)
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
