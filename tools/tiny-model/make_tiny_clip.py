#!/usr/bin/python3
"""Write a tiny model in the shape of CLIP: random weights, a small vocabulary of its own, Hugging Face's file layout.

It knows nothing about pictures or words. It has what the real model has (causal text tower pooled at the end token, vision
tower with a class token, quick-GELU, un-normalised outputs, byte-level BPE), in under a megabyte, so tests can
run the whole way from a text or a picture to a vector without a download.

usage: make_tiny_clip.py [OUT_FOLDER]      default: models/clipsearch/tiny of this repository
The same script writes the same bytes every time.
"""
import json
import os
import sys
from collections import Counter

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(REPOSITORY, "tools", "golden"))
from byte_pairs import END, START, learn_merges, write_vocabulary  # noqa: E402

MERGES = 800
PROJECTION = 64
TEXT = dict(width=32, layers=2, heads=2, context=77)
VISION = dict(width=48, layers=2, heads=3, size=64, patch=16)
MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]

# Words that people use for photographs, most frequent line first; a line's number is the weight of its words.
WORDS = {
    2000: "a the of in on and with at to photo picture , .",
    900: "man woman dog cat person people child boy girl red blue green white black two three sky water tree car house street night",
    500: "'s 't 're 've 'm 'll 'd is it my an by from near under over behind between into through up down left right front "
         "sunset sunrise beach sea ocean lake river mountain mountains forest snow rain sun moon stars cloud clouds city park garden field",
    300: "yellow orange pink purple brown grey gray gold silver dark bright light colorful golden old young small big large tall long "
         "running walking jumping sitting standing sleeping eating drinking playing riding driving smiling laughing looking reading "
         "writing cooking dancing singing swimming climbing flying holding wearing waiting working talking kissing hugging",
    200: "dogs cats birds bird horse horses cow sheep goat pig duck chicken fish bear fox wolf deer lion tiger elephant giraffe zebra "
         "monkey rabbit mouse squirrel butterfly bee insect spider snake turtle frog whale dolphin shark eagle owl penguin puppy kitten "
         "baby children men women family friends couple group crowd player surfer skier runner bride groom wedding musician band ## ... !!",
    120: "car cars bus train truck bicycle bike motorcycle boat ship airplane plane bridge road path stairs door window wall roof tower "
         "castle church temple market shop restaurant kitchen bedroom bathroom office school library museum station airport harbour port "
         "table chair bed sofa lamp book books phone camera computer laptop keyboard screen clock watch glasses hat shoes dress shirt "
         "jacket coat bag umbrella ball toy guitar piano drum flag sign letter candle bottle cup glass plate bowl knife fork spoon",
    80: "food bread cheese cake pizza pasta salad soup fruit apple apples banana orange lemon strawberry grapes tomato potato carrot "
        "coffee tea wine beer juice breakfast lunch dinner birthday party concert festival football soccer tennis basketball skiing "
        "surfing hiking camping fishing travel holiday vacation spring summer autumn fall winter morning evening afternoon midnight "
        "flower flowers rose roses tulip sunflower leaf leaves grass plant plants rock rocks stone stones sand desert island coast cliff "
        "waterfall valley hill hills canyon volcano cave fog mist storm lightning rainbow fire smoke ice wind wave waves shadow reflection",
    50: "happy sad funny beautiful pretty lonely quiet empty crowded broken abandoned modern ancient wooden metal plastic fresh wet dry "
        "hot cold warm foggy cloudy sunny rainy snowy stormy blurry portrait landscape selfie panorama close closeup aerial macro "
        "black-and-white monochrome vintage abstract architecture building buildings skyscraper skyline downtown village town farm barn "
        "fence gate bench fountain statue sculpture painting drawing poster graffiti neon lights traffic crosswalk highway tunnel subway "
        "face faces hand hands hair beard eyes smile arms legs feet head back pink-haired blonde tattoo mask helmet uniform costume",
    30: "photographer photograph photography outdoors indoors outside inside background foreground horizon silhouette pattern texture "
        "colour color shape line circle square round curved narrow wide high low top bottom side edge corner middle center around across "
        "along against above below beside together alone holding-hands first last one four five six seven eight nine ten hundred "
        "no not without very many few some all this that these those there here who what where when how i you he she we they his her "
        "their our your me him them its be are was were has have had do does did can will would should something nothing",
    10: "! ? - & ( ) : ; \" / # @ % + = caf\u00e9 na\u00efve fa\u00e7ade jalape\u00f1o fj\u00f6rd m\u00fcnchen \u00fcber \u00e9t\u00e9 ni\u00f1o "
        "\u043a\u043e\u0448\u043a\u0430 \u0441\u043e\u0431\u0430\u043a\u0430 \u043c\u043e\u0440\u0435 \u0433\u043e\u0440\u044b \u03b3\u03ac\u03c4\u03b1 \u03b8\u03ac\u03bb\u03b1\u03c3\u03c3\u03b1 "
        "\u732b \u72ac \u5c71 \u6d77 \u96ea \u65e5\u672c \u3053\u306e \u306d\u3053 \uace0\uc591\uc774 \ubc14\ub2e4 \u0642\u0637\u0629 \u0628\u062d\u0631 "
        "\U0001f431 \U0001f436 \U0001f600 \U0001f602 \U0001f30a \U0001f384 \u2764 \u2019",
}


