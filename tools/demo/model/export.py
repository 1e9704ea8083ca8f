"""Writes the trained towers as a model folder in the layout of the real CLIP: two ONNX files and their settings."""

import copy
import io
import json

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .towers import CONTEXT, EMBEDDING, IMAGE_SIZE, TEXT_HEADS, TEXT_LAYERS, TEXT_WIDTH
from .train import MEAN, STD


def _halved(model):
    """Weights of more than a few numbers are stored as float16 and widened as the file is loaded: half the size, the same speed."""
    graph, casts = model.graph, []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size > 256 and np.abs(values).max() < 6e4 and tensor.name != "mask":
            graph.initializer.remove(tensor)
            graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), tensor.name + ".half"))
            casts.append(helper.make_node("Cast", [tensor.name + ".half"], [tensor.name], name=f"widen_{tensor.name}", to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    return model


def _write(tower, example, path, given, result, axes):
    tower = copy.deepcopy(tower).eval().to(memory_format=torch.contiguous_format)
    buffer = io.BytesIO()
    torch.onnx.export(tower, example, buffer, input_names=[given], output_names=[result], opset_version=14, dynamic_axes=axes)
    model = _halved(onnx.load_from_string(buffer.getvalue()))
    model.producer_name, model.producer_version = "clipsearch-demo", ""
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def export(image_tower, text_tower, folder, ids):
    """Writes onnx/, config.json and preprocessor_config.json; the vocabulary is already in the folder."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    _write(text_tower, torch.tensor([[len(ids) - 2, 5, len(ids) - 1]] * 2), folder / "onnx" / "text_model.onnx", "input_ids", "text_embeds",
           {"input_ids": {0: "batch", 1: "sequence"}, "text_embeds": {0: "batch"}})
    _write(image_tower, torch.zeros(2, 3, IMAGE_SIZE, IMAGE_SIZE), folder / "onnx" / "vision_model.onnx", "pixel_values", "image_embeds",
           {"pixel_values": {0: "batch"}, "image_embeds": {0: "batch"}})
    config = {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": EMBEDDING,
        "text_config": {"model_type": "clip_text_model", "hidden_size": TEXT_WIDTH, "intermediate_size": 4 * TEXT_WIDTH,
                        "num_hidden_layers": TEXT_LAYERS, "num_attention_heads": TEXT_HEADS, "hidden_act": "quick_gelu", "vocab_size": len(ids),
                        "max_position_embeddings": CONTEXT, "bos_token_id": len(ids) - 2, "eos_token_id": len(ids) - 1, "projection_dim": EMBEDDING},
        "vision_config": {"model_type": "convolutional", "image_size": IMAGE_SIZE, "num_channels": 3, "projection_dim": EMBEDDING},
    }
    preprocessor = {
        "do_resize": True, "size": {"shortest_edge": IMAGE_SIZE}, "resample": 3, "do_center_crop": True,
        "crop_size": {"height": IMAGE_SIZE, "width": IMAGE_SIZE}, "do_convert_rgb": True, "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": MEAN, "image_std": STD,
    }
    for name, content in (("config.json", config), ("preprocessor_config.json", preprocessor)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
