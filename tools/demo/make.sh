#!/usr/bin/env bash
# Creates the gallery and the demo model from scratch: draws, trains, exports, evaluates. Takes about 2.5 hours on two cores and 10 GB of memory.
# usage: tools/demo/make.sh [WORK_FOLDER]          default: /tmp/clipsearch-demo (8 GB); existing drawings are reused
set -euo pipefail
cd "$(dirname "$0")"
work=${1:-/tmp/clipsearch-demo}
for module in torch cairo numpy PIL onnx; do
    /usr/bin/python3 -c "import $module" 2>/dev/null || {
        echo "The Python package $module is missing: apt-get install python3-torch python3-cairo python3-numpy python3-pil python3-onnx" >&2
        exit 1
    }
done
/usr/bin/python3 draw_gallery.py
/usr/bin/python3 make_model.py --work "$work"
./evaluate.sh "$work"
