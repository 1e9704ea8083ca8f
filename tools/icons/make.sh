#!/usr/bin/env bash
# Renders the site's PNG icons for clients without SVG support: from wwwroot/logo.svg, and from app.svg, which fills its square and
# keeps its content within the safe zone of maskable icons. Requires Chromium.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
site=../../ClipSearch.Web/wwwroot
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

draw() {
  local drawing=$1 edge=$2 name=$3
  cp "$drawing" "$work/drawing.svg"
  cat >"$work/page.html" <<HTML
<!DOCTYPE html><style>body { margin: 0 } img { display: block; width: ${edge}px; height: ${edge}px }</style><img src="drawing.svg">
HTML
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size="$edge,$edge" --screenshot="$site/icons/$name" "file://$work/page.html" 2>/dev/null
}

mkdir -p "$site/icons"
draw "$site/logo.svg" 48 48.png
draw "$site/logo.svg" 192 192.png
draw "$site/logo.svg" 512 512.png
draw app.svg 512 maskable.png
draw app.svg 180 apple-touch.png
