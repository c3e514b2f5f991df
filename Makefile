# Naru's tasks. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Statically linked, a program that uses Foundation starts three times as fast.
# At fixed addresses it needs no relocations, equal functions are kept once, and
# no names are kept for others to load: together a twelfth of its size. What the system's libraries need is asked
# for when it is needed, since `install-deps` may have to bring them. Without the
# debugging information that nothing reads it is built a tenth sooner.
RELEASE_FLAGS = -c release -debug-info-format none $(if $(filter Linux,$(shell uname -s)),-Xswiftc -static-stdlib \
	-Xswiftc -Xclang-linker -Xswiftc -no-pie -Xlinker --icf=safe -Xlinker --no-export-dynamic \
	$(shell bash Sources/static-libraries.sh .build/static))
NARU := .build/release/naru
INSTALL = LDFLAGS="$(if $(DEPS_LIB),-L$(DEPS_LIB))" bash Sources/NaruC/install.sh .build/release/libNaruC.a $(NARU)
BENCH := .build/bench
# Of a benchmark; 1 is 100,000 cities and 1,000,000 agreements.
SCALE ?= 1
THREADS ?= 2
ROUNDS ?= 1000000
# Seconds.
TIME ?= 600

# Where libraries could only be unpacked here, not installed (see `install-deps`).
# Recursive, so that it is asked after that has run.
DEPS_LIB = $(abspath $(firstword $(wildcard .build-deps/usr/lib/*-linux-gnu)))
DEPS_FLAGS = $(if $(DEPS_LIB),-Xcc -I$(abspath .build-deps/usr/include) \
	-Xlinker -L$(DEPS_LIB) -Xlinker -rpath -Xlinker $(DEPS_LIB))

# Before the C library is built its archive is removed: a member whose source is
# gone would stay in it.

# What sanitizers look at: the library as programs use it, and what reads input.
SANITIZED := ConcurrencyTests|StreamTests|LimitTests|PublicInterfaceTests|DecodingTests|ParameterTests|DatasetBuilderTests
ASAN_ALSO := NaruSyntaxTests|NaruSemanticsTests|NaruDataTests
# And for threads: what several of them read, build and answer together.
TSAN_ALSO := givesTheSameOn|ParallelTests|ReadersTests|CollectedTextsTests|SnapshotQueryTests|KeyTests|AggregateStateTests|NumberRunsTests|TextTestTests|NaruCTests

.PHONY: help run build release install uninstall needs-prefix package package-check sizes dataset memcheck test mutants fuzz fuzz-model fuzz-bytes faults tsan asan check format format-check libnaru bench sheets instructions limits readers install-deps clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: build ## set up, build and show what Naru does
	@bash Examples/tour.sh $(NARU)

build: install-deps ## set up and build the program: .build/release/naru
	swift build $(RELEASE_FLAGS) $(DEPS_FLAGS) --product naru

install: needs-prefix release ## build and put program, manual, completions, library and header under PREFIX=DIR
	$(INSTALL) $(abspath $(PREFIX))

uninstall: needs-prefix ## take away what `make install` put under PREFIX=DIR
	bash Sources/NaruC/install.sh --remove $(abspath $(PREFIX))

package: release ## make a .tar.gz and a .deb in .build/packages
	$(subst install.sh,package.sh,$(INSTALL)) .build/packages

package-check: package ## try the packages in a fresh Debian without Swift (as root)
	@bash Sources/install-libraries.sh debootstrap sqlite3
	bash Tests/Scripts/package.sh .build/packages

sizes: release ## hold the program and the C library to their sizes
	$(INSTALL) $(abspath .build/sizes) >/dev/null
	@bash Tests/Scripts/sizes.sh .build/sizes

needs-prefix:
	@test -n "$(PREFIX)" || { echo "say where: PREFIX=DIR"; exit 2; }

release: build
	rm -f .build/release/libNaruC.a
	swift build $(RELEASE_FLAGS) $(DEPS_FLAGS) --product NaruC

memcheck: install-deps ## AddressSanitizer with leaks, valgrind, and ROUNDS=1000000 rounds over the C functions
	swift build $(DEPS_FLAGS) --product naru
	rm -f .build/debug/libNaruC.a
	swift build $(DEPS_FLAGS) --product NaruC
	bash Tests/Scripts/memcheck.sh .build/debug $(ROUNDS)

dataset: install-deps ## make the snapshot of the bundled dataset that the program carries
	swift build $(DEPS_FLAGS) --build-tests
	-RECORD_SNAPSHOTS=1 swift test $(DEPS_FLAGS) --skip-build --filter snapshotIsOfTheFiles >/dev/null 2>&1
	swift build $(DEPS_FLAGS) --build-tests
	swift test $(DEPS_FLAGS) --skip-build --filter BundledDatasetTests

test: install-deps ## set up and run all tests
	swift build $(DEPS_FLAGS) --build-tests
	swift test $(DEPS_FLAGS) --skip-build

mutants: install-deps ## ROUNDS=1000000 damaged files of every kind, and how many rows other readers find in those that load (FOLDER=)
	@test -n "$(FOLDER)" || { echo "say where: FOLDER=DIR"; exit 2; }
	swift build -c release $(DEPS_FLAGS) --product MutantRuns
	.build/release/MutantRuns $(ROUNDS) $(FOLDER)
	python3 Tests/Scripts/mutants.py $(FOLDER)

fuzz: fuzz-model fuzz-bytes ## random queries against a model of the language, then random bytes at all that reads them, TIME=600 seconds each

fuzz-model: install-deps
	swift build $(DEPS_FLAGS) --build-tests
	NARU_FUZZ_SECONDS=$(TIME) swift test $(DEPS_FLAGS) --skip-build --filter DifferentialTests

# libFuzzer looks for bytes that reach code which no others have reached.
fuzz-bytes: install-deps
	NARU_FUZZER=1 swift build -c release --product Fuzzer --sanitize fuzzer \
		--scratch-path .build-fuzz $(DEPS_FLAGS)
	bash Tests/Scripts/fuzz.sh .build-fuzz/release/Fuzzer $(TIME)

faults: install-deps ## programs that are killed, full disks, little memory: 500 times
	swift build $(DEPS_FLAGS) --product naru
	python3 Tests/Scripts/faults.py .build/debug/naru 500

tsan: install-deps ## tasks and threads at once under the thread sanitizer
	TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 suppressions=$(abspath Tests/Scripts/tsan.supp)" \
		swift test $(DEPS_FLAGS) --sanitize thread --scratch-path .build-tsan --filter '$(SANITIZED)|$(TSAN_ALSO)'

# Leaks are memcheck's: what tests hold to their end is reached by pointers that
# Swift keeps the case of an indirect enum in, which LeakSanitizer takes for none.
asan: install-deps ## unit tests under the address sanitizer
	ASAN_OPTIONS="detect_leaks=0" swift test $(DEPS_FLAGS) \
		--sanitize address --scratch-path .build-asan --filter '$(SANITIZED)|$(ASAN_ALSO)'

check: format-check ## formatting, a build without warnings, all tests, tidiness
	@bash Tests/tidy.sh
	$(MAKE) --no-print-directory test
	.build/debug/naru fmt --check Examples Sources

format: install-deps ## rewrite the sources, queries and data in the house format
	swift format --in-place --recursive --parallel Package.swift Sources Tests
	swift build $(DEPS_FLAGS) --product naru
	.build/debug/naru fmt Examples Sources

format-check:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

libnaru: release ## the C library as programs load it, in .build/bench
	$(INSTALL) $(abspath $(BENCH)) >/dev/null

bench: libnaru $(BENCH)/venv/ready ## compare with DuckDB, SQLite, Ladybug (SCALE= ENGINES= ROWS= THREADS= RUNS= LIMIT= RECORD=1)
	PYTHONPATH=Benchmarks PYTHONDONTWRITEBYTECODE=1 $(BENCH)/venv/bin/python -m bench --scale $(SCALE) --threads $(THREADS) \
		$(if $(ENGINES),--engines $(ENGINES)) $(if $(ROWS),--rows $(ROWS)) $(if $(RUNS),--runs $(RUNS)) $(if $(LIMIT),--limit $(LIMIT)) $(if $(RECORD),--record)

# The peers, in an environment of their own.
$(BENCH)/venv/ready: Benchmarks/requirements.txt
	python3 -m venv $(BENCH)/venv
	$(BENCH)/venv/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	touch $@

sheets: build $(BENCH)/venv/ready ## how fast one's own tables are read, and in how much memory
	PYTHONPATH=Benchmarks PYTHONDONTWRITEBYTECODE=1 $(BENCH)/venv/bin/python -m bench.sheets

instructions: build ## count the instructions of small queries and compare them with Benchmarks/instructions.txt (RECORD=1)
	@bash Sources/install-libraries.sh valgrind
	PYTHONPATH=Benchmarks PYTHONDONTWRITEBYTECODE=1 python3 -m bench.instructions $(if $(RECORD),--record)

limits: build ## try each construct under limits and show how far it goes beyond (COUNTED=1: counted beside real memory)
	python3 Tests/Scripts/limits.py --program $(NARU) $(if $(COUNTED),--counted)

# Debian's GDAL is for Debian's Python; its NetworkX is older than GEXF 1.3.
READERS = apt-get install -y -qq --no-install-recommends graphviz python3-gdal python3-venv
readers: ## install NetworkX, Graphviz and GDAL, which some tests read files with (Debian, as root)
	($(READERS) || (apt-get update -qq && $(READERS))) >/dev/null
	/usr/bin/python3 -m venv --system-site-packages .build/readers
	.build/readers/bin/pip install --quiet --disable-pip-version-check networkx==3.6.1

install-deps: ## make the headers of the libraries that Naru uses available where they are missing
	@bash Sources/install-libraries.sh

clean: ## remove what was built
	swift package clean
