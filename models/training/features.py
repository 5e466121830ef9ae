"""The feature spaces that evaluate.py measures in: a small classifier's last layer, and principal components.

Run `python features.py --size 32` after data.py: it trains the classifier to tell the classes of the data set apart,
and keeps both in features.pt. A few minutes on one processor core.
"""

import torch
from torch import nn
from torch.nn import functional

from augment import Pictures
from data import LABELS, load
from plans import PLANS, Plan, parser_with_size

FEATURES = 64
COMPONENTS = 64
SPACES = {
    'classifier': f'the last {FEATURES} features of a small classifier of the data set (features.py)',
    'components': f'the first {COMPONENTS} principal components of the pictures in -1..1',
}
SEED = 2
STEPS, BATCH, LEARNING_RATE = 1500, 48, 2e-3


class Classifier(nn.Module):
    """Strided convolutions, the mean over all positions, FEATURES numbers, classes."""

    def __init__(self):
        super().__init__()
        widths = [3, 32, 64, 96, 128]
        layers: list[nn.Module] = []
        for inputs, outputs in zip(widths[:-1], widths[1:]):
            layers += [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), nn.GroupNorm(8, outputs), nn.SiLU()]
        self.body = nn.Sequential(*layers, nn.Conv2d(widths[-1], FEATURES, 1))
        self.last = nn.Linear(FEATURES, len(LABELS))

    def features(self, images: torch.Tensor) -> torch.Tensor:
        return self.body(images).mean(dim=(2, 3))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.last(functional.silu(self.features(images)))


class Features:
    """Maps [N, 3, size, size] in -1..1 to [N, features], in float64, in both spaces."""

    def __init__(self, plan: Plan, device: str):
        stored = torch.load(plan.work / 'features.pt', map_location=device, weights_only=True)
        self.classifier = Classifier().to(device).requires_grad_(False)
        self.classifier.load_state_dict(stored['classifier'])
        self.mean, self.components = stored['mean'], stored['components']

    def of(self, images: torch.Tensor) -> dict[str, torch.Tensor]:
        parts = images.split(512)
        return {
            'classifier': torch.cat([self.classifier.features(part) for part in parts]).double(),
            'components': torch.cat([(part.flatten(1) - self.mean) @ self.components for part in parts]).double(),
        }


def principal_components(images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The mean [values] and the directions of most variance [values, COMPONENTS]."""
    flat = images.flatten(1)
    mean = flat.mean(dim=0)
    _, _, directions = torch.svd_lowrank(flat - mean, q=COMPONENTS + 16, niter=3)
    return mean, directions[:, :COMPONENTS]


def train_classifier(pictures: Pictures) -> Classifier:
    model = Classifier()
    optimiser = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=STEPS)
    for step in range(1, STEPS + 1):
        indices = pictures.choose(BATCH)
        guess = model(pictures.draw(indices))
        loss = functional.cross_entropy(guess, pictures.classes[indices])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            right = (guess.argmax(dim=1) == pictures.classes[indices]).float().mean()
            print(f'step {step}: loss {loss:.3f}, right {right:.2f}', flush=True)
    return model.requires_grad_(False)


def main() -> None:
    plan = PLANS[parser_with_size(__doc__).parse_args().size]
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    plan.work.mkdir(parents=True, exist_ok=True)
    pictures = Pictures(load(), plan.size, 'cpu', SEED)
    model = train_classifier(pictures)
    mean, components = principal_components(pictures.draw(pictures.choose(2048)))
    state = {'classifier': model.state_dict(), 'mean': mean, 'components': components}
    torch.save(state, plan.work / 'features.pt')
    indices = torch.arange(len(pictures.classes))
    right = (model(pictures.draw(indices)).argmax(dim=1) == pictures.classes).float().mean()
    print(f'{plan.id}: the classifier names {100 * right:.1f} % of the drawings rightly')


if __name__ == '__main__':
    main()
