# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# Servers for the tests: PgBouncer and nginx. Their files are unpacked instead of installed, because Debian's packages would start services.

# $1: the package and program; $2: its name in messages; $3: the argument that prints its version.
ensure_unpacked() {
  local program=$1 name=$2 version=$3
  if has_unpacked "$program" "$version"; then
    return
  fi
  if ! is_debian; then
    fail "$name is missing, and this script can download it only on Debian and Ubuntu. Install it with the system's package manager (macOS: brew install $program), then run scripts/setup --for-tests again."
  fi

  say "Downloading $name and its libraries to .tools for the tests. It is not installed system-wide, and no service is started."
  local work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # expand the name now
  trap "rm -rf '$work'" EXIT
  chmod 755 "$work"
  if ! download_unpacked "$program" "$work/packages" >/dev/null 2>&1; then
    # The package lists are missing or outdated, and refreshing them requires root.
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    local private=(-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache")
    if ! quietly apt-get "${private[@]}" -qq update || ! quietly download_unpacked "$program" "$work/packages" "${private[@]}"; then
      fail "$name cannot be downloaded from this system's package sources. Check them, or run as root: apt-get install $program"
    fi
  fi

  local package
  for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$work/$program"
  done
  cat >"$work/$program/$program" <<SCRIPT
#!/bin/sh
folder=\$(dirname "\$0")
LD_LIBRARY_PATH=\$(printf '%s:' "\$folder"/usr/lib/*-linux-*)\$LD_LIBRARY_PATH exec "\$folder/usr/sbin/$program" "\$@"
SCRIPT
  chmod 755 "$work/$program" "$work/$program/$program"
  mkdir -p "$root/.tools"
  rm -rf "$root/.tools/$program"
  mv "$work/$program" "$root/.tools/$program"
  rm -rf "$work"
  trap - EXIT
  has_unpacked "$program" "$version" || fail "$name was downloaded but does not run: $("$root/.tools/$program/$program" "$version" 2>&1). Run as root: apt-get install $program"
}

# Whether the program in PATH or in .tools runs; the tests use either.
has_unpacked() {
  PATH=$PATH:/usr/sbin "$1" "$2" >/dev/null 2>&1 || "$root/.tools/$1/$1" "$2" >/dev/null 2>&1
}

# Downloads the package of a program and of its missing libraries.
# $1: the package; $2: the target folder; further arguments: apt options.
download_unpacked() {
  local program=$1 folder=$2 library libraries=()
  shift 2
  mkdir -p "$folder"
  for library in $(LC_ALL=C apt-cache "$@" depends "$program" | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p'); do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$library" 2>/dev/null) != installed ]]; then
      libraries+=("$library")
    fi
  done
  (cd "$folder" && apt-get "$@" -qq download "$program" "${libraries[@]}")
}
