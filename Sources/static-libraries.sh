#!/usr/bin/env bash
# Prints the flags with which the program takes libraries of the system into
# itself, as far as this system has them as archives: so it finds and binds two
# libraries at its start instead of ten. The folder that is named gets links to
# the archives, and nothing else, so that the linker meets no shared one there.
#     static-libraries.sh FOLDER
set -euo pipefail
folder=$1
[ "$(uname -s)" = Linux ] || exit 0

archive() { # the place of lib$1.a, if it has one
    local path
    path=$(clang -print-file-name="lib$1.a")
    [ -f "$path" ] && realpath "$path"
}

rm -rf "$folder"
mkdir -p "$folder"
take() { # a library and those that its archive rests on: all or none
    local library path paths=()
    for library in "$@"; do
        path=$(archive "$library") || return 0
        paths+=("$path")
    done
    for library in "$@"; do
        ln -s "${paths[0]}" "$folder/lib$library.a"
        paths=("${paths[@]:1}")
    done
    for library in "${@:2}"; do flags+=" -Xlinker -l$library"; done
}

flags="-Xswiftc -L$(realpath "$folder") -Xswiftc -Xclang-linker -Xswiftc -static-libgcc"
take edit bsd md tinfo
take stdc++
echo "$flags"
