"""Trains emoji-32 on the processor: processes of one thread each that average their gradients.

Run `python data.py` once, then `python train.py --minutes 110`. The learning rate falls with the clock, not with
the steps, so that the training ends on time however busy the machine is. Started again, it goes on from
work/checkpoint.pt and spreads what is left of the schedule over the minutes given.
"""

import argparse
import csv
import math
import os
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import nn

from data import LABELS, SEED, VARIANTS, WORK, load, to_data
from network import Architecture, Denoiser

CHECKPOINT = WORK / 'checkpoint.pt'
LOSS = WORK / 'loss.csv'

PROCESSES = 2
BATCH = 32  # images of one process in one step
LEARNING_RATE = 1e-3
WARM_UP_STEPS = 200
BETAS = (0.9, 0.99)
CLIP = 1.0
EMA = 0.999
LABEL_DROPOUT = 0.1
# ln sigma of the noise: Karras et al. 2022, table 1, shifted towards larger noise for small images
P_MEAN, P_STD = -0.6, 1.3
# a few examples come from all over the range that sampling starts in, which the normal distribution hardly reaches
WIDE_SHARE, WIDE_RANGE = 0.06, (0.002, 80.0)
SECONDS_BETWEEN_CHECKPOINTS = 300
STEPS_BETWEEN_LOGS = 50


class Examples:
    """Random batches: classes by the square root of their number of emoji, mirrored half of the time."""

    def __init__(self, data: dict[str, np.ndarray], random: np.random.Generator):
        self.images = data['images']
        self.classes = data['classes']
        self.random = random
        of_class = np.bincount(self.classes, minlength=len(LABELS)) / VARIANTS
        weight = (of_class**-0.5)[self.classes]
        self.bounds = np.cumsum(weight) / weight.sum()

    def draw(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """[count, 3, 32, 32] in -1..1, and one-hot rows of which some are empty."""
        indices = np.minimum(np.searchsorted(self.bounds, self.random.random(count)), len(self.images) - 1)
        images = to_data(self.images[indices])
        mirrored = self.random.random(count) < 0.5
        images[mirrored] = images[mirrored, :, :, ::-1]
        rows = np.eye(len(LABELS), dtype=np.float32)[self.classes[indices]]
        rows[self.random.random(count) < LABEL_DROPOUT] = 0
        return torch.from_numpy(images), torch.from_numpy(rows)


def draw_sigma(count: int, random: np.random.Generator) -> torch.Tensor:
    """[count] noise levels, evenly spread over the quantiles of their distribution."""
    even = (random.permutation(count) + random.random(count)) / count
    normal = torch.from_numpy(even).clamp(1e-6, 1 - 1e-6).mul(2).sub(1).erfinv() * math.sqrt(2)
    log_sigma = P_MEAN + P_STD * normal
    low, high = (math.log(end) for end in WIDE_RANGE)
    wide = torch.from_numpy(random.uniform(low, high, count))
    return torch.where(torch.from_numpy(random.random(count) < WIDE_SHARE), wide, log_sigma).exp().float()


def loss_of(model: Denoiser, images: torch.Tensor, rows: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """Karras et al. 2022, eq. 2 with table 1's weight, which makes every noise level start at a loss of 1."""
    data = model.shape.sigma_data
    noisy = images + sigma.reshape(-1, 1, 1, 1) * torch.randn_like(images)
    weight = (sigma**2 + data**2) / (sigma * data) ** 2
    return (weight.reshape(-1, 1, 1, 1) * (model(noisy, sigma, rows) - images) ** 2).mean()


def learning_rate(progress: float, step: int) -> float:
    """Cosine over the progress of the plan, 0..1, after a linear start."""
    return LEARNING_RATE * min(1, (step + 1) / WARM_UP_STEPS) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))


def save(path: Path, state: dict) -> None:
    temporary = path.with_suffix('.part')
    torch.save(state, temporary)
    temporary.replace(path)


def start_loss_file(images_seen: int) -> None:
    """Keeps the lines up to the checkpoint that training goes on from."""
    lines = LOSS.read_text().splitlines()[1:] if images_seen > 0 and LOSS.exists() else []
    kept = [line for line in lines if int(line.split(',')[1]) <= images_seen]
    LOSS.write_text('\n'.join(['seconds,images,learning_rate,loss', *kept, '']))


