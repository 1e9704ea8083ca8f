# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# What comes from the operating system and needs root to install.

ensure_system() {
  local for_tests=$1 missing again=("$root/scripts/setup" --system)
  if [[ $for_tests == yes ]]; then
    again+=(--for-tests)
  fi
  missing=$(missing_from_system "$for_tests")
  if [[ -z $missing ]]; then
    return
  fi

  if ! is_debian; then
    fail "$(without_debian "$missing")"
  elif [[ $EUID -eq 0 ]]; then
    install_on_debian "$for_tests"
  elif may_sudo; then
    say "$missing missing; installing with sudo."
    sudo -- "${again[@]}"
  else
    fail "$missing missing, and only root can install that. Have root run: ${again[*]}"
  fi
}

# Names what is missing, for a sentence; nothing when all is there.
missing_from_system() {
  local missing=() shell
  if needs_postgresql "$1"; then
    if [[ -z $(installed_majors) ]]; then
      missing+=("a PostgreSQL server with pgvector")
    elif [[ -z $(major_with_vector) ]]; then
      missing+=("pgvector")
    fi
  fi
  if [[ $1 == yes ]] && ! has_chromium; then
    missing+=("Chromium")
  fi
  if [[ $1 == yes ]]; then
    for shell in $(missing_shells); do
      missing+=("$shell")
    done
  fi
  if ! has_icu; then
    missing+=("ICU")
  fi
  case ${#missing[@]} in
    0) ;;
    1) printf '%s is' "${missing[0]}" ;;
    *) printf '%s and %s are' "$(printf '%s, ' "${missing[@]:0:${#missing[@]}-1}" | sed 's/, $//')" "${missing[-1]}" ;;
  esac
}

# A database that runs elsewhere makes a server here needless, except for the tests.
needs_postgresql() {
  [[ $1 == yes ]] ||
    { [[ -z ${DATABASE_URL:-${POSTGRESQL_URL:-}} ]] && ! grep -Eqs '^(DATABASE_URL|POSTGRESQL_URL)=.' "$root/.env"; }
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

may_sudo() {
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }
}

has_chromium() { command -v chromium >/dev/null || command -v google-chrome >/dev/null; }

# The shells whose completion scripts the tests try, one a line; bash is here.
missing_shells() {
  local shell
  for shell in zsh fish; do
    command -v "$shell" >/dev/null || echo "$shell"
  done
}

# .NET finds ICU itself on macOS and Windows.
has_icu() { [[ $(uname) != Linux ]] || [[ $(PATH=$PATH:/sbin:/usr/sbin ldconfig -p) == *libicuuc.so* ]]; }

without_debian() {
  if [[ $(uname) == Darwin ]]; then
    echo "$1 missing; install with: brew install postgresql@17 pgvector (and for the tests: brew install zsh fish, and brew install --cask chromium)."
  else
    echo "$1 missing; this script installs only on Debian and Ubuntu. Install it with your system's packages, or set DATABASE_URL to a PostgreSQL that has pgvector."
  fi
}

install_on_debian() {
  if needs_postgresql "$1"; then
    ensure_postgresql
  fi
  if ! has_icu; then
    local icu
    refresh_lists
    icu=$(apt-cache search --names-only '^libicu[0-9]+$' | cut -d' ' -f1 | sort -V | tail -n 1)
    say "Installing $icu, with which .NET normalises Unicode."
    apt_install "$icu"
  fi
  if [[ $1 == yes ]] && ! has_chromium; then
    if is_installable chromium && [[ $(apt-cache depends chromium) != *snapd* ]]; then
      say "Installing Chromium for the browser tests."
      apt_install chromium fonts-liberation
    else
      fail "This system has no Chromium package (Ubuntu's is a snap). Install Google Chrome, or Chromium with: snap install chromium"
    fi
  fi
  if [[ $1 == yes ]]; then
    local shell
    for shell in $(missing_shells); do
      say "Installing $shell for the tests of its completion script."
      apt_install "$shell"
    done
  fi
}

# Whether apt knows a version of the package; refreshes its lists once per run if it does not.
is_installable() {
  if has_candidate "$1"; then
    return
  fi
  refresh_lists
  has_candidate "$1"
}

has_candidate() { [[ $(LC_ALL=C apt-cache policy "$1") =~ Candidate:\ [^\(] ]]; }

refreshed=no
refresh_lists() {
  if [[ $refreshed == no ]]; then
    say "Refreshing the package lists (apt-get update)."
    quietly apt-get update -qq
    refreshed=yes
  fi
}

# Installs packages; old lists may name versions that the mirror no longer has, so a failure is tried again with new ones.
apt_install() {
  if ! apt_install_once "$@"; then
    if [[ $refreshed == yes ]]; then
      return 1
    fi
    refresh_lists
    apt_install_once "$@"
  fi
}

apt_install_once() {
  DEBIAN_FRONTEND=noninteractive quietly apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@"
}
