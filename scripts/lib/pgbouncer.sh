# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# PgBouncer for the tests. Its files are unpacked instead of installed, because Debian's package would start a service.

ensure_pgbouncer() {
  if has_pgbouncer; then
    return
  fi
  if ! is_debian; then
    fail "PgBouncer is missing, and this script can download it only on Debian and Ubuntu. Install it with the system's package manager (macOS: brew install pgbouncer), then run scripts/setup --for-tests again."
  fi

  say "Downloading PgBouncer and its libraries to .tools for the tests. It is not installed system-wide, and no service is started."
  local work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # expand the name now
  trap "rm -rf '$work'" EXIT
  chmod 755 "$work"
  if ! download_pgbouncer "$work/packages" >/dev/null 2>&1; then
    # The package lists are missing or outdated, and refreshing them requires root.
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    local private=(-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache")
    if ! quietly apt-get "${private[@]}" -qq update || ! quietly download_pgbouncer "$work/packages" "${private[@]}"; then
      fail "PgBouncer cannot be downloaded from this system's package sources. Check them, or run as root: apt-get install pgbouncer"
    fi
  fi

  local package
  for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$work/pgbouncer"
  done
  cat >"$work/pgbouncer/pgbouncer" <<'SCRIPT'
#!/bin/sh
folder=$(dirname "$0")
LD_LIBRARY_PATH=$(printf '%s:' "$folder"/usr/lib/*-linux-*)$LD_LIBRARY_PATH exec "$folder/usr/sbin/pgbouncer" "$@"
SCRIPT
  chmod 755 "$work/pgbouncer" "$work/pgbouncer/pgbouncer"
  mkdir -p "$root/.tools"
  rm -rf "$root/.tools/pgbouncer"
  mv "$work/pgbouncer" "$root/.tools/pgbouncer"
  rm -rf "$work"
  trap - EXIT
  has_pgbouncer || fail "PgBouncer was downloaded but does not run: $("$root/.tools/pgbouncer/pgbouncer" --version 2>&1). Run as root: apt-get install pgbouncer"
}

# Whether PgBouncer in PATH or in .tools runs; the tests use either.
has_pgbouncer() {
  PATH=$PATH:/usr/sbin pgbouncer --version >/dev/null 2>&1 || "$root/.tools/pgbouncer/pgbouncer" --version >/dev/null 2>&1
}

# Downloads the packages of PgBouncer and of its missing libraries.
# $1: the target folder; further arguments: apt options.
download_pgbouncer() {
  local folder=$1 library libraries=()
  shift
  mkdir -p "$folder"
  for library in $(LC_ALL=C apt-cache "$@" depends pgbouncer | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p'); do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$library" 2>/dev/null) != installed ]]; then
      libraries+=("$library")
    fi
  done
  (cd "$folder" && apt-get "$@" -qq download pgbouncer "${libraries[@]}")
}
