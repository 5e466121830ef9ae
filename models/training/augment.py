"""Pictures of the data set at a model's size: drawings shifted, scaled and mirrored at random, some changed further.

Shifts of up to one and a half of 32 pixels, scales of .86 to 1 and mirroring belong to the data. The further changes
(turned, stretched, zoomed, other hue or saturation) do not: the network is told of them, so that it learns from them
and does not draw them (Karras et al. 2022, appendix F.2: arXiv:2206.00364).
"""

import math

import numpy as np
import torch
from torch.nn import functional

SHIFT, SCALES, PLAIN_SCALE = 1.5 / 32, (0.86, 1.0), 0.94
# how often each of the further changes is made, and how strongly
SHARE = 0.15
TURN, STRETCH, ZOOM, SATURATION = 0.5, 0.15, 0.15, 0.4
# turn: 1 - cos, sin; stretch; zoom; hue: 1 - cos, sin; saturation
CHANGES = 7
# drawings are sampled at this many pixels and averaged down, which leaves no jagged edges
FINE = 128


class Pictures:
    """Draws pictures [N, 3, size, size] in -1..1 on a device. Classes come by the square root of their size."""

    def __init__(self, data: dict[str, np.ndarray], size: int, device: str, seed: int):
        # white is zero here, so that what is outside of a drawing is white
        self.drawings = torch.from_numpy(255 - data['images']).to(device)
        self.classes = torch.from_numpy(data['classes']).to(device)
        self.size = size
        self.device = device
        self.random = torch.Generator(device).manual_seed(seed)
        self.weights = self.classes.bincount()[self.classes] ** -0.5

    def uniform(self, count: int, low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=self.random, device=self.device)

    def sometimes(self, values: torch.Tensor) -> torch.Tensor:
        """Zero except for a share of the values."""
        return values * (self.uniform(len(values), 0, 1) < SHARE)

    def plain(self) -> torch.Tensor:
        """Every drawing once, in the middle, in the order of the data."""
        count = len(self.drawings)
        zero = torch.zeros(count, device=self.device)
        return self.at(torch.arange(count, device=self.device), zero, zero, zero + PLAIN_SCALE, zero, zero, zero)

    def choose(self, count: int, among: torch.Tensor | None = None) -> torch.Tensor:
        """Numbers of drawings; among: a mask of those to choose from."""
        weights = self.weights if among is None else self.weights * among
        return torch.multinomial(weights, count, replacement=True, generator=self.random)

    def draw(self, indices: torch.Tensor) -> torch.Tensor:
        """The data: a picture of each of the drawings given, without further changes."""
        zero = torch.zeros(len(indices), device=self.device)
        return self.at(indices, *self.placed(len(indices)), zero, zero)

    def placed(self, count: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        return (
            self.uniform(count, -SHIFT, SHIFT),
            self.uniform(count, -SHIFT, SHIFT),
            self.uniform(count, *SCALES),
            (self.uniform(count, 0, 1) < 0.5).float(),
        )

    def draw_changed(self, indices: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures of the drawings given, some of them changed, and [N, CHANGES] what was changed."""
        count = len(indices)
        right, down, scale, mirrored = self.placed(count)
        turn = self.sometimes(self.uniform(count, -TURN, TURN))
        stretch = self.sometimes(self.uniform(count, -STRETCH, STRETCH))
        zoom = self.sometimes(self.uniform(count, -ZOOM, ZOOM))
        hue = self.sometimes(self.uniform(count, -math.pi, math.pi))
        saturation = self.sometimes(self.uniform(count, -SATURATION, SATURATION))
        images = self.at(indices, right, down, scale * zoom.exp(), mirrored, turn, stretch)
        if SHARE > 0:
            images = coloured(images, hue, saturation)
        told = [
            (1 - turn.cos()) / TURN, turn.sin() / TURN, stretch / STRETCH, zoom / ZOOM,
            1 - hue.cos(), hue.sin(), saturation / SATURATION,
        ]  # fmt: skip
        return images, torch.stack(told, dim=1)

    def at(self, indices, right, down, scale, mirrored, turn, stretch) -> torch.Tensor:
        """The drawings scaled, turned and shifted; right and down are shares of the width."""
        cos, sin = turn.cos(), turn.sin()
        # from a place in the picture to one in the drawing, both in -1..1; mirroring comes last
        across = (1 - 2 * mirrored) / scale * (-stretch).exp()
        along = 1 / scale * stretch.exp()
        matrix = torch.stack([across * cos, across * sin, -along * sin, along * cos], dim=1).reshape(-1, 2, 2)
        shift = 2 * torch.stack([right, down], dim=1)
        theta = torch.cat([matrix, -matrix @ shift[:, :, None]], dim=2)
        grid = functional.affine_grid(theta, [len(indices), 3, FINE, FINE], align_corners=False)
        sampled = functional.grid_sample(
            self.drawings[indices].float(), grid, mode='bicubic', padding_mode='zeros', align_corners=False
        ).clamp(0, 255)
        return 1 - functional.avg_pool2d(sampled, FINE // self.size) / 127.5


def coloured(images: torch.Tensor, hue: torch.Tensor, saturation: torch.Tensor) -> torch.Tensor:
    """Colours turned about the axis of greys, which keeps white, and moved from it or to it."""
    grey = torch.full((3, 3), 1 / 3, device=images.device)
    cross = torch.tensor([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]], device=images.device) / math.sqrt(3)
    colour = torch.eye(3, device=images.device) - grey
    cos, sin, strength = hue.cos()[:, None, None], hue.sin()[:, None, None], saturation.exp()[:, None, None]
    matrix = grey + strength * (cos * colour + sin * cross)
    return (matrix @ images.flatten(2)).reshape(images.shape).clamp(-1, 1)
