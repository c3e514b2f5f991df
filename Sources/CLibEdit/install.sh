#!/usr/bin/env bash
# Installs libedit's headers when the C compiler does not find them.
set -euo pipefail

has_libedit() {
    printf '#include <histedit.h>\n' | "${CC:-cc}" -E -x c - >/dev/null 2>&1 ||
        { command -v pkg-config >/dev/null && pkg-config --exists libedit; }
}

has_libedit && exit 0

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else
        echo "Naru needs libedit's headers. Ask an administrator to run: $*" >&2
        exit 1
    fi
}

echo "Installing libedit's headers ..." >&2
if command -v apt-get >/dev/null; then
    as_root apt-get install -y -qq libedit-dev >&2 || { as_root apt-get update -qq >&2; as_root apt-get install -y -qq libedit-dev >&2; }
elif command -v brew >/dev/null; then
    brew install libedit >&2
elif command -v dnf >/dev/null; then
    as_root dnf install -y libedit-devel >&2
else
    echo "Naru needs libedit (histedit.h). Please install it with your package manager, then try again." >&2
    exit 1
fi
has_libedit || { echo "libedit was installed, but the compiler still can't find histedit.h." >&2; exit 1; }
