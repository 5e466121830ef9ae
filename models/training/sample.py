"""Draws sheets of samples from a checkpoint or an exported model: one row a class."""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from data import LABELS, SIZE, WORK, sheet
from network import Architecture, Denoiser

# D(x [N, 3, 32, 32], sigma [N], class_labels [N, classes]), all float32
Denoise = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]

SIGMA_MIN, SIGMA_MAX, RHO = 0.002, 80.0, 7.0


def read_checkpoint(path: Path) -> tuple[Denoiser, dict]:
    """The averaged model of a checkpoint, and the rest of what train.py stored."""
    stored = torch.load(path, weights_only=True)
    model = Denoiser(Architecture(**stored['shape']))
    model.load_state_dict(stored['average'])
    return model.eval().requires_grad_(False), stored


def as_denoise(model: Denoiser) -> Denoise:
    def denoise(x, sigma, class_labels):
        return model(torch.from_numpy(x), torch.from_numpy(sigma), torch.from_numpy(class_labels)).numpy()

    return denoise


def guided(denoise: Denoise, rows: np.ndarray, guidance: float) -> Callable[[np.ndarray, float], np.ndarray]:
    """Classifier-free guidance: Ho and Salimans 2022 (arXiv:2207.12598), where 1 leaves it out."""

    def at(x: np.ndarray, sigma: float) -> np.ndarray:
        sigmas = np.full(len(x), sigma, dtype=np.float32)
        conditional = denoise(x, sigmas, rows)
        if guidance == 1:
            return conditional
        free = denoise(x, sigmas, np.zeros_like(rows))
        return free + np.float32(guidance) * (conditional - free)

    return at


def heun(denoise: Callable[[np.ndarray, float], np.ndarray], noise: np.ndarray, steps: int) -> np.ndarray:
    """Karras et al. 2022, algorithm 1, over eq. 5's steps (arXiv:2206.00364)."""
    t = np.arange(steps) / (steps - 1)
    sigmas = (SIGMA_MAX ** (1 / RHO) + t * (SIGMA_MIN ** (1 / RHO) - SIGMA_MAX ** (1 / RHO))) ** RHO
    sigmas = np.append(sigmas, 0.0)
    x = (noise * sigmas[0]).astype(np.float32)
    for sigma, sigma_next in zip(sigmas[:-1], sigmas[1:]):
        slope = (x - denoise(x, sigma)) / sigma
        moved = (x + (sigma_next - sigma) * slope).astype(np.float32)
        if sigma_next > 0:
            slope_next = (moved - denoise(moved, sigma_next)) / sigma_next
            moved = (x + (sigma_next - sigma) * (slope + slope_next) / 2).astype(np.float32)
        x = moved
    return x


def draw_samples(denoise: Denoise, each: int, guidance: float, steps: int, seed: int) -> np.ndarray:
    """[classes * each, 3, 32, 32] bytes, class by class."""
    rows = np.repeat(np.eye(len(LABELS), dtype=np.float32), each, axis=0)
    noise = np.random.default_rng(seed).standard_normal((len(rows), 3, SIZE, SIZE))
    return to_bytes(heun(guided(denoise, rows, guidance), noise, steps))


def to_bytes(images: np.ndarray) -> np.ndarray:
    return np.clip(np.rint((images + 1) * 127.5), 0, 255).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--checkpoint', type=Path, default=WORK / 'checkpoint.pt')
    parser.add_argument('--out', type=Path, default=WORK / 'samples.png')
    parser.add_argument('--each', type=int, default=8, help='samples of each class')
    parser.add_argument('--guidance', type=float, default=2)
    parser.add_argument('--steps', type=int, default=18)
    parser.add_argument('--seed', type=int, default=0)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    model, stored = read_checkpoint(arguments.checkpoint)
    images = draw_samples(as_denoise(model), arguments.each, arguments.guidance, arguments.steps, arguments.seed)
    picture = sheet(images, arguments.each)
    picture.resize((picture.width * 2, picture.height * 2), 0).save(arguments.out)
    print(f'{arguments.out}: {stored["images"]} images seen, loss {stored["loss"]:.4f}')


if __name__ == '__main__':
    main()
