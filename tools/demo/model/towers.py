"""The two towers: a convolutional image tower and a causal text transformer, joined by a shared embedding space."""

import torch
from torch import nn
from torch.nn import functional

IMAGE_SIZE = 128
EMBEDDING = 256
CONTEXT = 40
TEXT_WIDTH, TEXT_LAYERS, TEXT_HEADS = 160, 3, 4
STAGES = ((64, 1), (128, 2), (256, 2))  # channels and residual blocks at 1/4, 1/8 and 1/16 of the picture's side


def convolution(inner, outer, stride=1, kernel=3):
    return nn.Sequential(nn.Conv2d(inner, outer, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outer))


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first, self.second = convolution(width, width), convolution(width, width)
        nn.init.zeros_(self.second[1].weight)  # a block begins as the identity

    def forward(self, x):
        return functional.relu(x + self.second(functional.relu(self.first(x))))


class ImageTower(nn.Module):
    """pixel_values [batch, 3, 128, 128], normalised -> image_embeds [batch, 256]."""

    def __init__(self):
        super().__init__()
        layers, width, kernel, stride = [], 3, 7, 4
        for channels, blocks in STAGES:
            layers += [convolution(width, channels, stride, kernel), nn.ReLU(inplace=True), *(Residual(channels) for _ in range(blocks))]
            width, kernel, stride = channels, 3, 2
        self.body = nn.Sequential(*layers)
        self.projection = nn.Linear(2 * width, EMBEDDING, bias=False)

    def forward(self, pixel_values):
        x = self.body(pixel_values)
        # The mean tells of the place and the light, the maximum of the one small thing in it.
        return self.projection(torch.cat((x.mean((2, 3)), x.amax((2, 3))), 1))


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask, -1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(batch, length, width))
        hidden = self.fc1(self.norm2(x))
        return x + self.fc2(hidden * torch.sigmoid(1.702 * hidden))  # quick GELU, as in CLIP


class TextTower(nn.Module):
    """input_ids int64 [batch, sequence] -> text_embeds [batch, 256], pooled at the end token: the highest id, at its first place."""

    def __init__(self, vocabulary):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, TEXT_WIDTH), nn.Parameter(torch.randn(CONTEXT, TEXT_WIDTH) * 0.01)
        nn.init.normal_(self.tokens.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(TEXT_WIDTH, TEXT_HEADS) for _ in range(TEXT_LAYERS))
        self.norm = nn.LayerNorm(TEXT_WIDTH)
        self.projection = nn.Linear(TEXT_WIDTH, EMBEDDING, bias=False)
        self.register_buffer("mask", torch.triu(torch.full((CONTEXT, CONTEXT), -1e4), 1), persistent=False)

    def forward(self, input_ids):
        length = input_ids.shape[1]
        x = self.tokens(input_ids) + self.positions[:length]
        for layer in self.layers:
            x = layer(x, self.mask[:length, :length])
        ends = input_ids.argmax(1)
        return self.projection(self.norm(x[torch.arange(x.shape[0]), ends]))
