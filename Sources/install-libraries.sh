#!/usr/bin/env bash
# Makes the headers of libedit, SQLite, zlib, expat and libxlsxwriter available
# when the C compiler does not find them: installs their packages, or, where
# nobody may, unpacks them under .build-deps/. With the names of programs,
# installs these instead.
set -euo pipefail
cd "$(dirname "$0")/.."

compiler() { command -v "${CC:-cc}" || command -v clang; }

has_header() {
    local header=$1
    shift
    printf '#include <%s>\n' "$header" | "$(compiler)" "$@" -E -x c - >/dev/null 2>&1
}

is_there() {
    has_header "$1" || { [ -d .build-deps ] && has_header "$1" -I.build-deps/usr/include; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then sudo "$@"
    else return 1
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >&2
}

# Debian's packages can be downloaded and unpacked by anyone. What else the
# libraries need is part of every Debian and Ubuntu.
unpack() {
    echo "No rights to install packages; unpacking $* under .build-deps/ instead." >&2
    mkdir -p .build-deps
    (cd .build-deps && apt-get download -qq "$@" >&2 &&
        for package in *.deb; do dpkg -x "$package" .; done && rm -f ./*.deb) || return 1
}

# A program whose package has its name everywhere.
provide_program() {
    command -v "$1" >/dev/null && return
    echo "Installing $1 ..." >&2
    if command -v apt-get >/dev/null; then
        apt_install "$1" || { as_root apt-get update -qq >&2 && apt_install "$1"; } || true
    elif command -v brew >/dev/null; then
        brew install "$1" >&2 || true
    elif command -v dnf >/dev/null; then
        as_root dnf install -y "$1" >&2 || true
    fi
    command -v "$1" >/dev/null && return
    echo "This needs $1, which could not be installed; ask an administrator for it." >&2
    exit 1
}

# HEADER, the package's name for apt, brew and dnf, and what to unpack.
provide() {
    local header=$1 apt=$2 brew=$3 dnf=$4
    shift 4
    is_there "$header" && return
    echo "Naru needs $header; installing it ..." >&2
    if command -v apt-get >/dev/null; then
        apt_install "$apt" || { as_root apt-get update -qq >&2 && apt_install "$apt"; } || unpack "$@" || true
    elif command -v brew >/dev/null; then
        brew install "$brew" >&2 || true
    elif command -v dnf >/dev/null; then
        as_root dnf install -y "$dnf" >&2 || true
    fi
    is_there "$header" && return
    echo "Naru needs $header, which could not be installed." >&2
    echo "Ask an administrator for $apt (Debian, Ubuntu), $dnf (Fedora) or $brew (Homebrew)." >&2
    exit 1
}

if [ $# -gt 0 ]; then
    for program in "$@"; do provide_program "$program"; done
    exit
fi
provide histedit.h libedit-dev libedit libedit-devel libedit-dev libedit2 libbsd0 libmd0
provide sqlite3.h libsqlite3-dev sqlite sqlite-devel libsqlite3-dev libsqlite3-0
provide zlib.h zlib1g-dev zlib zlib-devel zlib1g-dev zlib1g
provide expat.h libexpat1-dev expat expat-devel libexpat1-dev libexpat1
provide xlsxwriter.h libxlsxwriter-dev libxlsxwriter libxlsxwriter-devel libxlsxwriter-dev libxlsxwriter4
