# The two commands of a first visit are `make demo` and `make test`; `make help` lists the rest.

SHELL := bash
export CARGO_TARGET_DIR ?= $(HOME)/.cache/paiban/target
PAIBAN := $(CARGO_TARGET_DIR)/release/paiban
TOOLS := $(HOME)/.cache/paiban/tools
DEMO ?= out/demo
DATA ?=
SECONDS_EACH ?= 10

.PHONY: help demo serve test check bench build setup tools

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build, plan the sample centre's Double 11 week, print it and write report.html
	@$(PAIBAN) demo $(DEMO)

serve: build ## Serve the sample centre, planned first where needed; print the address and a key
	@test -f $(DEMO)/roster.csv || $(PAIBAN) demo $(DEMO)
	@echo "a key for a week, shown this once:"
	@$(PAIBAN) keys add $(DEMO) make-serve --expires-in 7 --quiet \
	  --scope schedules:read --scope payroll:read --scope plans:read
	@$(PAIBAN) serve $(DEMO) --open-report

test: build ## Run every test (some run the binary itself)
	@./scripts/setup tests
	@cargo test --release --workspace --all-targets
	@cargo test --release --workspace --doc

check: setup ## Format, lints, documentation and unit tests, in a few minutes when warm
	@cargo fmt --all --check
	@./scripts/features
	@cargo clippy --release --workspace --all-targets -- -D warnings
	@RUSTDOCFLAGS="-D warnings" cargo doc --release --workspace --no-deps
	@cargo test --release --workspace --lib

bench: build ## Run the timing benchmarks; with DATA=folder also solve public instances there
	@cargo bench --workspace
	@if test -n "$(DATA)"; then PAIBAN=$(PAIBAN) ./scripts/bench "$(DATA)" $(SECONDS_EACH); fi

build: setup
	@cargo build --release --bin paiban

setup:
	@./scripts/setup

tools: setup ## Install the auditing tools that continuous integration uses
	@test -x $(TOOLS)/bin/cargo-deny && test -x $(TOOLS)/bin/cargo-machete || \
	  cargo install --locked --debug --root $(TOOLS) \
	    --target-dir $(TOOLS)-build cargo-deny@0.20.2 cargo-machete@0.9.2
