"""Trains a model, on the GPU where there is one, else on the processor.

Run `python data.py` once, then `python train.py --size 32 --minutes 110`. The learning rate falls with the clock, not
with the steps, so that the training ends on time however busy the machine is. Started again, it goes on from its
checkpoint.pt and spreads what is left of the schedule over the minutes given.

On the processor two processes of one thread each average their gradients.
"""

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

from augment import CHANGES, Pictures
from averages import Averages
from data import LABELS, load
from hashes import OF_TRAINING, hashes_of_scripts
from loss import draw_sigma, loss_of
from network import Architecture, Denoiser
from plans import ATTENTION, PLANS, Plan, parser_with_size

SEED = 1
PROCESSES = 2
BATCH_OF_PROCESS = 32
LEARNING_RATE = 1e-3
WARM_UP_STEPS = 300
BETAS = (0.9, 0.99)
CLIP = 1.0
LABEL_DROPOUT = 0.1
SECONDS_BETWEEN_CHECKPOINTS = 120
STEPS_BETWEEN_LOGS = 50


class Examples:
    """Batches of the training, drawn on the device."""

    def __init__(self, plan: Plan, device: str, seed: int):
        self.plan = plan
        self.pictures = Pictures(load(), plan.size, device, seed)
        self.random = self.pictures.random

    def sigma_data(self) -> float:
        """The standard deviation of the pictures."""
        return round(float(self.pictures.draw(self.pictures.choose(2048)).std()), 3)

    def draw(self, count: int) -> tuple[torch.Tensor, ...]:
        """Pictures, noise, its levels, one-hot rows of which some are empty, and changes: what the loss is given."""
        indices = self.pictures.choose(count)
        images, changes = self.pictures.draw_changed(indices)
        rows = nn.functional.one_hot(self.pictures.classes[indices], len(LABELS)).float()
        named = torch.rand(count, 1, generator=self.random, device=images.device) >= LABEL_DROPOUT
        noise = torch.randn(images.shape, generator=self.random, device=images.device)
        return images, noise, draw_sigma(self.plan, count, self.random), rows * named, changes


def learning_rate(progress: float, step: int) -> float:
    """Cosine over the progress of the plan, 0..1, after a linear start."""
    return LEARNING_RATE * min(1, (step + 1) / WARM_UP_STEPS) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))


def save(path: Path, state: dict) -> None:
    temporary = path.with_suffix('.part')
    torch.save(state, temporary)
    temporary.replace(path)


def start_loss_file(path: Path, images_seen: int) -> None:
    """Keeps the lines up to the checkpoint that training goes on from."""
    lines = path.read_text().splitlines()[1:] if images_seen > 0 and path.exists() else []
    kept = [line for line in lines if int(line.split(',')[1]) <= images_seen]
    path.write_text('\n'.join(['seconds,images,learning_rate,loss', *kept, '']))


def shared_mean(parameters: list[nn.Parameter], loss: torch.Tensor, clock: float) -> tuple[torch.Tensor, float]:
    """Averages gradients, loss and clock over the processes: one message."""
    message = torch.cat([p.grad.reshape(-1) for p in parameters] + [torch.tensor([loss.item(), clock])])
    dist.all_reduce(message)
    message /= PROCESSES
    for parameter, gradient in zip(parameters, message[:-2].split([p.numel() for p in parameters])):
        parameter.grad.copy_(gradient.view_as(parameter))
    return message[-2], float(message[-1])


def compiled(model: Denoiser, examples: Examples, batch: int) -> nn.Module:
    """The model compiled for the GPU, or as it is where the compiler fails."""
    try:
        faster = torch.compile(model, dynamic=False)
        drawn = examples.draw(batch)
        with torch.autocast('cuda', torch.bfloat16):
            loss = loss_of(faster, *drawn)
        loss.backward()
        model.zero_grad()
        return faster
    except Exception as failure:
        print(f'not compiled: {failure}', flush=True)
        model.zero_grad()
        return model


