# shellcheck shell=bash
# Output functions of the scripts.

say() { printf '%s\n' "$*"; }

# Runs a command and prints its output only if it fails.
quietly() {
  local output
  if ! output=$("$@" 2>&1); then
    printf '%s\n' "$output" >&2
    return 1
  fi
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
