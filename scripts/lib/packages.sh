# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# Dependencies that do not require root: npm and NuGet packages, and PgBouncer for the tests.

# $1: yes to include the packages of the tests.
ensure_packages() {
  local for_tests=$1 again=("$root/scripts/setup" --packages) extra=--omit=dev
  if [[ $for_tests == yes ]]; then
    again+=(--for-tests)
    extra=--include=dev
  fi
  if [[ $EUID -eq 0 && -n ${SUDO_USER:-} && ! -O $root ]]; then
    # Runs as the user that called sudo, so that the files belong to that user.
    sudo -H -u "$SUDO_USER" -- "${again[@]}"
    return
  fi

  if ! command -v dotnet >/dev/null || ! [[ $(dotnet --list-sdks) =~ (^|$'\n')10\. ]]; then
    fail "The .NET SDK 10 is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (on Ubuntu: apt-get install dotnet-sdk-10.0), then run scripts/setup again."
  fi
  if ! command -v npm >/dev/null || ! node_is_new; then
    fail "Node.js 20 or newer with npm is missing. Install it from https://nodejs.org/en/download (on Debian 13 and Ubuntu 25.04 or newer: apt-get install nodejs npm), then run scripts/setup again."
  fi

  cd "$root" || exit
  if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]] ||
    [[ $for_tests == yes && (! -e node_modules/openapi-typescript || ! -e node_modules/s3rver) ]]; then
    say "Restoring the web assets (npm ci)."
    npm ci --no-progress --loglevel=error "$extra"
    touch node_modules/.package-lock.json
  fi
  if [[ $for_tests == yes ]]; then
    ensure_unpacked pgbouncer PgBouncer --version
    ensure_unpacked nginx nginx -v
  fi
  say "Restoring the NuGet packages (dotnet restore)."
  dotnet restore --verbosity quiet
}

node_is_new() { node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; }