def train(rank: int, plan: Plan, minutes: float, device: str, port: int) -> None:
    started = saved_at = time.monotonic()
    on_gpu = device == 'cuda'
    if on_gpu:
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision('high')
    else:
        torch.set_num_threads(1)
        os.environ.setdefault('GLOO_SOCKET_IFNAME', 'lo')
        dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{port}', rank=rank, world_size=PROCESSES)
    # a processor without instructions for bfloat16 is many times slower with it
    halves = on_gpu or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    batch = plan.batch if on_gpu else BATCH_OF_PROCESS
    images_of_step = batch if on_gpu else batch * PROCESSES

    plan.work.mkdir(parents=True, exist_ok=True)
    checkpoint, log = plan.work / 'checkpoint.pt', plan.work / 'loss.csv'
    stored = torch.load(checkpoint, map_location=device, weights_only=True) if checkpoint.exists() else None
    if stored is None:
        shape = Architecture(
            size=plan.size, classes=len(LABELS), sigma_data=Examples(plan, device, SEED).sigma_data(),
            channels=plan.channels, blocks=plan.blocks, attention=ATTENTION, changes=CHANGES,
        )  # fmt: skip
        step, images_before, seconds_before, progress_before = 0, 0, 0.0, 0.0
    else:
        shape = Architecture(**stored['shape'])
        step, images_before = stored['step'], stored['images']
        seconds_before, progress_before = stored['seconds'], stored['progress']

    torch.manual_seed(SEED)
    model = Denoiser(shape).to(device, memory_format=torch.channels_last if on_gpu else torch.contiguous_format)
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=BETAS, fused=True)
    if stored is not None:
        model.load_state_dict(stored['model'])
        optimiser.load_state_dict(stored['optimiser'])
    averages = Averages(model)
    if stored is not None:
        averages.load(stored['averages'])
    parameters = list(model.parameters())

    # every process and every start draws its own examples
    seed = int(np.random.default_rng([SEED, rank, step]).integers(2**62))
    torch.manual_seed(seed)
    examples = Examples(plan, device, seed)
    forward = compiled(model, examples, batch) if on_gpu else model
    ready = time.monotonic()
    # at least a minute, should making ready take longer than what was given
    budget = max(60, minutes * 60 - (ready - started))
    first_step = step
    scripts = hashes_of_scripts(OF_TRAINING)
    recent = stored['loss'] if stored else 1.0
    losses: list[torch.Tensor] = []
    elapsed, progress = 0.0, progress_before

    def images_seen() -> int:
        return images_before + (step - first_step) * images_of_step

    def state() -> dict:
        return {
            'shape': asdict(shape),
            'labels': LABELS,
            'model': model.state_dict(),
            'averages': averages.state(),
            'optimiser': optimiser.state_dict(),
            # a plain string, since torch.load(weights_only=True) refuses torch's own class for versions
            'torch': str(torch.__version__),
            'scripts': scripts,
            'device': torch.cuda.get_device_name() if on_gpu else f'{PROCESSES} processor cores',
            'batch': images_of_step,
            'step': step,
            'images': images_seen(),
            'seconds': seconds_before + elapsed,
            'progress': progress,
            'loss': recent,
        }

    if rank == 0:
        print(
            f'{plan.id}: {sum(p.numel() for p in parameters)} parameters, sigma_data {shape.sigma_data}, '
            f'from step {step}, ready after {ready - started:.0f} s',
            flush=True,
        )
        start_loss_file(log, images_before)

    while progress < 1:
        # outside of autocast, which would round the pictures
        drawn = examples.draw(batch)
        with torch.autocast(device, torch.bfloat16, enabled=halves):
            loss = loss_of(forward, *drawn)
        optimiser.zero_grad()
        loss.backward()
        mean_loss, clock = loss.detach(), time.monotonic() - ready
        if not on_gpu:
            mean_loss, clock = shared_mean(parameters, mean_loss, clock)
        nn.utils.clip_grad_norm_(parameters, CLIP)

        elapsed = clock
        progress = progress_before + (1 - progress_before) * clock / budget
        rate = learning_rate(progress, step)
        for group in optimiser.param_groups:
            group['lr'] = rate
        optimiser.step()
        step += 1
        averages.update(step)

        losses.append(mean_loss)
        if step % STEPS_BETWEEN_LOGS == 0:
            # reading the losses also keeps the clock from running ahead of the GPU
            recent = float(torch.stack(losses).mean())
            losses.clear()
            if rank == 0:
                row = [f'{seconds_before + elapsed:.0f}', images_seen(), f'{rate:.3g}', f'{recent:.4f}']
                with log.open('a', newline='') as file:
                    csv.writer(file, lineterminator='\n').writerow(row)
        if rank == 0 and time.monotonic() - saved_at > SECONDS_BETWEEN_CHECKPOINTS:
            saved_at = time.monotonic()
            save(checkpoint, state())
            print(f'{plan.id}: {seconds_before + elapsed:.0f} s, {images_seen()} images, loss {recent:.4f}', flush=True)

    if rank == 0:
        save(checkpoint, state())
        print(f'{plan.id} finished: {seconds_before + elapsed:.0f} s, {images_seen()} images, loss {recent:.4f}', flush=True)
    if not on_gpu:
        dist.destroy_process_group()


def main() -> None:
    parser = parser_with_size(__doc__)
    parser.add_argument('--minutes', type=float, required=True, help='how long this run may take')
    parser.add_argument('--port', type=int, default=29531, help='a free port for the processes to meet at')
    arguments = parser.parse_args()
    plan = PLANS[arguments.size]
    if torch.cuda.is_available():
        train(0, plan, arguments.minutes, 'cuda', arguments.port)
    else:
        os.environ['OMP_NUM_THREADS'] = '1'
        torch.multiprocessing.spawn(train, (plan, arguments.minutes, 'cpu', arguments.port), nprocs=PROCESSES)


if __name__ == '__main__':
    main()
