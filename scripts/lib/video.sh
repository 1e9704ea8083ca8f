# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# FFmpeg, which reads videos.

ensure_video() {
  if has_ffmpeg; then
    say "FFmpeg is installed: $(command -v ffmpeg)"
    return
  fi
  if ! is_debian; then
    fail "--video installs FFmpeg only on Debian and Ubuntu. On other systems, install it with the package manager (macOS: brew install ffmpeg)."
  fi
  if [[ $EUID -ne 0 ]]; then
    may_sudo || fail "FFmpeg is missing, and installing it requires root. Run as root: $root/scripts/setup --video"
    say "FFmpeg is missing. Installing with sudo."
    sudo -- "$root/scripts/setup" --video
    return
  fi
  install_ffmpeg "to read videos"
}

install_ffmpeg() {
  say "Installing FFmpeg $1."
  apt_install ffmpeg
}

has_ffmpeg() { command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null; }
