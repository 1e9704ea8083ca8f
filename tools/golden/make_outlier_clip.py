#!/usr/bin/python3
"""Copy a model and give its weights heavy tails and its activations outlier channels, as training does.

Quantisation that works on random weights can fail on such ones. In each layer, a matrix entry w becomes 1.3 * w * |w| / max |w|, and
channels 3 and 17 of the layer norms are scaled by 20. All steps are in float32, so that other programs get the same numbers.

usage: make_outlier_clip.py MODEL_FOLDER OUT_FOLDER
"""
import shutil
import sys

import numpy as np
import onnx
from onnx import numpy_helper

CHANNELS, FACTOR = [3, 17], np.float32(20)


def changed(name, values):
    if ".layers." not in name or not name.endswith(".weight"):
        return values
    if values.ndim == 2:
        return values * np.abs(values) / np.abs(values).max() * np.float32(1.3)
    values = values.copy()
    values[CHANNELS] *= FACTOR
    return values


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = sys.argv[1:]
    shutil.copytree(source, target)
    for name in ("text_model", "vision_model"):
        model = onnx.load(f"{source}/onnx/{name}.onnx")
        for tensor in model.graph.initializer:
            values = numpy_helper.to_array(tensor)
            tensor.CopyFrom(numpy_helper.from_array(changed(tensor.name, values).astype(values.dtype), tensor.name))
        onnx.save(model, f"{target}/onnx/{name}.onnx")


if __name__ == "__main__":
    main()
