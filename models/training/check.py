"""Checks what export.py wrote against PyTorch, and draws work/samples.png and work/nearest.png.

Fails when a model differs from PyTorch by more than 1e-4, when the halved weights change an image visibly, or when
the graph holds an operator that onnxruntime's WebGPU provider does not run.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from data import LABELS, SIZE, WORK, load, sheet, to_data
from export import GUIDANCE, halved
from sample import Denoise, as_denoise, draw_samples, read_checkpoint

TO_PYTORCH_ALLOWED = 1e-4
BY_HALVING_ALLOWED = 1e-2
AVOIDED = {'GroupNormalization', 'Attention', 'RandomNormalLike'}
EACH = 8
STEPS = 18
SEED = 0


def open_model(path: Path) -> Denoise:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])

    def denoise(x, sigma, class_labels):
        return session.run(['denoised'], {'x': x, 'sigma': sigma, 'class_labels': class_labels})[0]

    return denoise


def largest_difference(one: Denoise, other: Denoise, images: np.ndarray) -> float:
    """Over noise levels from sigma_min to sigma_max, batches of 1 and of many, with and without labels."""
    random = np.random.default_rng(SEED)
    largest = 0.0
    for count in (1, 5, 12):
        sigma = np.geomspace(0.002, 80, count).astype(np.float32)[::-1].copy()
        clean = images[random.choice(len(images), count)]
        x = (clean + sigma[:, None, None, None] * random.standard_normal(clean.shape)).astype(np.float32)
        rows = np.eye(len(LABELS), dtype=np.float32)[random.integers(len(LABELS), size=count)]
        rows[count // 2] = 0
        largest = max(largest, float(np.abs(one(x, sigma, rows) - other(x, sigma, rows)).max()))
    return largest


def check_operators(path: Path) -> None:
    used = Counter((node.domain, node.op_type) for node in onnx.load(path).graph.node)
    print('operators:', ', '.join(f'{name} {count}' for (_, name), count in sorted(used.items())))
    wrong = [name for domain, name in used if domain != '' or name in AVOIDED]
    if wrong:
        raise SystemExit(f'{path.name} uses {wrong}, which WebGPU does not run')


def nearest(samples: np.ndarray, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The index of the image closest to each sample, and the root mean square between them."""
    flat = images.reshape(len(images), -1)
    squares = (flat**2).sum(axis=1)
    wanted = samples.reshape(len(samples), -1)
    distance = squares[None] - 2 * wanted @ flat.T + (wanted**2).sum(axis=1)[:, None]
    index = distance.argmin(axis=1)
    return index, np.sqrt(np.maximum(distance[np.arange(len(samples)), index], 0) / flat.shape[1])


def check_copies(samples: np.ndarray, data: dict[str, np.ndarray]) -> None:
    """How close samples come to the data, beside how close the data's own emoji come to one another."""
    images = to_data(data['images'])
    both = np.concatenate([images, images[:, :, :, ::-1]])
    index, distance = nearest(to_data(samples), both)
    print(
        'samples to the nearest image, root mean square in -1..1: '
        + ', '.join(f'{q} % {np.percentile(distance, q):.3f}' for q in (5, 25, 50, 75))
    )

    # the same for drawings the model has seen, against all drawings of other emoji
    random = np.random.default_rng(SEED)
    chosen = random.choice(len(images), 150, replace=False)
    others = []
    for one in chosen:
        mask = np.tile(data['sources'] != data['sources'][one], 2)
        others.append(nearest(images[one : one + 1], both[mask])[1][0])
    print(
        'emoji to the nearest of another emoji: '
        + ', '.join(f'{q} % {np.percentile(others, q):.3f}' for q in (5, 25, 50, 75))
    )
    # pairs: a sample, and beside it what it is closest to
    beside = np.concatenate([data['images'], data['images'][:, :, :, ::-1]])[index]
    pairs = np.stack([samples, beside], axis=1).reshape(-1, 3, SIZE, SIZE)
    sheet(pairs, 2 * EACH).save(WORK / 'nearest.png')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--checkpoint', type=Path, default=WORK / 'checkpoint.pt')
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, stored = read_checkpoint(arguments.checkpoint)
    data = load()
    images = to_data(data['images'])

    full = open_model(WORK / 'emoji-32-fp32.onnx')
    half = open_model(WORK / 'emoji-32.onnx')
    check_operators(WORK / 'emoji-32.onnx')
    for name, got, wanted in (('fp32', full, model), ('float16 weights', half, halved(model))):
        difference = largest_difference(got, as_denoise(wanted), images)
        print(f'{name}: ONNX - PyTorch at most {difference:.2e}')
        if difference > TO_PYTORCH_ALLOWED:
            raise SystemExit(f'{name}: differs by {difference}, allowed {TO_PYTORCH_ALLOWED}')
    difference = largest_difference(full, half, images)
    print(f'float16 weights - fp32, one denoising: at most {difference:.2e}')
    if difference > BY_HALVING_ALLOWED:
        raise SystemExit(f'float16 weights change an image by {difference}, allowed {BY_HALVING_ALLOWED}')

    samples = draw_samples(half, EACH, GUIDANCE, STEPS, SEED)
    picture = sheet(samples, EACH)
    picture.resize((picture.width * 2, picture.height * 2), 0).save(WORK / 'samples.png', optimize=True)
    one_each = [to_data(draw_samples(model_of, 1, GUIDANCE, STEPS, SEED)) for model_of in (full, half)]
    print(f'float16 weights - fp32, {len(LABELS)} images after {STEPS} steps: at most {np.abs(one_each[0] - one_each[1]).max():.3f}')
    check_copies(samples, data)
    print(f'{stored["images"]} images seen in {stored["seconds"]:.0f} s, loss {stored["loss"]:.4f}')


if __name__ == '__main__':
    main()
