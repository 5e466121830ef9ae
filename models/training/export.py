"""Writes the averaged weights of a checkpoint as ONNX: fp32.onnx and <id>.onnx beside it.

The second holds the weights as float16 and turns them into float32 inside the graph: half the size, and the same
arithmetic everywhere. Run check.py next.
"""

import copy
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from data import LABELS
from network import Denoiser
from plans import PLANS, Plan
from sample import SIGMA_MAX, SIGMA_MIN, parser_with_checkpoint, read_checkpoint

# smaller tensors are constants of the graph, not worth halving
SMALLEST_HALVED = 16

LICENCE = (
    'MIT. Trained on pictures drawn with Noto Color Emoji, copyright Google Inc., '
    'which is under the SIL Open Font License 1.1.'
)
GUIDANCE = 2


def description(plan: Plan, model: Denoiser) -> dict:
    """What a user of the model must know, as the manifest has it."""
    return {
        'id': plan.id,
        'title': f'Emoji {plan.size}',
        'kind': 'image',
        'shape': [3, plan.size, plan.size],
        'value_range': [-1, 1],
        'sigma_min': SIGMA_MIN,
        'sigma_max': SIGMA_MAX,
        'sigma_data': model.shape.sigma_data,
        'labels': LABELS,
        'guidance': GUIDANCE,
        'licence': LICENCE,
    }


def halved(model: Denoiser) -> Denoiser:
    """The same model with its weights rounded to float16, in float32."""
    rounded = copy.deepcopy(model)
    for parameter in rounded.parameters():
        parameter.copy_(parameter.half().float())
    return rounded


def export(plan: Plan, model: Denoiser, path: Path) -> None:
    rows = 2
    example = (torch.randn(rows, 3, plan.size, plan.size), torch.full((rows,), 0.5), torch.eye(len(LABELS))[:rows])
    names = ['x', 'sigma', 'class_labels']
    batch = torch.export.Dim('N', min=1)
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=names,
        output_names=['denoised'],
        dynamic_shapes={name: {0: batch} for name in names},
        opset_version=18,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    proto = onnx.load(path)
    # the exporter's notes name files of the machine that it ran on
    for part in (proto.graph, *proto.graph.node, *proto.graph.value_info, *proto.graph.input, *proto.graph.output):
        del part.metadata_props[:]
        part.doc_string = ''
    del proto.metadata_props[:]
    fix_reshapes(proto)
    properties = {k: v if isinstance(v, str) else json.dumps(v) for k, v in description(plan, model).items()}
    helper.set_model_props(proto, properties)
    onnx.checker.check_model(proto, full_check=True)
    onnx.save(proto, path)


def fix_reshapes(proto: onnx.ModelProto) -> None:
    """Gives constant shapes to the Reshapes that ask another tensor for its shape: only the batch axis varies."""
    known = {value.name: value.type.tensor_type.shape.dim for value in proto.graph.value_info}
    shapes = {node.output[0]: node for node in proto.graph.node if node.op_type == 'Shape'}
    for node in proto.graph.node:
        if node.op_type != 'Reshape' or node.input[1] not in shapes:
            continue
        dims = known[shapes[node.input[1]].input[0]]
        constant = numpy_helper.from_array(np.array([-1] + [dim.dim_value for dim in dims][1:]), f'{node.name}.shape')
        proto.graph.initializer.append(constant)
        node.input[1] = constant.name
    used = {name for node in proto.graph.node for name in node.input}
    for name, node in shapes.items():
        if name not in used:
            proto.graph.node.remove(node)


def halve_weights(source: Path, target: Path) -> None:
    """Stores the weights as float16, each with a Cast back to float32 behind it."""
    proto = onnx.load(source)
    casts = []
    for stored in proto.graph.initializer:
        values = numpy_helper.to_array(stored)
        if values.dtype != np.float32 or values.size < SMALLEST_HALVED:
            continue
        half = values.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), values):
            continue
        full_name, half_name = stored.name, f'{stored.name}.float16'
        casts.append(helper.make_node('Cast', [half_name], [full_name], to=TensorProto.FLOAT))
        stored.CopyFrom(numpy_helper.from_array(half, half_name))
    nodes = casts + list(proto.graph.node)
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    onnx.checker.check_model(proto, full_check=True)
    onnx.save(proto, target)


def main() -> None:
    arguments = parser_with_checkpoint(__doc__).parse_args()
    torch.set_num_threads(1)
    plan = PLANS[arguments.size]
    model, _ = read_checkpoint(plan.work / 'checkpoint.pt', arguments.average)

    full = plan.work / 'fp32.onnx'
    export(plan, model, full)
    rounded = plan.work / 'rounded.onnx'
    export(plan, halved(model), rounded)
    half = plan.work / f'{plan.id}.onnx'
    halve_weights(rounded, half)
    rounded.unlink()
    for path in (full, half):
        print(f'{path.name}: {path.stat().st_size} bytes')


if __name__ == '__main__':
    main()
