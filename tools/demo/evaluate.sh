#!/usr/bin/env bash
# Evaluates the demo model with the site's search code, and writes the results to the model card.
# usage: tools/demo/evaluate.sh [WORK_FOLDER]      default: /tmp/clipsearch-demo, the output folder of make_model.py
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${1:-/tmp/clipsearch-demo}
model=models/clipsearch/demo
benchmarks=(dotnet run -c Release --project tools/ClipSearch.Benchmarks --)

[[ -f $work/scenes/captions.tsv ]] || /usr/bin/python3 tools/demo/draw_unseen.py "$work/scenes"
dotnet build -c Release -v quiet --nologo tools/ClipSearch.Benchmarks >&2
{
    "${benchmarks[@]}" retrieval --model $model --photos "$work/scenes" --captions "$work/scenes/captions.tsv"
    echo
    "${benchmarks[@]}" queries --model $model --photos photos --gallery ClipSearch.Tests/Demo/gallery.tsv --queries ClipSearch.Tests/Demo/queries.tsv
    echo
    taskset -c 0 "${benchmarks[@]}" steps --model $model --photos photos --work "$work/benchmarks" | grep -E 'cores|embed one|embed 1 '
} | sed "s|$PWD/||g; s|$work/||g" | tee "$work/evaluation.txt"
/usr/bin/python3 tools/demo/write_card.py --work "$work"
