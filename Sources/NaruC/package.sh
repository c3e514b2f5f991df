#!/usr/bin/env bash
# Makes naru-VERSION-linux-ARCH.tar.gz and naru_VERSION_ARCH.deb in a folder:
#     package.sh ARCHIVE PROGRAM FOLDER
# Neither needs Swift where it is installed.
set -euo pipefail
archive=$1 program=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/.*text = "\(.*\)"/\1/p' "$here/../Naru/NaruVersion.swift")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$folder"

name=naru-$version-linux-$(uname -m)
bash "$here/install.sh" "$archive" "$program" "$scratch/$name" >/dev/null
tar -C "$scratch" --sort=name --owner=0 --group=0 --numeric-owner -czf "$folder/$name.tar.gz" "$name"

architecture=$(dpkg --print-architecture)
mkdir -p "$scratch/deb/DEBIAN" "$scratch/deb/usr"
cp -a "$scratch/$name/." "$scratch/deb/usr"
gzip -9n "$scratch"/deb/usr/share/man/man1/naru.1 "$scratch"/deb/usr/share/man/ko/man1/naru.1
rm -r "$scratch/deb/usr/share/naru"
depends() { # the packages of the libraries that the files need
    objdump -p "$@" | sed -n 's/^ *NEEDED *//p' | sort -u | while read -r library; do
        dpkg -S "*/$library" | head -n 1 | cut -d: -f1
    done | sort -u | paste -sd, | sed 's/,/, /g'
}
cat >"$scratch/deb/DEBIAN/control" <<END
Package: naru
Version: $version
Architecture: $architecture
Maintainer: The Naru authors <naru@localhost>
Installed-Size: $(du -sk "$scratch/deb/usr" | cut -f1)
Depends: $(depends "$scratch/deb/usr/bin/naru" "$scratch/deb/usr/lib/libnaru.so.0")
Recommends: libsqlite3-0, zlib1g, libexpat1
Suggests: libxlsxwriter4
Section: database
Priority: optional
Description: queries over partnerships between cities
 Naru asks who agreed what with whom, when, where, and which source says so.
 The program, a C library, and a dataset taken from press articles.
END
dpkg-deb --root-owner-group --build "$scratch/deb" "$folder/naru_${version}_$architecture.deb" >/dev/null
ls -l "$folder"
