# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# Dependencies from the operating system, which require root to install.

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
    say "$missing missing. Installing with sudo."
    sudo -- "${again[@]}"
  else
    fail "$missing missing, and installing it requires root. Run as root: ${again[*]}"
  fi
}

# Prints the missing dependencies as the start of a sentence, or nothing.
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
  if [[ $1 == yes ]] && lacks_headless_shell; then
    missing+=("Chromium's headless shell")
  fi
  if [[ $1 == yes ]] && ! has_ffmpeg; then
    missing+=("FFmpeg")
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

# With an external database, only the tests need a local server.
needs_postgresql() {
  [[ $1 == yes ]] ||
    { [[ -z ${DATABASE_URL:-${POSTGRESQL_URL:-}} ]] && ! grep -Eqs '^(DATABASE_URL|POSTGRESQL_URL)=.' "$root/.env"; }
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

may_sudo() {
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }
}

# The shell is optional: without it the tests take longer.
lacks_headless_shell() {
  is_debian && ! command -v chromium-headless-shell >/dev/null && { [[ $EUID == 0 ]] || may_sudo; } && has_candidate chromium-headless-shell
}

has_chromium() { command -v chromium >/dev/null || command -v google-chrome >/dev/null; }

# Prints the missing shells that the completion tests need, one per line. bash is always present.
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
    echo "$1 missing. Run: brew install postgresql@17 pgvector (for the tests also: brew install ffmpeg zsh fish and brew install --cask chromium)."
  else
    echo "$1 missing, and this script can install it only on Debian and Ubuntu. Install it with the system's package manager, or set DATABASE_URL to a PostgreSQL with pgvector."
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
    say "Installing $icu, which .NET needs for Unicode normalisation."
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
  if [[ $1 == yes ]] && lacks_headless_shell; then
    say "Installing Chromium's headless shell, which runs the browser tests in half the time."
    apt_install chromium-headless-shell
  fi
  if [[ $1 == yes ]] && ! has_ffmpeg; then
    install_ffmpeg "for the tests of videos"
  fi
  if [[ $1 == yes ]]; then
    local shell
    for shell in $(missing_shells); do
      say "Installing $shell for the completion tests."
      apt_install "$shell"
    done
  fi
}

# Whether apt has a candidate for the package. If not, refreshes the package lists once per run.
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

# Installs packages. Outdated lists can refer to versions that the mirror no longer has, so a failure is retried with new lists.
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
