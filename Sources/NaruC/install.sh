#!/usr/bin/env bash
# Makes libnaru.so and libnaru.a of the archive that Swift built, and puts them
# with the program, its manual and completions, the header and pkg-config's
# files below a folder:
#     install.sh ARCHIVE PROGRAM PREFIX
# LDFLAGS says where libraries of the system lie, if not where they usually do.
# Both have the Swift runtime inside, so what links them needs no Swift.
#     install.sh --remove PREFIX
# takes them away again, by the list in PREFIX/share/naru/files.
set -euo pipefail

if [ "$1" = --remove ]; then
    root=${DESTDIR:-}$2
    [ -e "$root/share/naru/files" ] || { echo "nothing of Naru is installed in $root" >&2; exit 2; }
    cd "$root"
    for file in $(cat share/naru/files) share/naru/files; do
        rm -f "$file"
        # Also its folders, unless they hold something else.
        rmdir -p --ignore-fail-on-non-empty "$(dirname "$file")" 2>/dev/null || true
    done
    exit
fi

archive=$1 program=$2 prefix=$3
root=${DESTDIR:-}$prefix
sources=$(cd "$(dirname "$0")/.." && pwd)
header=$sources/CNaru/include/naru.h
version=$(sed -n 's/.*text = "\(.*\)"/\1/p' "$sources/Naru/NaruVersion.swift")

if [ "$(uname -s)" != Linux ]; then
    echo "libnaru can be installed on Linux only; elsewhere use the Swift package" >&2
    exit 1
fi
toolchain=$(dirname "$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')")
runtime=$toolchain/swift_static/linux
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mkdir -p "$root"/{bin,lib/pkgconfig,include,share/naru}

# One object with all that the functions of the header need.
grep -oE '\bnaru_[a-z0-9_]+\(' "$header" | tr -d '(' | sort -u >"$scratch/names"
sed 's/^/-u /' "$scratch/names" | xargs ld -r -o "$scratch/naru.o" "$archive"

# What Swift's objects ask for is a part of its runtime, or the system's.
runtimes=() system=-lstdc++
swift-autolink-extract "$scratch/naru.o" -o "$scratch/asked"
for library in $(grep -oE '^-l.+' "$scratch/asked" | sort -u); do
    if [ -e "$runtime/lib${library#-l}.a" ]; then runtimes+=("$runtime/lib${library#-l}.a"); else system+=" $library"; fi
done

# Nothing but the functions of the header is to be seen: a program may have
# another Swift inside.
ld -r -o "$scratch/whole.o" "$runtime"/*/swiftrt.o "$scratch/naru.o" --start-group "${runtimes[@]}" --end-group
objcopy --strip-debug --keep-global-symbols="$scratch/names" "$scratch/whole.o"
rm -f "$root/lib/libnaru.a"
ar rcs "$root/lib/libnaru.a" "$scratch/whole.o"

# Relocations that only say where the library lies take a bit instead of 24 bytes.
{ echo '{ global:'; sed 's/$/;/' "$scratch/names"; echo 'local: *; };'; } >"$scratch/exported"
# shellcheck disable=SC2086
clang -fuse-ld=lld -shared "$runtime"/*/swiftrt.o "$scratch/naru.o" -Wl,--start-group "${runtimes[@]}" -Wl,--end-group \
    -o "$root/lib/libnaru.so.0" ${LDFLAGS:-} $system -Wl,-soname,libnaru.so.0 -Wl,--version-script="$scratch/exported" \
    -Wl,--gc-sections -Wl,-z,pack-relative-relocs -Wl,-z,defs -Wl,-s
ln -sf libnaru.so.0 "$root/lib/libnaru.so"

install -m 755 --strip "$program" "$root/bin/naru"
mkdir -p "$root"/share/man/{man1,ko/man1} "$root"/share/{bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
"$program" manual --lang en >"$root/share/man/man1/naru.1"
"$program" manual --lang ko >"$root/share/man/ko/man1/naru.1"
"$program" completions bash >"$root/share/bash-completion/completions/naru"
"$program" completions zsh >"$root/share/zsh/site-functions/_naru"
"$program" completions fish >"$root/share/fish/vendor_completions.d/naru.fish"
install -m 644 "$header" "$root/include/naru.h"
describe() { # name, what it links
    # Found from where the file itself lies, so that the whole may be moved.
    printf 'prefix=${pcfiledir}/../..\nlibdir=${prefix}/lib\nincludedir=${prefix}/include\n\n'
    printf 'Name: %s\nDescription: Queries over partnerships between cities\nVersion: %s\n' "$1" "$version"
    printf 'Cflags: -I${includedir}\nLibs: %s\n' "$2"
}
{
    describe naru '-L${libdir} -Wl,-rpath,${libdir} -lnaru'
    echo "Libs.private: $system"
} >"$root/lib/pkgconfig/naru.pc"
describe naru-static "\${libdir}/libnaru.a $system" >"$root/lib/pkgconfig/naru-static.pc"

cat >"$root/share/naru/files" <<'END'
bin/naru
include/naru.h
lib/libnaru.a
lib/libnaru.so
lib/libnaru.so.0
lib/pkgconfig/naru-static.pc
lib/pkgconfig/naru.pc
share/bash-completion/completions/naru
share/fish/vendor_completions.d/naru.fish
share/man/ko/man1/naru.1
share/man/man1/naru.1
share/zsh/site-functions/_naru
END
(cd "$root" && xargs ls -l <share/naru/files)
