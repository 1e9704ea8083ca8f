#!/usr/bin/python3
"""Export CLIP's two encoders with random weights through PyTorch, in the two ways in which attention is usually written.

    eager   batched products of [batch * heads, tokens, size], queries scaled first
    sdpa    products of [batch, heads, tokens, size], queries and keys scaled by the root of the factor

The exporter adds the operations on shapes that hand-written graphs lack. The graphs take the token ids of the tiny model.

usage: make_exported_clip.py OUT_FOLDER      writes OUT_FOLDER/{eager,sdpa}/{text,vision}_model.onnx
"""
import os
import sys

import torch
from torch import nn

VOCABULARY, CONTEXT, PROJECTION, SIZE, PATCH, OPSET = 1314, 77, 64, 64, 16, 14
TEXT, VISION = dict(width=16, heads=2), dict(width=24, heads=3)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))


class Eager(Attention):
    def split(self, x, batch):
        return x.view(batch, -1, self.heads, self.size).transpose(1, 2).contiguous().view(batch * self.heads, -1, self.size)

    def forward(self, x, mask):
        batch, tokens, width = x.size()
        q, k, v = self.split(self.q(x) * self.size ** -0.5, batch), self.split(self.k(x), batch), self.split(self.v(x), batch)
        scores = torch.bmm(q, k.transpose(1, 2))
        if mask is not None:
            scores = (scores.view(batch, self.heads, tokens, tokens) + mask).view(batch * self.heads, tokens, tokens)
        x = torch.bmm(torch.softmax(scores, -1), v)
        return self.out(x.view(batch, self.heads, tokens, self.size).transpose(1, 2).reshape(batch, tokens, width))


class Sdpa(Attention):
    def forward(self, x, mask):
        batch, tokens, width = x.size()
        q, k, v = (part(x).view(batch, -1, self.heads, self.size).transpose(1, 2) for part in (self.q, self.k, self.v))
        root = torch.sqrt(torch.tensor(self.size ** -0.5))
        scores = (q * root) @ (k.transpose(-2, -1) * root)
        scores = scores if mask is None else scores + mask
        return self.out((torch.softmax(scores, -1) @ v).transpose(1, 2).contiguous().reshape(batch, tokens, width))


class Layer(nn.Module):
    def __init__(self, attention, width, heads):
        super().__init__()
        self.attention, self.norm1, self.norm2 = attention(width, heads), nn.LayerNorm(width), nn.LayerNorm(width)
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask):
        x = x + self.attention(self.norm1(x), mask)
        y = self.fc1(self.norm2(x))
        return x + self.fc2(y * torch.sigmoid(1.702 * y))


class Text(nn.Module):
    def __init__(self, attention, width, heads):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(VOCABULARY, width), nn.Embedding(CONTEXT, width)
        self.layers, self.norm = nn.ModuleList(Layer(attention, width, heads) for _ in range(2)), nn.LayerNorm(width)
        self.projection = nn.Linear(width, PROJECTION, bias=False)
        self.register_buffer("places", torch.arange(CONTEXT)[None])

    def forward(self, input_ids):
        batch, length = input_ids.shape
        x = self.tokens(input_ids) + self.positions(self.places[:, :length])
        mask = torch.triu(torch.full((length, length), torch.finfo(torch.float32).min), 1)[None, None].expand(batch, 1, length, length)
        for layer in self.layers:
            x = layer(x, mask)
        return self.projection(self.norm(x)[torch.arange(batch), input_ids.argmax(-1)])


class Vision(nn.Module):
    def __init__(self, attention, width, heads):
        super().__init__()
        count = (SIZE // PATCH) ** 2 + 1
        self.patches, self.first, self.positions = nn.Conv2d(3, width, PATCH, PATCH, bias=False), nn.Parameter(torch.randn(width)), nn.Embedding(count, width)
        self.before, self.layers = nn.LayerNorm(width), nn.ModuleList(Layer(attention, width, heads) for _ in range(2))
        self.after, self.projection = nn.LayerNorm(width), nn.Linear(width, PROJECTION, bias=False)
        self.register_buffer("places", torch.arange(count)[None])

    def forward(self, pixel_values):
        x = self.patches(pixel_values).flatten(2).transpose(1, 2)
        x = self.before(torch.cat([self.first.expand(pixel_values.shape[0], 1, -1), x], 1) + self.positions(self.places))
        for layer in self.layers:
            x = layer(x, None)
        return self.projection(self.after(x[:, 0, :]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, attention in (("eager", Eager), ("sdpa", Sdpa)):
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        torch.manual_seed(1)
        for tower, example, given, result, axes in (
                (Text(attention, **TEXT), torch.tensor([[1312, 5, 9, 1313]] * 2), "input_ids", "text_embeds", {0: "batch", 1: "sequence"}),
                (Vision(attention, **VISION), torch.zeros(2, 3, SIZE, SIZE), "pixel_values", "image_embeds", {0: "batch"})):
            torch.onnx.export(tower.eval(), example, f"{folder}/{'text' if given == 'input_ids' else 'vision'}_model.onnx", input_names=[given], output_names=[result],
                              opset_version=OPSET, dynamic_axes={given: axes, result: {0: "batch"}})


if __name__ == "__main__":
    main()
