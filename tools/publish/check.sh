#!/usr/bin/env bash
# Publishes the site for each platform and checks that the output has the native libraries of that platform and no others.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# $1: the RuntimeIdentifier; further arguments: the expected native libraries, sorted.
check() {
  local rid=$1 expected actual
  shift
  expected=$(printf '%s\n' "$@")
  echo "Publishing for $rid."
  dotnet publish "$root/ClipSearch.Web" --configuration Release --runtime "$rid" --self-contained false \
    -p:UseAppHost=false --output "$output/$rid" --verbosity quiet --nologo
  # Managed assemblies start with a capital letter; native libraries, archives and platform folders do not.
  actual=$(cd "$output/$rid" && find . \( -name '*.so*' -o -name '*.dylib' -o -name '[!A-Z]*.dll' -o -name '*.lib' -o -name '*.aar' -o -name '*.zip' -o -name runtimes \) |
    sed 's#^\./##' | LC_ALL=C sort)
  if [[ $actual != "$expected" ]]; then
    printf '%s has\n%s\ninstead of\n%s\n' "$rid" "$actual" "$expected" >&2
    exit 1
  fi
  printf '%s\n  %s MB in total\n' "$(sed 's/^/  /' <<<"$actual")" "$(du -sm "$output/$rid" | cut -f1)"
  rm -rf "${output:?}/$rid"
}

check linux-x64 native/libonnxruntime.so native/libvips.so.42
check linux-arm64 native/libonnxruntime.so native/libvips.so.42
check linux-musl-x64 native/libvips.so.42
check osx-arm64 native/libonnxruntime.dylib native/libvips.42.dylib
check win-x64 native/libvips-42.dll native/onnxruntime.dll
