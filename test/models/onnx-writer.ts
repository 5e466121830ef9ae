// A writer of small ONNX files (onnx.proto, IR version 8, opset 17), so that tests need no other tool.

export type ElementType = "float32" | "float16" | "float64" | "int32" | "int64";
export type Axis = number | string;

export interface ValueInfo {
  readonly name: string;
  readonly type?: ElementType;
  /** A name is a free axis. */
  readonly shape: readonly Axis[];
}

export interface OnnxNode {
  /** `com.microsoft` for onnxruntime's own operators; ONNX's where absent. */
  readonly domain?: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers and lists of them. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface Constant {
  readonly type?: "float32" | "int64";
  readonly shape: readonly number[];
  readonly data: readonly number[];
  /** The file beside the model that holds the data in its place, and where in it they begin. */
  readonly external?: { readonly file: string; readonly offset: number };
}

export interface OnnxGraph {
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly nodes: readonly OnnxNode[];
  readonly constants?: Readonly<Record<string, Constant>>;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Version of ONNX's operators. */
  readonly opset?: number;
}

const elementTypes: Record<ElementType, number> = {
  float32: 1,
  int32: 6,
  int64: 7,
  float16: 10,
  float64: 11,
};

/** The bytes of an ONNX file. */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  return message(
    varintField(1, 8),
    textField(2, "stepwright tests"),
    bytesField(
      7,
      message(
        ...graph.nodes.map((node) => bytesField(1, nodeProto(node))),
        textField(2, "graph"),
        ...Object.entries(graph.constants ?? {}).map(([name, constant]) =>
          bytesField(5, tensorProto(name, constant)),
        ),
        ...graph.inputs.map((value) => bytesField(11, valueProto(value))),
        ...graph.outputs.map((value) => bytesField(12, valueProto(value))),
      ),
    ),
    bytesField(8, message(textField(1, ""), varintField(2, graph.opset ?? 17))),
    bytesField(8, message(textField(1, "com.microsoft"), varintField(2, 1))),
    ...Object.entries(graph.metadata ?? {}).map(([key, value]) =>
      bytesField(14, message(textField(1, key), textField(2, value))),
    ),
  );
}

function nodeProto(node: OnnxNode) {
  const { domain = "", op, inputs, outputs, attributes = {} } = node;
  return message(
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(4, op),
    textField(7, domain),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, attributeProto(name, value)),
    ),
  );
}

function attributeProto(name: string, value: number | readonly number[]) {
  return typeof value === "number"
    ? message(textField(1, name), varintField(3, value), varintField(20, 2))
    : message(
        textField(1, name),
        ...value.map((item) => varintField(8, item)),
        varintField(20, 7),
      );
}

function tensorProto(
  name: string,
  { type = "float32", shape, data, external }: Constant,
) {
  const raw =
    type === "float32"
      ? new Uint8Array(Float32Array.from(data).buffer)
      : new Uint8Array(BigInt64Array.from(data, BigInt).buffer);
  return message(
    ...shape.map((size) => varintField(1, size)),
    varintField(2, elementTypes[type]),
    textField(8, name),
    ...(external
      ? [
          ...Object.entries({
            location: external.file,
            offset: String(external.offset),
            length: String(raw.length),
          }).map(([key, value]) =>
            bytesField(13, message(textField(1, key), textField(2, value))),
          ),
          varintField(14, 1),
        ]
      : [bytesField(9, raw)]),
  );
}

function valueProto({ name, type = "float32", shape }: ValueInfo) {
  const dimensions = shape.map((axis) =>
    bytesField(
      1,
      typeof axis === "number" ? varintField(1, axis) : textField(2, axis),
    ),
  );
  const tensor = message(
    varintField(1, elementTypes[type]),
    bytesField(2, message(...dimensions)),
  );
  return message(textField(1, name), bytesField(2, bytesField(1, tensor)));
}

function message(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

function varintField(field: number, value: number): Uint8Array {
  return message(varint(field * 8), varint(value));
}

function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return message(varint(field * 8 + 2), varint(bytes.length), bytes);
}

function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}
