"""Draws sheets of samples from a checkpoint: one row a class."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from averages import WIDTHS
from data import LABELS, sheet
from network import Architecture, Denoiser
from plans import PLANS, parser_with_size

# D(x [N, 3, size, size], sigma [N], class_labels [N, classes]), all float32
Denoise = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]

SIGMA_MIN, SIGMA_MAX, RHO = 0.002, 80.0, 7.0
STEPS = 18


def parser_with_checkpoint(description: str | None) -> argparse.ArgumentParser:
    parser = parser_with_size(description)
    parser.add_argument('--average', choices=WIDTHS, default=WIDTHS[0], help='which average of the weights')
    return parser


def read_checkpoint(path: Path, average: str) -> tuple[Denoiser, dict]:
    """An averaged model of a checkpoint, and the rest of what train.py stored."""
    stored = torch.load(path, map_location='cpu', weights_only=True)
    model = Denoiser(Architecture(**stored['shape']))
    model.load_state_dict({name: value.float() for name, value in stored['averages'][average].items()})
    return model.eval().requires_grad_(False), stored


def guided(denoise: Denoise, rows: torch.Tensor, guidance: float) -> Callable[[torch.Tensor, float], torch.Tensor]:
    """Classifier-free guidance: Ho and Salimans 2022 (arXiv:2207.12598), where 1 leaves it out."""

    def at(x: torch.Tensor, sigma: float) -> torch.Tensor:
        sigmas = torch.full((len(x),), sigma, device=x.device)
        conditional = denoise(x, sigmas, rows)
        if guidance == 1:
            return conditional
        free = denoise(x, sigmas, torch.zeros_like(rows))
        return free + guidance * (conditional - free)

    return at


def heun(denoise: Callable[[torch.Tensor, float], torch.Tensor], noise: torch.Tensor, steps: int) -> torch.Tensor:
    """Karras et al. 2022, algorithm 1, over eq. 5's steps (arXiv:2206.00364)."""
    t = np.arange(steps) / (steps - 1)
    sigmas = (SIGMA_MAX ** (1 / RHO) + t * (SIGMA_MIN ** (1 / RHO) - SIGMA_MAX ** (1 / RHO))) ** RHO
    sigmas = [*sigmas.tolist(), 0.0]
    x = noise * sigmas[0]
    for sigma, sigma_next in zip(sigmas[:-1], sigmas[1:]):
        slope = (x - denoise(x, sigma)) / sigma
        moved = x + (sigma_next - sigma) * slope
        if sigma_next > 0:
            slope_next = (moved - denoise(moved, sigma_next)) / sigma_next
            moved = x + (sigma_next - sigma) * (slope + slope_next) / 2
        x = moved
    return x


def draw_samples(
    denoise: Denoise, classes: torch.Tensor, size: int, guidance: float, steps: int, seed: int, batch: int = 512
) -> torch.Tensor:
    """[len(classes), 3, size, size] in -1..1, on the device that classes is on; the same noise on every device."""
    noise = torch.randn((len(classes), 3, size, size), generator=torch.Generator().manual_seed(seed))
    rows = torch.nn.functional.one_hot(classes, len(LABELS)).float()
    parts = [
        heun(guided(denoise, some_rows, guidance), some_noise.to(classes.device), steps)
        for some_rows, some_noise in zip(rows.split(batch), noise.split(batch))
    ]
    return torch.cat(parts).clamp(-1, 1)


def each_class(count: int) -> torch.Tensor:
    return torch.arange(len(LABELS)).repeat_interleave(count)


def to_bytes(images: torch.Tensor) -> np.ndarray:
    return ((images + 1) * 127.5).round().clamp(0, 255).byte().cpu().numpy()


def main() -> None:
    parser = parser_with_checkpoint(__doc__)
    parser.add_argument('--out', type=Path)
    parser.add_argument('--each', type=int, default=8, help='samples of each class')
    parser.add_argument('--guidance', type=float, default=2)
    parser.add_argument('--steps', type=int, default=STEPS)
    parser.add_argument('--seed', type=int, default=0)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    plan = PLANS[arguments.size]
    model, stored = read_checkpoint(plan.work / 'checkpoint.pt', arguments.average)
    images = draw_samples(
        model, each_class(arguments.each), plan.size, arguments.guidance, arguments.steps, arguments.seed, batch=32
    )
    out = arguments.out or plan.work / 'samples.png'
    sheet(to_bytes(images), arguments.each).save(out)
    print(f'{out}: {stored["images"]} images seen, loss {stored["loss"]:.4f}')


if __name__ == '__main__':
    main()
