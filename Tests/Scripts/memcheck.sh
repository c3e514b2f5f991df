#!/usr/bin/env bash
# Looks for leaks and wrong accesses in the library of a build:
#     memcheck.sh BUILD-FOLDER [ROUNDS]
# What cannot be run here is said and left out.
set -euo pipefail
build=$1 rounds=${2:-1000000}
scripts=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

bash "$scripts/../../Sources/NaruC/install.sh" "$build/libNaruC.a" "$build/naru" "$scratch/installed"
export PKG_CONFIG_PATH=$scratch/installed/lib/pkgconfig
flags() { pkg-config --cflags --libs "$1"; }
cd "$scratch"

echo "AddressSanitizer, leaks included:"
# shellcheck disable=SC2046
clang -g -fsanitize=address "$scripts/every-function.c" $(flags naru-static) -o sanitized 2>/dev/null
./sanitized "$scripts"/../../Examples/{checks,questions}/*.naru

# shellcheck disable=SC2046
cc -g "$scripts/every-function.c" $(flags naru-static) -o plain 2>/dev/null
if command -v valgrind >/dev/null; then
    echo "valgrind:"
    # Swift's runtime keeps tables by addresses inside of blocks, which
    # valgrind calls possibly lost.
    valgrind --suppressions="$scripts/valgrind.supp" --leak-check=full --show-leak-kinds=definite,indirect \
        --errors-for-leak-kinds=definite,indirect --error-exitcode=9 ./plain
else
    echo "valgrind is not installed"
fi

echo "rounds of prepare, step and finalize:"
# shellcheck disable=SC2046
cc -O "$scripts/rounds.c" $(flags naru) -o rounds
./rounds "$rounds"
