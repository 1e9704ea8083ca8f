# shellcheck shell=bash
# Messages of the scripts.

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