def train(rank: int, minutes: float, port: int) -> None:
    torch.set_num_threads(1)
    os.environ.setdefault('GLOO_SOCKET_IFNAME', 'lo')
    dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{port}', rank=rank, world_size=PROCESSES)

    data = load()
    stored = torch.load(CHECKPOINT, weights_only=True) if CHECKPOINT.exists() else None
    if stored is None:
        shape = Architecture(
            classes=len(LABELS), sigma_data=round(float(to_data(data['images']).std()), 4), channels=(32, 64, 128), blocks=1
        )
        step, seconds_before, progress_before = 0, 0.0, 0.0
    else:
        shape = Architecture(**stored['shape'])
        step, seconds_before, progress_before = stored['step'], stored['seconds'], stored['progress']

    torch.manual_seed(SEED)
    model = Denoiser(shape)
    average = Denoiser(shape).requires_grad_(False)
    average.load_state_dict(model.state_dict())
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=BETAS, fused=True)
    if stored is not None:
        model.load_state_dict(stored['model'])
        average.load_state_dict(stored['average'])
        optimiser.load_state_dict(stored['optimiser'])
    parameters = list(model.parameters())
    averaged = list(average.parameters())

    # every process and every start draws its own examples
    seed = [SEED, rank, step]
    torch.manual_seed(int(np.random.default_rng(seed).integers(2**62)))
    examples = Examples(data, np.random.default_rng(seed))

    def state() -> dict:
        return {
            'shape': asdict(shape),
            'labels': LABELS,
            'model': model.state_dict(),
            'average': average.state_dict(),
            'optimiser': optimiser.state_dict(),
            'step': step,
            'images': step * BATCH * PROCESSES,
            'seconds': seconds_before + elapsed,
            'progress': progress,
            'loss': recent,
        }

    if rank == 0:
        print(f'{sum(p.numel() for p in parameters)} parameters, sigma_data {shape.sigma_data}, from step {step}', flush=True)
        start_loss_file(step * BATCH * PROCESSES)
    started = saved_at = time.monotonic()
    sizes = [p.numel() for p in parameters]
    recent = stored['loss'] if stored else 1.0
    losses: list[float] = []
    elapsed, progress = 0.0, progress_before

    while progress < 1:
        images, rows = examples.draw(BATCH)
        sigma = draw_sigma(BATCH, examples.random)
        with torch.autocast('cpu', torch.bfloat16):
            loss = loss_of(model, images, rows, sigma)
        optimiser.zero_grad()
        loss.backward()

        # one message for the gradients, the loss, and the clock that both must agree on
        clock = (time.monotonic() - started) / 60
        message = torch.cat([p.grad.reshape(-1) for p in parameters] + [torch.tensor([loss.item(), clock])])
        dist.all_reduce(message)
        message /= PROCESSES
        for parameter, gradient in zip(parameters, message[:-2].split(sizes)):
            parameter.grad.copy_(gradient.view_as(parameter))
        nn.utils.clip_grad_norm_(parameters, CLIP)

        elapsed = float(message[-1]) * 60
        progress = progress_before + (1 - progress_before) * elapsed / (minutes * 60)
        rate = learning_rate(progress, step)
        for group in optimiser.param_groups:
            group['lr'] = rate
        optimiser.step()
        step += 1
        # the average follows quickly at first, so that early checkpoints show something
        torch._foreach_lerp_(averaged, parameters, 1 - min(EMA, (1 + step) / (10 + step)))

        losses.append(float(message[-2]))
        if rank == 0 and step % STEPS_BETWEEN_LOGS == 0:
            recent = sum(losses) / len(losses)
            losses.clear()
            row = [f'{seconds_before + elapsed:.0f}', step * BATCH * PROCESSES, f'{rate:.3g}', f'{recent:.4f}']
            with LOSS.open('a', newline='') as file:
                csv.writer(file, lineterminator='\n').writerow(row)
        if rank == 0 and time.monotonic() - saved_at > SECONDS_BETWEEN_CHECKPOINTS:
            saved_at = time.monotonic()
            save(CHECKPOINT, state())
            print(f'{seconds_before + elapsed:.0f} s, {step * BATCH * PROCESSES} images, loss {recent:.4f}', flush=True)

    if rank == 0:
        save(CHECKPOINT, state())
        print(f'finished: {seconds_before + elapsed:.0f} s, {step * BATCH * PROCESSES} images, loss {recent:.4f}', flush=True)
    dist.destroy_process_group()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--minutes', type=float, required=True, help='how long this run may take')
    parser.add_argument('--port', type=int, default=29531, help='a free port for the processes to meet at')
    arguments = parser.parse_args()
    os.environ['OMP_NUM_THREADS'] = '1'
    torch.multiprocessing.spawn(train, (arguments.minutes, arguments.port), nprocs=PROCESSES)


if __name__ == '__main__':
    main()
