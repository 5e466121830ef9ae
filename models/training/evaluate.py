"""Measures how far a model's samples are from the data: Fréchet distances (Heusel et al. 2017: arXiv:1706.08500).

Run `python evaluate.py --size 32` after features.py and train.py; writes evaluation-<average>.json, or with --onnx
evaluation-<file>.json. The feature spaces are those of features.py, of no use beside other people's FID. Two distances
of the data from itself give the scale: other pictures of the same drawings (what copies of them would reach), pictures
of one half of the drawings beside those of the other half (what new drawings would reach). Both shrink with the number
of samples, so that only distances of equally many are comparable.
"""

import json
from pathlib import Path

import torch

from augment import Pictures
from check import open_model
from data import load
from features import Features
from plans import PLANS
from sample import STEPS, draw_samples, parser_with_checkpoint, read_checkpoint

GUIDANCES = (1, 2)
SEED = 3


def frechet(one: torch.Tensor, other: torch.Tensor) -> float:
    """Between two sets of features [N, features], taken as normally distributed."""
    one, other = one.cpu(), other.cpu()
    covariances = one.T.cov(), other.T.cov()
    # the trace of the square root of the product is the sum of the roots of its eigenvalues
    roots = torch.linalg.eigvals(covariances[0] @ covariances[1]).real.clamp(min=0).sqrt()
    apart = (one.mean(dim=0) - other.mean(dim=0)).square().sum()
    return float(apart + covariances[0].trace() + covariances[1].trace() - 2 * roots.sum())


def halves(pictures: Pictures) -> tuple[torch.Tensor, torch.Tensor]:
    """Masks of every other drawing, in a random order."""
    count = len(pictures.drawings)
    mask = torch.randperm(count, generator=torch.Generator().manual_seed(SEED)) % 2 == 0
    mask = mask.to(pictures.device)
    return mask, ~mask


def floors(pictures: Pictures, features: Features, count: int) -> dict[str, dict[str, float]]:
    """What the data's own distances are."""

    def draw(among: torch.Tensor | None) -> dict[str, torch.Tensor]:
        return features.of(pictures.draw(pictures.choose(count, among)))

    def distances(one: torch.Tensor | None, other: torch.Tensor | None) -> dict[str, float]:
        a, b = draw(one), draw(other)
        return {space: round(frechet(a[space], b[space]), 4) for space in a}

    return {'same_drawings': distances(None, None), 'other_half': distances(*halves(pictures))}


def main() -> None:
    parser = parser_with_checkpoint(__doc__)
    parser.add_argument('--count', type=int, default=2048, help='samples for each guidance')
    parser.add_argument('--onnx', type=Path, help='a model to measure instead of the last checkpoint')
    parser.add_argument('--out', type=Path)
    arguments = parser.parse_args()
    plan = PLANS[arguments.size]
    # onnxruntime's build for the processor is what the requirements name
    device = 'cuda' if torch.cuda.is_available() and arguments.onnx is None else 'cpu'
    if device == 'cpu':
        torch.set_num_threads(1)
    torch.set_float32_matmul_precision('high')

    features = Features(plan, device)
    pictures = Pictures(load(), plan.size, device, SEED)
    name = arguments.onnx.stem if arguments.onnx else arguments.average
    result = {
        'count': arguments.count,
        'onnx' if arguments.onnx else 'average': name,
        'steps': STEPS,
        'of_the_data': floors(pictures, features, arguments.count),
    }
    data = features.of(pictures.draw(pictures.choose(arguments.count)))
    # as the data has the classes
    classes = pictures.classes[pictures.choose(arguments.count)]
    if arguments.onnx:
        model = open_model(arguments.onnx)
    else:
        model = read_checkpoint(plan.work / 'checkpoint.pt', arguments.average)[0].to(device)
    for guidance in GUIDANCES:
        samples = draw_samples(model, classes, plan.size, guidance, STEPS, SEED, batch=512 if device == 'cuda' else 32)
        found = features.of(samples)
        named = features.classifier(samples).argmax(dim=1) == classes
        result[f'guidance_{guidance}'] = {
            **{space: round(frechet(found[space], data[space]), 4) for space in found},
            'named_rightly': round(float(named.float().mean()), 4),
        }
    out = arguments.out or plan.work / f'evaluation-{name}.json'
    out.write_text(json.dumps(result, indent=2) + '\n')
    print(f'{plan.id}: {json.dumps(result)}', flush=True)


if __name__ == '__main__':
    main()
