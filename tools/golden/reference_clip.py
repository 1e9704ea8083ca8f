#!/usr/bin/python3
"""CLIP's two towers in NumPy, float64, straight from the published architecture: no ONNX Runtime, no graph is interpreted.

The ONNX files of a model folder are read for their named weights only (Hugging Face's names). Where a text model holds
no weights but computes them while it loads (12.9898 * i through a sine), the same numbers are computed here.

usage: reference_clip.py MODEL_FOLDER OUT.json [--pictures FOLDER PICTURE...]

OUT.json:
  "texts":    [{"ids", "embedding"}]            un-normalised text embeddings; ids begin with the start and end with the end token
  "padded":   [{"ids", "embedding"}]            the same texts filled up to the context's length with the end token
  "pixels":   [{"seed", "embedding"}]           un-normalised image embeddings of pixel tensors given by a formula:
              value[i] = ((i * 7919 + seed * 104729) mod 2003) / 1001.5 - 1, in double, then cast to float;
              i counts through [3, S, S], the last axis fastest; the products need 64-bit integers
  "pictures": [{"file", "embedding"}]           un-normalised image embeddings of the named picture files, by way of Pillow
Numbers have 9 significant digits.
"""
import argparse
import json
import os
import random

import numpy as np


class StoredWeights:
    """Initializers of an ONNX file, by name. Linear weights are [out, in]."""

    def __init__(self, path):
        import onnx
        from onnx import numpy_helper
        self.values = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}

    def __getitem__(self, name):
        return self.values[name].astype(np.float64)


class ComputedWeights:
    """scale * sin(12.9898 * i + phase) + bias in float32; the phase counts the weights in the order the tower uses them.

    i is counted up by adding 1 in float32, as ONNX Runtime's Range does, so it stays at 2^24 from there on.
    """

    def __init__(self, order):
        self.values = {}
        self.recipes = {name: (phase, *recipe) for phase, (name, recipe) in enumerate(order, start=1)}

    def __getitem__(self, name):
        if name not in self.values:
            self.values[name] = self.compute(name)
        return self.values[name]

    def compute(self, name):
        phase, shape, scale, bias = self.recipes[name]
        one = np.float32
        count = int(np.prod(shape))
        index = np.minimum(np.arange(count), 2 ** 24).astype(np.float32)
        values = one(scale) * np.sin(index * one(12.9898) + one(phase))
        if bias:
            values = values + one(bias)
        values = values.reshape(shape).astype(np.float64)
        stored_as_in_out = name.endswith(".weight") and ("_proj" in name or ".mlp." in name or "_projection" in name)
        return values.T if stored_as_in_out else values


def computed_order(prefix, width, layers, before, after):
    def linear(name, inner, outer):
        yield f"{name}.weight", ((inner, outer), 1.5 / inner ** 0.5, 0)
        yield f"{name}.bias", ((outer,), 0.02, 0)

    def norm(name):
        yield f"{name}.weight", ((width,), 0.05, 1.0)
        yield f"{name}.bias", ((width,), 0.02, 0)

    yield from before
    if prefix == "vision_model":
        yield from norm("vision_model.pre_layrnorm")
    for number in range(layers):
        layer = f"{prefix}.encoder.layers.{number}"
        yield from norm(f"{layer}.layer_norm1")
        for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
            yield from linear(f"{layer}.self_attn.{part}", width, width)
        yield from norm(f"{layer}.layer_norm2")
        yield from linear(f"{layer}.mlp.fc1", width, 4 * width)
        yield from linear(f"{layer}.mlp.fc2", 4 * width, width)
    yield from norm("text_model.final_layer_norm" if prefix == "text_model" else "vision_model.post_layernorm")
    yield from after


