#!/bin/sh
# Regenerates the tiny model and all golden files. Without changes to the generators, `git status` is clean afterwards.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-/usr/bin/python3}
golden=ClipSearch.Tests/Golden

"$python" tools/tiny-model/make_tiny_clip.py
"$python" tools/golden/make_preprocess_golden.py
"$python" tools/golden/reference_tokenizer.py models/clipsearch/tiny --golden "$golden/tiny-tokens.json"
"$python" tools/golden/reference_clip.py models/clipsearch/tiny "$golden/tiny-clip.json" --pictures "$golden" \
    preprocess/rgb-61x40-circles.png preprocess/rgb-640x480-stripes.png preprocess/rgb-3x700-gradient.png \
    preprocess/palette-150x151-circles.png preprocess/grey-301x200-gradient.png formats/palette-transparent.png

outliers=$(mktemp -d)
"$python" tools/golden/make_outlier_clip.py models/clipsearch/tiny "$outliers/model"
"$python" tools/golden/reference_clip.py "$outliers/model" "$golden/outlier-clip.json"
rm -rf "$outliers"
# Needs PyTorch.
"$python" tools/golden/make_exported_clip.py "$golden/exported"