def word_weights():
    weights = Counter()
    for weight, words in WORDS.items():
        for word in words.split():
            weights[word] += weight
    return weights


class Graph:
    """Nodes and initializers of one ONNX file; weights carry the names of the Hugging Face checkpoints."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)
        self.nodes, self.weights, self.constants = [], [], {}

    def op(self, kind, *inputs, out=None, **attributes):
        out = out or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=f"node_{len(self.nodes)}_{kind}", **attributes))
        return out

    def constant(self, value, dtype=np.int64):
        array = np.asarray(value, dtype)
        key = (array.tobytes(), array.shape, array.dtype.str)
        if key not in self.constants:
            self.constants[key] = numpy_helper.from_array(array, f"constant_{len(self.constants)}")
        return self.constants[key].name

    def weight(self, name, shape, deviation, around=0.0):
        """Uniform random numbers of the given standard deviation, in steps of 1/1024 (exact in float32, small when packed)."""
        values = self.random.uniform(-1, 1, size=shape) * deviation * 3 ** 0.5 + around
        self.weights.append(numpy_helper.from_array((np.round(values * 1024) / 1024).astype(np.float32), name))
        return name

    def linear(self, name, x, inner, outer, bias=True):
        """x W^T + b with W stored as [outer, inner]."""
        matrix = self.weight(f"{name}.weight", [outer, inner], 1.4 / inner ** 0.5)
        y = self.op("MatMul", x, self.op("Transpose", matrix, perm=[1, 0]))
        return self.op("Add", y, self.weight(f"{name}.bias", [outer], 0.05)) if bias else y

    def norm(self, name, x, width):
        return self.op("LayerNormalization", x, self.weight(f"{name}.weight", [width], 0.1, around=1.0),
                       self.weight(f"{name}.bias", [width], 0.05), axis=-1, epsilon=1e-5)

    def heads(self, x, heads, width):
        split = self.op("Reshape", x, self.constant([0, 0, heads, width // heads]))
        return self.op("Transpose", split, perm=[0, 2, 1, 3])

    def layer(self, name, x, width, heads, mask=None):
        y = self.norm(f"{name}.layer_norm1", x, width)
        q, k, v = (self.heads(self.linear(f"{name}.self_attn.{part}_proj", y, width, width), heads, width) for part in "qkv")
        q = self.op("Mul", q, self.constant((width // heads) ** -0.5, np.float32))
        scores = self.op("MatMul", q, self.op("Transpose", k, perm=[0, 1, 3, 2]))
        scores = self.op("Add", scores, mask) if mask else scores
        y = self.op("Transpose", self.op("MatMul", self.op("Softmax", scores, axis=-1), v), perm=[0, 2, 1, 3])
        y = self.op("Reshape", y, self.constant([0, 0, width]))
        x = self.op("Add", x, self.linear(f"{name}.self_attn.out_proj", y, width, width))
        y = self.linear(f"{name}.mlp.fc1", self.norm(f"{name}.layer_norm2", x, width), width, 4 * width)
        y = self.op("Mul", y, self.op("Sigmoid", self.op("Mul", y, self.constant(1.702, np.float32))))
        return self.op("Add", x, self.linear(f"{name}.mlp.fc2", y, 4 * width, width))

    def save(self, path, given, result):
        graph = helper.make_graph(self.nodes, "tiny-clip", [given], [result], self.weights + list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="clipsearch-tiny-clip")
        model.ir_version = 8
        onnx.checker.check_model(model, full_check=True)
        with open(path, "wb") as file:
            file.write(model.SerializeToString(deterministic=True))


def write_text_model(path, vocabulary):
    g, width = Graph(seed=20210226), TEXT["width"]
    x = g.op("Gather", g.weight("text_model.embeddings.token_embedding.weight", [vocabulary, width], 0.6), "input_ids", axis=0)
    length = g.op("Shape", "input_ids", start=1, end=2)
    positions = g.weight("text_model.embeddings.position_embedding.weight", [TEXT["context"], width], 0.15)
    zero, one = g.constant([0]), g.constant([1])
    x = g.op("Add", x, g.op("Slice", positions, zero, length, zero))
    causal = g.constant(np.triu(np.full([TEXT["context"]] * 2, -1e9), 1), np.float32)
    mask = g.op("Slice", g.op("Slice", causal, zero, length, zero), zero, length, one)
    for layer in range(TEXT["layers"]):
        x = g.layer(f"text_model.encoder.layers.{layer}", x, width, TEXT["heads"], mask)
    x = g.norm("text_model.final_layer_norm", x, width)
    # The end token has the highest id; its first place is where the text is pooled.
    end = g.op("Unsqueeze", g.op("ArgMax", "input_ids", axis=1, keepdims=0), one)
    pooled = g.op("GatherND", x, end, batch_dims=1)
    g.linear("text_projection", pooled, width, PROJECTION, bias=False)
    g.nodes[-1].output[0] = "text_embeds"
    g.save(path, helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "sequence"]),
           helper.make_tensor_value_info("text_embeds", TensorProto.FLOAT, ["batch", PROJECTION]))


def write_vision_model(path):
    g, width, patch = Graph(seed=20210226 + 1), VISION["width"], VISION["patch"]
    patches = (VISION["size"] // patch) ** 2
    kernel = g.weight("vision_model.embeddings.patch_embedding.weight", [width, 3, patch, patch], 1.5 / (3 * patch * patch) ** 0.5)
    x = g.op("Conv", "pixel_values", kernel, strides=[patch, patch], kernel_shape=[patch, patch])
    x = g.op("Transpose", g.op("Reshape", x, g.constant([0, width, patches])), perm=[0, 2, 1])
    batch = g.op("Shape", "pixel_values", start=0, end=1)
    class_token = g.op("Reshape", g.weight("vision_model.embeddings.class_embedding", [width], 0.1), g.constant([1, 1, width]))
    class_token = g.op("Expand", class_token, g.op("Concat", batch, g.constant([1, width]), axis=0))
    positions = g.weight("vision_model.embeddings.position_embedding.weight", [patches + 1, width], 0.1)
    x = g.op("Add", g.op("Concat", class_token, x, axis=1), positions)
    x = g.norm("vision_model.pre_layrnorm", x, width)
    for layer in range(VISION["layers"]):
        x = g.layer(f"vision_model.encoder.layers.{layer}", x, width, VISION["heads"])
    x = g.op("Gather", x, g.constant(0), axis=1)
    g.linear("visual_projection", g.norm("vision_model.post_layernorm", x, width), width, PROJECTION, bias=False)
    g.nodes[-1].output[0] = "image_embeds"
    g.save(path, helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, VISION["size"], VISION["size"]]),
           helper.make_tensor_value_info("image_embeds", TensorProto.FLOAT, ["batch", PROJECTION]))


README = """# The tiny model

