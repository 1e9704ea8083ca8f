# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# Debian's libvips, which reads HEIC, the format of iPhones, and JPEG XL. The bundled library reads neither: HEVC is covered by patents.

ensure_libvips() {
  local package=() library
  if ! is_debian; then
    fail "--libvips installs libvips only on Debian and Ubuntu. On other systems, install libvips with support for HEIC and JPEG XL and set LIBVIPS_PATH to its library."
  fi
  library=$(system_vips)
  if [[ -z $library ]]; then
    if [[ $EUID -ne 0 ]]; then
      may_sudo || fail "libvips is missing, and installing it requires root. Run as root: $root/scripts/setup --libvips"
      say "libvips is missing. Installing with sudo."
      sudo -- "$root/scripts/setup" --libvips
      return
    fi
    is_installable libvips42t64 && package=(libvips42t64) || package=(libvips42)
    # From Debian 13 and Ubuntu 24.04 on, the decoder is a package of its own.
    if is_installable libheif-plugin-libde265; then
      package+=(libheif-plugin-libde265)
    fi
    say "Installing ${package[*]} to read HEIC and JPEG XL. HEVC is covered by patents: whether you may use it is for you to decide."
    apt_install "${package[@]}"
    library=$(system_vips)
  fi
  say "To read HEIC and JPEG XL, start ClipSearch with: LIBVIPS_PATH=$library scripts/run"
}

# Prints the path of the system's libvips, or nothing.
system_vips() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | sed -n 's/^\tlibvips\.so\.42 .*=> //p' | head -n 1; }
