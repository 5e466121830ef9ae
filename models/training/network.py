"""The denoiser: a small U-Net with EDM preconditioning (Karras et al. 2022, table 1: arXiv:2206.00364)."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional


@dataclass(frozen=True)
class Architecture:
    """What a checkpoint needs to be read back. Levels go from the full resolution down, each half of the one above."""

    size: int
    classes: int
    sigma_data: float
    channels: tuple[int, ...]
    blocks: tuple[int, ...]
    # attention where the picture is at most this many pixels wide
    attention: int
    # lengths of the labels that tell the network how a training picture was changed, and of the embedding
    changes: int
    embedding: int = 192
    heads: int = 4
    dropout: float = 0.1


def normalisation(channels: int) -> nn.GroupNorm:
    # the exporter writes this as Reshape and InstanceNormalization, which WebGPU runs; check.py looks
    return nn.GroupNorm(channels // 8, channels, eps=1e-5)


class ResidualBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, embedding: int, dropout: float):
        super().__init__()
        self.norm1 = normalisation(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.affine = nn.Linear(embedding, 2 * outputs)
        self.norm2 = normalisation(outputs)
        self.dropout = nn.Dropout(dropout)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x, embedding):
        hidden = self.conv1(functional.silu(self.norm1(x)))
        scale, shift = self.affine(embedding)[:, :, None, None].chunk(2, dim=1)
        hidden = self.norm2(hidden) * (1 + scale) + shift
        return self.skip(x) + self.conv2(self.dropout(functional.silu(hidden)))


class Attention(nn.Module):
    """Self-attention over all positions, spelled out so that it exports as MatMul and Softmax."""

    def __init__(self, channels: int, heads: int):
        super().__init__()
        self.heads = heads
        self.norm = normalisation(channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x):
        _, channels, height, width = x.shape
        width_of_head = channels // self.heads
        q, k, v = self.qkv(self.norm(x)).reshape(-1, 3, self.heads, width_of_head, height * width).unbind(1)
        weights = (q.transpose(2, 3) @ k * width_of_head**-0.5).softmax(dim=3)
        mixed = (v @ weights.transpose(2, 3)).reshape(-1, channels, height, width)
        return x + self.out(mixed)


class UNet(nn.Module):
    """F(c_in x, c_noise, labels): [N, 3, size, size] to the same."""

    def __init__(self, shape: Architecture):
        super().__init__()
        self.register_buffer('frequencies', torch.exp(torch.linspace(0, 4, 16)))
        self.embed_noise = nn.Linear(32, shape.embedding)
        self.embed_label = nn.Linear(shape.classes, shape.embedding, bias=False)
        self.embed_changes = nn.Linear(shape.changes, shape.embedding, bias=False)
        self.embed = nn.Linear(shape.embedding, shape.embedding)

        self.first = nn.Conv2d(3, shape.channels[0], 3, padding=1)
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        passed_on = [shape.channels[0]]
        width = shape.channels[0]
        lowest = len(shape.channels) - 1
        levels = list(enumerate(zip(shape.channels, shape.blocks)))
        for level, (channels, blocks) in levels:
            for _ in range(blocks):
                self.down.append(self.block(width, channels, level, shape))
                width = channels
                passed_on.append(width)
            if level < lowest:
                self.down.append(nn.Conv2d(width, width, 3, stride=2, padding=1))
                passed_on.append(width)
        self.middle = self.block(width, width, lowest, shape)
        for level, (channels, blocks) in reversed(levels):
            for _ in range(blocks + 1):
                self.up.append(self.block(width + passed_on.pop(), channels, level, shape))
                width = channels
            if level > 0:
                self.up.append(nn.Upsample(scale_factor=2, mode='nearest'))
        self.norm = normalisation(width)
        self.last = nn.Conv2d(width, 3, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    @staticmethod
    def block(inputs: int, outputs: int, level: int, shape: Architecture) -> nn.ModuleList:
        layers = [ResidualBlock(inputs, outputs, shape.embedding, shape.dropout)]
        if shape.size >> level <= shape.attention:
            layers.append(Attention(outputs, shape.heads))
        return nn.ModuleList(layers)

    @staticmethod
    def apply_block(layers: nn.ModuleList, x, embedding):
        for layer in layers:
            x = layer(x, embedding) if isinstance(layer, ResidualBlock) else layer(x)
        return x

    def forward(self, x, noise, class_labels, changes=None):
        angles = noise[:, None] * self.frequencies
        embedding = self.embed_noise(torch.cat([angles.cos(), angles.sin()], dim=1))
        # one-hot rows have length 1; the factor gives them the weight of the noise features
        embedding = embedding + self.embed_label(class_labels) * self.embed_label.in_features**0.5
        if changes is not None:
            embedding = embedding + self.embed_changes(changes)
        embedding = functional.silu(embedding)
        embedding = functional.silu(self.embed(embedding))

        hidden = self.first(x)
        kept = [hidden]
        for part in self.down:
            if isinstance(part, nn.ModuleList):
                hidden = self.apply_block(part, hidden, embedding)
            else:
                hidden = part(hidden)
            kept.append(hidden)
        hidden = self.apply_block(self.middle, hidden, embedding)
        for part in self.up:
            if isinstance(part, nn.ModuleList):
                hidden = self.apply_block(part, torch.cat([hidden, kept.pop()], dim=1), embedding)
            else:
                hidden = part(hidden)
        return self.last(functional.silu(self.norm(hidden)))


class Denoiser(nn.Module):
    """D(x, sigma, class_labels): the expected clean image; a row of zeros in class_labels means any class.

    x is [N, 3, size, size] in -1..1 plus noise, sigma is [N] in the same units, class_labels is one-hot
    [N, classes]. Training also passes changes, [N, changes]: how the picture was changed (augment.py), zero where it
    was not, so that what sampling asks for, no changes, is the data as it is (Karras et al. 2022, appendix F.2).
    """

    def __init__(self, shape: Architecture):
        super().__init__()
        self.shape = shape
        self.network = UNet(shape)

    def forward(self, x, sigma, class_labels, changes=None):
        s = sigma.reshape(-1, 1, 1, 1)
        data = self.shape.sigma_data
        c_skip = data**2 / (s**2 + data**2)
        c_out = s * data / (s**2 + data**2).sqrt()
        c_in = 1 / (s**2 + data**2).sqrt()
        c_noise = sigma.log() / 4
        return c_skip * x + c_out * self.network(c_in * x, c_noise, class_labels, changes)
