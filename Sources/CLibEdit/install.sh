#!/usr/bin/env bash
# Makes libedit's headers available when the C compiler does not find them:
# installs the package, or, where nobody may, unpacks it under .build-deps/.
set -euo pipefail
cd "$(dirname "$0")/../.."

compiler() { command -v "${CC:-cc}" || command -v clang; }

has_libedit() {
    printf '#include <histedit.h>\n' | "$(compiler)" "$@" -E -x c - >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then sudo "$@"
    else return 1
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libedit-dev >&2
}

# Debian's packages can be downloaded and unpacked by anyone. What libedit
# itself needs is part of every Debian and Ubuntu.
unpack() {
    echo "No rights to install packages; unpacking libedit under .build-deps/ instead." >&2
    mkdir -p .build-deps
    (cd .build-deps && apt-get download -qq libedit-dev libedit2 libbsd0 libmd0 >&2 &&
        for package in *.deb; do dpkg -x "$package" .; done && rm -f ./*.deb) || return 1
}

has_libedit && exit 0
[ -d .build-deps ] && has_libedit -I.build-deps/usr/include && exit 0

echo "Naru needs libedit's headers; installing them ..." >&2
if command -v apt-get >/dev/null; then
    apt_install || { as_root apt-get update -qq >&2 && apt_install; } || unpack || true
elif command -v brew >/dev/null; then
    brew install libedit >&2 || true
elif command -v dnf >/dev/null; then
    as_root dnf install -y libedit-devel >&2 || true
fi
has_libedit || has_libedit -I.build-deps/usr/include || {
    echo "Naru needs libedit (histedit.h), which could not be installed." >&2
    echo "Ask an administrator for libedit-dev (Debian, Ubuntu), libedit-devel (Fedora) or libedit (Homebrew)." >&2
    exit 1
}