A CLIP model with random weights. A search returns the photos in an arbitrary order, which is the same every time. The tests use it, and it
runs every step of the program without a network. For meaningful results, install a real model.

`tools/tiny-model/make_tiny_clip.py` creates it, with fixed seeds: the same bytes every time. The vocabulary comes from byte-pair training on a
word list in that script. Nothing comes from a trained model.

| | text | vision |
|---|---|---|
| width, layers, heads | {text} | {vision} |
| input | `input_ids` int64 [batch, sequence], sequence at most {context} | `pixel_values` float [batch, 3, {size}, {size}], patches of {patch} |
| output, not normalised | `text_embeds` float [batch, {projection}] | `image_embeds` float [batch, {projection}] |

Vocabulary: {vocabulary} tokens (512 byte symbols, {merges} merges, `<|startoftext|>` {start}, `<|endoftext|>` {end}).
"""


def write_text(path, text):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def tower(shape):
    return dict(hidden_size=shape["width"], intermediate_size=4 * shape["width"], num_hidden_layers=shape["layers"],
                num_attention_heads=shape["heads"], hidden_act="quick_gelu", layer_norm_eps=1e-5, projection_dim=PROJECTION)


def main():
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    folder = sys.argv[1] if len(sys.argv) == 2 else os.path.join(REPOSITORY, "models", "clipsearch", "tiny")
    os.makedirs(os.path.join(folder, "onnx"), exist_ok=True)
    ids = write_vocabulary(folder, learn_merges(word_weights(), MERGES))
    config = {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": PROJECTION,
        "text_config": {"model_type": "clip_text_model", **tower(TEXT), "vocab_size": len(ids),
                        "max_position_embeddings": TEXT["context"], "bos_token_id": ids[START], "eos_token_id": ids[END]},
        "vision_config": {"model_type": "clip_vision_model", **tower(VISION), "image_size": VISION["size"],
                          "patch_size": VISION["patch"], "num_channels": 3},
    }
    size = VISION["size"]
    preprocessor = {
        "do_resize": True, "size": {"shortest_edge": size}, "resample": 3, "do_center_crop": True,
        "crop_size": {"height": size, "width": size}, "do_convert_rgb": True, "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": MEAN, "image_std": STD,
    }
    write_text(f"{folder}/config.json", json.dumps(config, indent=2) + "\n")
    write_text(f"{folder}/preprocessor_config.json", json.dumps(preprocessor, indent=2) + "\n")
    write_text_model(f"{folder}/onnx/text_model.onnx", len(ids))
    write_vision_model(f"{folder}/onnx/vision_model.onnx")
    write_text(f"{folder}/README.md", README.format(
        text=f"{TEXT['width']}, {TEXT['layers']}, {TEXT['heads']}", vision=f"{VISION['width']}, {VISION['layers']}, {VISION['heads']}",
        context=TEXT["context"], size=size, patch=VISION["patch"], projection=PROJECTION,
        vocabulary=len(ids), merges=MERGES, start=ids[START], end=ids[END]))
    print(folder)


if __name__ == "__main__":
    main()
