import { InferenceSession, Tensor } from "onnxruntime-node";

// A process that does nothing but call a model: the floor under every way to sample with it. It makes its session as
// models/onnx-session.ts does. `process.argv[2]` is the model, `[3]` the batch's shape as JSON, `[4]` the number of calls.
// For each message it does the calls and answers with their milliseconds.

const [, , path = "", shapeText = "[]", callsText = "0"] = process.argv;
const shape = JSON.parse(shapeText) as number[];
const calls = Number(callsText);
const session = await InferenceSession.create(path, {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
});
const size = shape.reduce((product, axis) => product * axis, 1);
const x = new Tensor(
  "float32",
  Float32Array.from({ length: size }, (_, index) => Math.sin(index)),
  shape,
);
const labels = classLabels();

process.on("message", () => void timeCalls());

async function timeCalls(): Promise<void> {
  const started = performance.now();
  for (let call = 0; call < calls; call++) {
    const sigma = new Tensor(
      "float32",
      new Float32Array(shape[0] ?? 1).fill(1 + call),
      [shape[0] ?? 1],
    );
    await session.run({ x, sigma, ...labels });
  }
  process.send?.(performance.now() - started);
}

/** The first class for every sample, where the model has one-hot classes. */
function classLabels(): Record<string, Tensor> {
  const input = session.inputMetadata.find(
    ({ name }) => name === "class_labels",
  );
  if (input === undefined || !input.isTensor) return {};
  const classes = Number(input.shape[1]);
  const batch = shape[0] ?? 1;
  const oneHot = Float32Array.from({ length: batch * classes }, (_, index) =>
    index % classes === 0 ? 1 : 0,
  );
  return { class_labels: new Tensor("float32", oneHot, [batch, classes]) };
}
