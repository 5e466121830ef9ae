"""The loss of a batch and its gradients. On a GPU the work is recorded once and replayed.

A network this small keeps a GPU busy for less time than a processor needs to launch its kernels one by one: without the
recording most of the time is spent on launching.
"""

from collections.abc import Callable

import torch

from loss import loss_of
from network import Denoiser

# what loss_of is given after the model: images, noise, sigma, rows, changes
Batch = tuple[torch.Tensor, ...]
# leaves the gradients in the parameters and returns the loss
Gradients = Callable[[Batch], torch.Tensor]

RUNS_BEFORE_RECORDING = 3


def gradients_on_processor(model: Denoiser) -> Gradients:
    # a processor without instructions for bfloat16 is many times slower with it
    halves = torch.ops.mkldnn._is_mkldnn_bf16_supported()

    def run(batch: Batch) -> torch.Tensor:
        model.zero_grad()
        with torch.autocast('cpu', torch.bfloat16, enabled=halves):
            loss = loss_of(model, *batch)
        loss.backward()
        return loss.detach()

    return run


def gradients_on_gpu(model: Denoiser, example: Batch) -> Gradients:
    """Every batch must have the shapes of the example."""
    held = tuple(part.clone() for part in example)

    def run() -> torch.Tensor:
        with torch.autocast('cuda', torch.bfloat16):
            loss = loss_of(model, *held)
        loss.backward()
        return loss.detach()

    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(RUNS_BEFORE_RECORDING):
            model.zero_grad()
            run()
    torch.cuda.current_stream().wait_stream(side)
    # recorded without gradients, so that the replay writes them instead of adding to them
    model.zero_grad()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = run()

    def replay(batch: Batch) -> torch.Tensor:
        for to, part in zip(held, batch):
            to.copy_(part)
        graph.replay()
        return loss.clone()

    return replay