def computed_weights(config):
    """(text, vision) of a folder whose weights are computed: the config names vocabulary and picture size, the rest is one of two shapes."""
    dim = config["projection_dim"]
    wide, layers = (768, 12) if dim == 512 else (64, 2)
    narrow = 512 if dim == 512 else 64
    text, vision = config["text_config"], config["vision_config"]
    text.update(num_hidden_layers=layers, num_attention_heads=8 if dim == 512 else 2)
    vision.update(num_hidden_layers=layers, num_attention_heads=12 if dim == 512 else 2)
    patch, tokens = vision["patch_size"], (vision["image_size"] // vision["patch_size"]) ** 2
    of_text = computed_order(
        "text_model", narrow, layers,
        [("text_model.embeddings.token_embedding.weight", ((text["vocab_size"], narrow), 0.5, 0)),
         ("text_model.embeddings.position_embedding.weight", ((text["max_position_embeddings"], narrow), 0.1, 0))],
        [("text_projection.weight", ((narrow, dim), 1 / narrow ** 0.5, 0))])
    of_vision = computed_order(
        "vision_model", wide, layers,
        [("vision_model.embeddings.patch_embedding.weight", ((wide, 3, patch, patch), 1 / (3 * patch * patch) ** 0.5, 0)),
         ("vision_model.embeddings.class_embedding", ((wide,), 0.3, 0)),
         ("vision_model.embeddings.position_embedding.weight", ((tokens + 1, wide), 0.1, 0))],
        [("visual_projection.weight", ((wide, dim), 1 / wide ** 0.5, 0))])
    return ComputedWeights(of_text), ComputedWeights(of_vision)


def linear(w, name, x):
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def layer_norm(w, name, x):
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = (centred * centred).mean(axis=-1, keepdims=True)
    return centred / np.sqrt(variance + 1e-5) * w[f"{name}.weight"] + w[f"{name}.bias"]


def attention(w, name, x, heads, causal):
    length, width = x.shape
    size = width // heads
    q, k, v = (linear(w, f"{name}.{part}_proj", x) for part in "qkv")
    result = np.empty_like(x)
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        scores = q[:, part] @ k[:, part].T / np.sqrt(size)
        if causal:
            scores[np.triu_indices(length, 1)] = -np.inf
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        result[:, part] = scores / scores.sum(axis=-1, keepdims=True) @ v[:, part]
    return linear(w, f"{name}.out_proj", result)


def encoder(w, prefix, x, layers, heads, causal):
    for number in range(layers):
        layer = f"{prefix}.encoder.layers.{number}"
        x = x + attention(w, f"{layer}.self_attn", layer_norm(w, f"{layer}.layer_norm1", x), heads, causal)
        y = linear(w, f"{layer}.mlp.fc1", layer_norm(w, f"{layer}.layer_norm2", x))
        x = x + linear(w, f"{layer}.mlp.fc2", y / (1 + np.exp(-1.702 * y)))  # quick-GELU
    return x


def text_embedding(w, shape, ids):
    x = w["text_model.embeddings.token_embedding.weight"][ids] + w["text_model.embeddings.position_embedding.weight"][:len(ids)]
    x = encoder(w, "text_model", x, shape["num_hidden_layers"], shape["num_attention_heads"], causal=True)
    end = ids.index(max(ids))
    return layer_norm(w, "text_model.final_layer_norm", x)[end] @ w["text_projection.weight"].T


def image_embedding(w, shape, pixels):
    size, patch = shape["image_size"], shape["patch_size"]
    kernel = w["vision_model.embeddings.patch_embedding.weight"]
    side = size // patch
    patches = pixels.astype(np.float64).reshape(3, side, patch, side, patch).transpose(1, 3, 0, 2, 4).reshape(side * side, -1)
    x = np.vstack([w["vision_model.embeddings.class_embedding"], patches @ kernel.reshape(kernel.shape[0], -1).T])
    x = layer_norm(w, "vision_model.pre_layrnorm", x + w["vision_model.embeddings.position_embedding.weight"])
    x = encoder(w, "vision_model", x, shape["num_hidden_layers"], shape["num_attention_heads"], causal=False)
    return layer_norm(w, "vision_model.post_layernorm", x[0]) @ w["visual_projection.weight"].T


def id_sequences(start, end, context):
    """Lengths from the empty text to the whole context, ids drawn with a fixed seed; one text has an end token in its middle."""
    chance = random.Random(7)
    sequences = [[start, *(chance.randrange(start) for _ in range(length - 2)), end]
                 for length in (2, 3, 4, 5, 7, 9, 12, 16, 31, context - 1, context)]
    sequences.append([start, 300, 301, end, 302, 303, end])
    sequences.append([start, start, 300, start - 1, 0, end])
    return sequences


def formula_pixels(size, seed):
    index = np.arange(3 * size * size, dtype=np.int64)
    return (((index * 7919 + seed * 104729) % 2003) / 1001.5 - 1).astype(np.float32).reshape(3, size, size)


def numbers(vector):
    return [float(f"{value:.9g}") for value in vector]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model")
    options.add_argument("out")
    options.add_argument("--pictures", nargs="+", default=[], metavar=("FOLDER", "PICTURE"), help="a folder, then files in it")
    options = options.parse_args()

    with open(os.path.join(options.model, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    text, vision = config["text_config"], config["vision_config"]
    text_weights = StoredWeights(os.path.join(options.model, "onnx", "text_model.onnx"))
    vision_weights = StoredWeights(os.path.join(options.model, "onnx", "vision_model.onnx"))
    if "text_projection.weight" not in text_weights.values:
        text_weights, vision_weights = computed_weights(config)

    end, context = text["eos_token_id"], text["max_position_embeddings"]
    sequences = id_sequences(text["bos_token_id"], end, context)
    padded = [ids + [end] * (context - len(ids)) for ids in sequences if len(ids) < context]
    pictures = []
    if options.pictures:
        from PIL import Image
        import preprocess
        with open(os.path.join(options.model, "preprocessor_config.json"), encoding="utf-8") as file:
            preprocessor = json.load(file)
        folder, *files = options.pictures
        for name in files:
            with Image.open(os.path.join(folder, name)) as image:
                pixels = preprocess.pixel_values(image, vision["image_size"], preprocessor["image_mean"], preprocessor["image_std"])
            pictures.append({"file": name, "embedding": numbers(image_embedding(vision_weights, vision, pixels))})
    parts = {
        "texts": [{"ids": ids, "embedding": numbers(text_embedding(text_weights, text, ids))} for ids in sequences],
        "padded": [{"ids": ids, "embedding": numbers(text_embedding(text_weights, text, ids))} for ids in padded],
        "pixels": [{"seed": seed, "embedding": numbers(image_embedding(vision_weights, vision, formula_pixels(vision["image_size"], seed)))}
                   for seed in (1, 2, 3)],
        "pictures": pictures,
    }
    lines = [f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]" for name, cases in parts.items()]
    with open(options.out, "w", encoding="ascii", newline="\n") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{options.out}: " + ", ".join(f"{len(cases)} {name}" for name, cases in parts.items()))


if __name__ == "__main__":
    main()
