# Herald: the two commands are `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
# Every build checks that a target imports only what its row in Package.swift names.
BUILD := swift build --explicit-target-dependency-import-check error
# These start servers of their own and want the machine to themselves.
PROCESS_TESTS := ^(CrashTests|IntegrationTests)\.
# How many of the others run at a time: with all thousand at once each waits so long for its turn that timeouts strike.
TEST_WIDTH := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16
# The examples are three packages with one set of compiled dependencies. SwiftPM's cached plan is of the package that was
# built last, so it has to look at each one again.
EXAMPLES := Analytics ModerationBot SearchIndex
EXAMPLE_BUILD := swift build --scratch-path .build-examples --disable-build-manifest-caching --package-path
RELEASE_DIR := .build/static-libs
ARGS ?=
# What is formatted. Some sources of Fuzz are links into the others.
SWIFT_FILES := Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources \
	Fuzz/Package.swift Fuzz/Sources/HeraldFuzz

.PHONY: help
help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: run
run: deps ## Build and start the demo on http://127.0.0.1:8080
	@scripts/progress $(BUILD) --product herald
	@exec .build/debug/herald demo

.PHONY: test
test: deps test-deps ## Build and run every test
	@scripts/progress $(BUILD) --build-tests
	@$(TEST_WIDTH) swift test --skip-build --skip '$(PROCESS_TESTS)'
	@swift test --skip-build --no-parallel --filter '$(PROCESS_TESTS)'

.PHONY: test-browser
test-browser: deps browser-deps ## Use the panel and the portal in Chromium; pictures go to .build/screenshots
	@scripts/progress $(BUILD) --product herald
	@Tests/Browser/run $(ARGS)

.PHONY: test-package
test-package: deps ## Build the receiver of docs/receiving.md in a fresh package and send it requests
	@scripts/check-receiver-package

.PHONY: fuzz
fuzz: deps fuzz-build ## Feed every parser with libFuzzer, FUZZ_SECONDS (60) each (ARGS="json gzip")
	@Fuzz/run $(ARGS)

.PHONY: fuzz-build
fuzz-build: deps
	@scripts/progress swift build -c release --package-path Fuzz --product HeraldFuzz

.PHONY: examples
examples: deps ## Build the examples, and start the demo with them
	@scripts/progress $(BUILD) --product herald
	@for name in $(EXAMPLES); do scripts/progress $(EXAMPLE_BUILD) Examples/$$name; done
	@exec .build/debug/herald demo --examples .build-examples/debug $(ARGS)

.PHONY: test-examples
test-examples: deps ## Build and run the examples' tests
	@for name in $(EXAMPLES); do \
		scripts/progress $(EXAMPLE_BUILD) Examples/$$name --build-tests; \
		swift test --skip-build --scratch-path .build-examples --disable-build-manifest-caching --package-path Examples/$$name; \
	done

.PHONY: release
release: deps ## Make the optimised, stripped single-file binary: dist/herald
	@mkdir -p $(RELEASE_DIR) dist
	@ln -sf "$$(scripts/static-library libsqlite3.a)" $(RELEASE_DIR)/libsqlite3.a
	@ln -sf "$$(scripts/static-library libz.a)" $(RELEASE_DIR)/libz.a
	@scripts/progress swift build -c release --product herald --static-swift-stdlib \
		-Xlinker -L$(CURDIR)/$(RELEASE_DIR) -Xlinker -s
	@cp .build/release/herald dist/herald
	@ls -lh dist/herald

.PHONY: bench
bench: release bench-deps bench-build ## Measure speed, latency, memory and disk (ARGS="--only drain")
	@Benchmarks/run $(ARGS)

.PHONY: bench-check
bench-check: release bench-deps bench-build ## Check instructions and allocations per delivery (ARGS=--update)
	@Benchmarks/check $(ARGS)

.PHONY: bench-build
bench-build: deps
	@scripts/progress swift build -c release --package-path Benchmarks --static-swift-stdlib --product bare-hummingbird
	@scripts/progress swift build -c release --package-path Benchmarks --static-swift-stdlib --product engine-bench

.PHONY: soak
soak: release bench-deps ## Load, failures and kill -9 for ten minutes: lost must be 0 (ARGS="--minutes 2")
	@Benchmarks/soak $(ARGS)

.PHONY: fmt
fmt: ## Format all Swift files in place
	@swift format --in-place --parallel --recursive $(SWIFT_FILES)

.PHONY: lint
lint: ## Check formatting, strictly
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)

.PHONY: deps
deps: ## Install what building needs (Debian packages)
	@scripts/install-deps libsqlite3-dev zlib1g-dev

# An independent receiver and the vendors' own libraries, an independent HMAC, system call traces, and the means to end
# a process and its children.
.PHONY: test-deps
test-deps:
	@scripts/install-deps python3 python3-venv openssl strace procps
	@scripts/python-libraries python standardwebhooks==1.0.0 sendbird-platform-sdk==0.0.16

.PHONY: browser-deps
browser-deps:
	@scripts/install-deps python3 python3-venv chromium chromium-driver fonts-dejavu-core
	@scripts/python-libraries browser selenium==4.51.0 axe-core-python==0.1.0

.PHONY: bench-deps
bench-deps:
	@scripts/install-deps nginx-light wrk python3 valgrind

.PHONY: clean
clean: ## Remove everything that was built
	@rm -rf .build .build-package .build-examples Benchmarks/.build Fuzz/.build dist
