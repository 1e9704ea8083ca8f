# shellcheck shell=bash
# PostgreSQL and pgvector on Debian and Ubuntu.

# The minimum pgvector version, and the Debian suite to build it from if the system's suite has no such version (Debian 12).
vector_minimum=0.8
vector_suite=trixie

# $1: a pgvector version.
is_new_enough() { [[ -n $1 && $(printf '%s\n' "$vector_minimum" "$1" | sort -V | head -n 1) == "$vector_minimum" ]]; }

# Prints the pgvector version in a PostgreSQL share folder ($1), or nothing.
vector_version() { sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$1/extension/vector.control" 2>/dev/null; }

# Prints the major versions of installed servers, newest first.
installed_majors() {
  local initdb
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    if [[ -x $initdb ]]; then
      basename "${initdb%/bin/initdb}"
    fi
  done | sort -rn
}

# Prints a major version with a supported pgvector, or the bin folder of POSTGRES_BIN or of a server in PATH that has one.
major_with_vector() {
  local major bin
  for major in $(installed_majors); do
    if is_new_enough "$(vector_version "/usr/share/postgresql/$major")"; then
      echo "$major"
      return
    fi
  done
  bin=${POSTGRES_BIN:-$(dirname "$(command -v initdb || echo /nowhere/initdb)")}
  if [[ -x $bin/initdb && -x $bin/pg_config ]] && is_new_enough "$(vector_version "$("$bin/pg_config" --sharedir)")"; then
    echo "$bin"
  fi
}

ensure_postgresql() {
  if [[ -n $(major_with_vector) ]]; then
    return
  fi

  local major='' installed
  installed=$(installed_majors)
  for major in $installed; do
    if has_new_vector "$major"; then
      break
    fi
    major=
  done
  major=${major:-${installed%%$'\n'*}}
  if [[ -z $major ]]; then
    major=$(distribution_major)
    install_server "$major"
  fi

  if ! has_new_vector "$major"; then
    refresh_lists
  fi
  if has_new_vector "$major"; then
    say "Installing pgvector for PostgreSQL $major (postgresql-$major-pgvector)."
    apt_install "postgresql-$major-pgvector"
  else
    build_vector "$major"
  fi
}

# Whether apt has a supported pgvector for a major version ($1).
has_new_vector() {
  is_new_enough "$(LC_ALL=C apt-cache policy "postgresql-$1-pgvector" | sed -n 's/^ *Candidate: *\([0-9][^-+~]*\).*/\1/p')"
}

distribution_major() {
  is_installable postgresql || fail "apt has no package postgresql. Check the system's package sources, or set DATABASE_URL to a PostgreSQL with pgvector."
  LC_ALL=C apt-cache depends postgresql | sed -n 's/^ *Depends: postgresql-\([0-9]\+\)$/\1/p'
}

# Installs the server without Debian's default cluster, because ClipSearch creates its own.
install_server() {
  say "Installing PostgreSQL $1 (postgresql-$1), without a system-wide database."
  apt_install postgresql-common
  local settings=/etc/postgresql-common/createcluster.conf kept
  kept=$(mktemp)
  cp --preserve "$settings" "$kept"
  # shellcheck disable=SC2064 # expand the names now
  trap "cp --preserve '$kept' '$settings'; rm -f '$kept'" EXIT
  echo "create_main_cluster = false" >>"$settings"
  apt_install "postgresql-$1"
  cp --preserve "$kept" "$settings"
  rm -f "$kept"
  trap - EXIT
}

# Builds pgvector from the source package of a newer Debian release. It comes from the system's mirror, and apt verifies its
# signature. The system's package sources are not changed.
build_vector() {
  local major=$1 mirror build
  mirror=$(debian_mirror)
  if [[ -z $mirror || $(. /etc/os-release && echo "$ID") != debian ]]; then
    fail "This system has no package for pgvector $vector_minimum or later for PostgreSQL $major. Add the PostgreSQL project's package source (apt-get install postgresql-common, then /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh) and run scripts/setup again, install pgvector manually, or set DATABASE_URL to a PostgreSQL with pgvector."
  fi
  say "Building pgvector for PostgreSQL $major from Debian's source package, because there is no recent binary package."
  apt_install build-essential dpkg-dev "postgresql-server-dev-$major"

  build=$(mktemp -d)
  # shellcheck disable=SC2064 # expand the name now
  trap "rm -rf '$build'" EXIT
  chmod 755 "$build"
  mkdir -p "$build/lists/partial" "$build/cache/archives/partial"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $vector_suite main" >"$build/sources.list"
  local private=(-qq
    -o "Dir::Etc::SourceList=$build/sources.list" -o "Dir::Etc::SourceParts=/dev/null"
    -o "Dir::State::Lists=$build/lists" -o "Dir::Cache=$build/cache")
  quietly apt-get "${private[@]}" update
  install -d -o _apt "$build/source"
  (cd "$build/source" && quietly apt-get "${private[@]}" source pgvector)

  # Portable code as in Debian's package, because the disk may be moved to a machine with another processor.
  local make=(make --silent -C "$build"/source/pgvector-*/ "PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config" OPTFLAGS= with_llvm=no)
  quietly "${make[@]}" -j "$(nproc)"
  quietly "${make[@]}" install
  rm -rf "$build"
  trap - EXIT
}

# Prints the mirror of this system's Debian release.
debian_mirror() {
  local codename
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format "\$(RELEASE) \$(REPO_URI)" "Created-By: Packages" "Component: main" |
    awk -v codename="$codename" '$1 == codename && !found { print $2; found = 1 }'
}
