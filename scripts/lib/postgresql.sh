# shellcheck shell=bash
# PostgreSQL and pgvector on Debian and Ubuntu.

# The suite whose pgvector is built where the system's own suite has none (Debian 12).
vector_suite=trixie

# The major versions that have a server installed, newest first.
installed_majors() {
  local initdb
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    if [[ -x $initdb ]]; then
      basename "${initdb%/bin/initdb}"
    fi
  done | sort -rn
}

# A major version that has pgvector; with POSTGRES_BIN or a server in PATH, the folder of that one.
major_with_vector() {
  local major bin
  for major in $(installed_majors); do
    if [[ -e /usr/share/postgresql/$major/extension/vector.control ]]; then
      echo "$major"
      return
    fi
  done
  bin=${POSTGRES_BIN:-$(dirname "$(command -v initdb || echo /nowhere/initdb)")}
  if [[ -x $bin/initdb && -x $bin/pg_config && -e $("$bin/pg_config" --sharedir)/extension/vector.control ]]; then
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
    if has_candidate "postgresql-$major-pgvector"; then
      break
    fi
    major=
  done
  major=${major:-${installed%%$'\n'*}}
  if [[ -z $major ]]; then
    major=$(distribution_major)
    install_server "$major"
  fi

  if is_installable "postgresql-$major-pgvector"; then
    say "Installing pgvector for PostgreSQL $major (postgresql-$major-pgvector)."
    apt_install "postgresql-$major-pgvector"
  else
    build_vector "$major"
  fi
}

distribution_major() {
  is_installable postgresql || fail "apt knows no package postgresql. Check the system's package sources, or set DATABASE_URL to a PostgreSQL that has pgvector."
  LC_ALL=C apt-cache depends postgresql | sed -n 's/^ *Depends: postgresql-\([0-9]\+\)$/\1/p'
}

# Installs the server without the cluster that Debian's package would make and run: ClipSearch brings its own.
install_server() {
  say "Installing PostgreSQL $1 (postgresql-$1), without a system-wide database."
  apt_install postgresql-common
  local settings=/etc/postgresql-common/createcluster.conf kept
  kept=$(mktemp)
  cp --preserve "$settings" "$kept"
  # shellcheck disable=SC2064 # the names as they are now
  trap "cp --preserve '$kept' '$settings'; rm -f '$kept'" EXIT
  echo "create_main_cluster = false" >>"$settings"
  apt_install "postgresql-$1"
  cp --preserve "$kept" "$settings"
  rm -f "$kept"
  trap - EXIT
}

# Builds pgvector from the source package of a newer Debian, taken from this system's own mirror and checked by apt
# against the archive's keys. The system's package sources stay as they are.
build_vector() {
  local major=$1 mirror build
  mirror=$(debian_mirror)
  [[ -n $mirror ]] || fail "There is no package postgresql-$major-pgvector here, and no Debian mirror in the package sources to build it from. Install pgvector by hand for PostgreSQL $major."
  say "Building pgvector for PostgreSQL $major, which has no package here, from Debian's source package."
  apt_install build-essential dpkg-dev "postgresql-server-dev-$major"

  build=$(mktemp -d)
  # shellcheck disable=SC2064 # the name as it is now
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

  # Portable code, as in Debian's own package: the disk may move to another processor.
  local make=(make --silent -C "$build"/source/pgvector-*/ "PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config" OPTFLAGS= with_llvm=no)
  quietly "${make[@]}" -j "$(nproc)"
  quietly "${make[@]}" install
  rm -rf "$build"
  trap - EXIT
}

# The address from which this system takes its own Debian release.
debian_mirror() {
  local codename
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format "\$(RELEASE) \$(REPO_URI)" "Created-By: Packages" "Component: main" |
    awk -v codename="$codename" '$1 == codename && !found { print $2; found = 1 }'
}
