"""Checks what export.py wrote against PyTorch, and draws samples.png and nearest.png beside it.

Fails when a model differs from PyTorch by more than 1e-4, when the halved weights change an image visibly, or when
the graph holds an operator that onnxruntime's WebGPU provider does not run.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from augment import Pictures
from data import LABELS, load, sheet
from export import GUIDANCE, halved
from plans import PLANS, Plan
from sample import STEPS, Denoise, draw_samples, each_class, parser_with_checkpoint, read_checkpoint, to_bytes

TO_PYTORCH_ALLOWED = 1e-4
BY_HALVING_ALLOWED = 1e-2
AVOIDED = {'GroupNormalization', 'Attention', 'RandomNormalLike'}
SEED = 0


def open_model(path: Path) -> Denoise:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])

    def denoise(x, sigma, class_labels):
        inputs = {'x': x.numpy(), 'sigma': sigma.numpy(), 'class_labels': class_labels.numpy()}
        return torch.from_numpy(session.run(['denoised'], inputs)[0])

    return denoise


def largest_difference(one: Denoise, other: Denoise, images: torch.Tensor) -> float:
    """Over noise levels from sigma_min to sigma_max, batches of 1 and of many, with and without labels."""
    random = torch.Generator().manual_seed(SEED)
    largest = 0.0
    for count in (1, 5, 12):
        sigma = torch.from_numpy(np.geomspace(0.002, 80, count)[::-1].astype(np.float32))
        clean = images[torch.randint(len(images), (count,), generator=random)]
        x = clean + sigma[:, None, None, None] * torch.randn(clean.shape, generator=random)
        rows = torch.eye(len(LABELS))[torch.randint(len(LABELS), (count,), generator=random)]
        rows[count // 2] = 0
        largest = max(largest, float((one(x, sigma, rows) - other(x, sigma, rows)).abs().max()))
    return largest


def check_operators(path: Path) -> None:
    used = Counter((node.domain, node.op_type) for node in onnx.load(path).graph.node)
    print('operators:', ', '.join(f'{name} {count}' for (_, name), count in sorted(used.items())))
    wrong = [name for domain, name in used if domain != '' or name in AVOIDED]
    if wrong:
        raise SystemExit(f'{path.name} uses {wrong}, which WebGPU does not run')


def distances(some: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """[some, others]: the root mean square between two images."""
    return torch.cdist(some.flatten(1), others.flatten(1)) / others[0].numel() ** 0.5


def percentiles(values: torch.Tensor) -> str:
    return ', '.join(f'{q} % {torch.quantile(values, q / 100):.3f}' for q in (5, 25, 50, 75))


def check_copies(plan: Plan, samples: torch.Tensor, columns: int, variants: int) -> dict[str, float]:
    """How close samples come to the data, beside how close the data's own emoji come to one another."""
    pictures = Pictures(load(), plan.size, 'cpu', SEED)
    sources = torch.arange(len(pictures.drawings)).repeat(variants)
    images = torch.cat([pictures.draw(part) for part in sources.split(512)])
    distance, index = distances(samples, images).min(dim=1)
    print(f'samples to the nearest picture, root mean square in -1..1: {percentiles(distance)}')

    # the same for pictures of the drawings that the model has seen: to those drawings, and to all others
    chosen = pictures.choose(150)
    to_all = distances(pictures.draw(chosen), images)
    same = to_all.min(dim=1).values
    print(f'other pictures of the drawings to the nearest: {percentiles(same)}')
    other = to_all.masked_fill(chosen[:, None] == sources, torch.inf).min(dim=1).values
    print(f'pictures to the nearest of another drawing: {percentiles(other)}')
    # pairs: a sample, and beside it what it is closest to
    pairs = torch.stack([samples, images[index]], dim=1).flatten(0, 1)
    sheet(to_bytes(pairs), 2 * columns).save(plan.work / 'nearest.png')
    medians = {'samples': distance, 'same_drawings': same, 'other_drawings': other}
    return {name: round(float(values.median()), 3) for name, values in medians.items()}


def main() -> None:
    parser = parser_with_checkpoint(__doc__)
    parser.add_argument('--each', type=int, default=8, help='samples of each class')
    parser.add_argument('--variants', type=int, default=12, help='pictures of each drawing to look for copies among')
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    plan = PLANS[arguments.size]
    model, stored = read_checkpoint(plan.work / 'checkpoint.pt', arguments.average)
    images = Pictures(load(), plan.size, 'cpu', SEED).plain()

    full = open_model(plan.work / 'fp32.onnx')
    path = plan.work / f'{plan.id}.onnx'
    half = open_model(path)
    check_operators(path)
    for name, got, wanted in (('fp32', full, model), ('float16 weights', half, halved(model))):
        difference = largest_difference(got, wanted, images)
        print(f'{name}: ONNX - PyTorch at most {difference:.2e}')
        if difference > TO_PYTORCH_ALLOWED:
            raise SystemExit(f'{name}: differs by {difference}, allowed {TO_PYTORCH_ALLOWED}')
    difference = largest_difference(full, half, images)
    print(f'float16 weights - fp32, one denoising: at most {difference:.2e}')
    if difference > BY_HALVING_ALLOWED:
        raise SystemExit(f'float16 weights change an image by {difference}, allowed {BY_HALVING_ALLOWED}')

    each = arguments.each
    samples = draw_samples(half, each_class(each), plan.size, GUIDANCE, STEPS, SEED, batch=24)
    picture = sheet(to_bytes(samples), each)
    picture.resize((each * 64, len(LABELS) * 64), 0).save(plan.work / 'samples.png', optimize=True)
    copies = check_copies(plan, samples, each, arguments.variants)
    medians = {'samples_count': len(samples), 'variants': arguments.variants, **copies}
    (plan.work / 'copies.json').write_text(json.dumps(medians))
    print(f'{stored["images"]} images seen in {stored["seconds"]:.0f} s, loss {stored["loss"]:.4f}')


if __name__ == '__main__':
    main()
