import type { CancelSignal } from "../core/cancel.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Json } from "./json.ts";
import type { Graph } from "./graph.ts";
import type { SocketType, SocketValues } from "./values.ts";
import type { View } from "./view.ts";

/** While another input of the same node has one of these values. */
export interface ShownFor {
  readonly input: string;
  readonly values: readonly Json[];
}

/** One of the values to choose from. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  /** Names that others have for it: one is shown beside it, and all are searched. */
  readonly also?: readonly string[];
  /** Values of further inputs that are set with it. */
  readonly further?: Readonly<Record<string, Json>>;
  /** Names that stand for it with values of further inputs of the node. Found by a search, and then set together. */
  readonly presets?: readonly {
    readonly name: string;
    /** By the names of the inputs. */
    readonly values: Readonly<Record<string, Json>>;
    /** What it stands for, where the choice's title is not all of it. */
    readonly note?: string;
  }[];
}

interface Described {
  /** What the input is for, shown as a tooltip and in the inspector. */
  readonly description?: string;
  /** Label where the input's name, spaced, is not it. */
  readonly label?: string;
  /** The name that others have for it, where the label is another word. */
  readonly also?: string;
  readonly shownFor?: ShownFor;
  /** Few people set it: on the node it has a row only once it is set, in the inspector always. */
  readonly seldom?: boolean;
  /** Serves whoever edits the node and decides nothing: it runs with its default, and changing it runs nothing again. */
  readonly editing?: boolean;
  /** A port of the same node: what is linked into it decides in place of the value. */
  readonly decidedBy?: string;
}

export type InputDescription =
  | ({
      readonly kind: "port";
      readonly type: SocketType;
      /** A second type that it takes as well. */
      readonly orType?: SocketType;
      readonly optional: boolean;
      /** An optional one that must be linked all the same, then. */
      readonly neededFor?: ShownFor;
    } & Described)
  | ({
      readonly kind: "number";
      readonly default: number;
      readonly min: number;
      readonly max: number;
      /** Widget step; a whole-number input has `whole`. */
      readonly step: number;
      readonly whole: boolean;
      /** A number of the same node that it must be less than, where both are shown. */
      readonly below?: string;
    } & Described)
  | ({
      readonly kind: "seed";
      readonly default: number;
      /** Whether each run of a batch counts it up; not where another seed only costs another long computation. */
      readonly advances: boolean;
    } & Described)
  | ({
      readonly kind: "choice";
      readonly default: string;
      readonly choices: readonly Choice[];
    } & Described)
  | ({ readonly kind: "switch"; readonly default: boolean } & Described)
  | ({
      readonly kind: "text";
      readonly default: string;
      readonly lines: number;
      /** What having none means, as its row says it: `each class in turn`. */
      readonly whenEmpty?: string;
      /** It names a class, by label or number, of the model that another input of the node chooses. */
      readonly classesOf?: {
        readonly input: string;
        /** By the value of that input; those of a file are read from it. */
        readonly labels: Readonly<Record<string, readonly string[]>>;
      };
    } & Described)
  | ({
      readonly kind: "numbers";
      readonly default: readonly number[];
      readonly whole: boolean;
      readonly min: number;
      readonly max: number;
      /** What having none means, as its row says it: `as it comes in`. Without it there is at least one. */
      readonly whenEmpty?: string;
    } & Described)
  | ({
      readonly kind: "file";
      readonly default: string;
      readonly extensions: readonly string[];
      /** It is a model, or the folder of one: where it is not at its path, it is looked for in the model folders. */
      readonly model?: true;
      /** The path is that of a folder that holds such files. */
      readonly folder: boolean;
      /** What having none means. Without it one must be chosen. */
      readonly whenEmpty?: string;
    } & Described);

export interface OutputDescription {
  readonly type: SocketType;
  readonly description?: string;
}

/** What the window knows of a node. */
export interface NodeDescription {
  /** `folder/file` under nodes/: permanent, saved graphs hold it. */
  readonly id: string;
  /** Raised when the same inputs give another result, so that caches let go. */
  readonly version: number;
  readonly title: string;
  /** What other programs call it or its parts; searched after titles. */
  readonly also?: readonly string[];
  /** The folder: its place in the menu. */
  readonly category: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, InputDescription>>;
  readonly outputs: Readonly<Record<string, OutputDescription>>;
  /** The node is there for its effect or its picture, so Run runs it and what it needs. */
  readonly terminal: boolean;
  /** Its result is worth its run by itself: Run runs it also where nothing is linked to its outputs. */
  readonly alone?: true;
  /** What it will show on its body: room is kept for it from the start, and without it there is none. */
  readonly shows?: Shows;
  /** It is done at once: no room is kept for its progress, though something comes in. */
  readonly quick?: true;
}

/** The kind of result that a node shows on its body. */
export type Shows =
  "plot" | "plot-and-table" | "picture" | "table" | "files" | "text";

type PortValue<I> =
  | (I extends { type: infer T extends SocketType } ? SocketValues[T] : never)
  | (I extends { orType: infer T extends SocketType }
      ? SocketValues[T]
      : never);

type InputValue<I> = I extends { kind: "port"; optional: infer O }
  ? O extends true
    ? PortValue<I> | undefined
    : PortValue<I>
  : I extends { kind: "number" | "seed" }
    ? number
    : I extends { kind: "switch" }
      ? boolean
      : I extends { kind: "numbers" }
        ? readonly number[]
        : string;

export type InputValues<I extends Readonly<Record<string, InputDescription>>> =
  {
    readonly [K in keyof I]: InputValue<I[K]>;
  };
export type OutputValues<
  O extends Readonly<Record<string, OutputDescription>>,
> = {
  readonly [K in keyof O]: SocketValues[O[K]["type"]];
};

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What was worked for, in the unit of `done`, where some of that may be found done: the pace is judged by it. */
  readonly worked?: number;
  /** What is being done, for example `step 3 of 10`. */
  readonly message?: string;
  /** What can already be seen. */
  readonly views?: readonly View[];
}

/** What a node may use beside its inputs. */
export interface NodeContext {
  readonly signal: CancelSignal;
  /** Newest wins; sent on at most every 50 ms. Awaiting it lets a cancel come in. */
  readonly report: (progress: Progress) => Promise<void>;
  /** Shows the result; the last call stands. Also shown again when the node's outputs come from the cache. */
  readonly show: (...views: View[]) => void;
  /** Says in a sentence what is to be minded of a result that there is, or will be, nevertheless. Said at once, and again when it comes from the cache. */
  readonly warn: (message: string) => void;
  /** Makes a thing once per process and key (an ONNX session), shared by all nodes and runs. */
  readonly resource: <T>(
    key: string,
    make: () => Promise<T>,
    dispose?: (value: T) => Promise<void>,
  ) => Promise<T>;
  /**
   * Runs a task (nodes/tasks/) in a process of its own; cancelled with the node.
   * @throws What the task threw; that the process died, in a sentence.
   */
  readonly background: <I, O>(task: Task<I, O>, input: I) => Promise<O>;
  /** Writes a file into the run's output folder, never over another: `name.png`, `name-2.png`, … Returns its view row. */
  readonly writeFile: (
    name: string,
    bytes: Uint8Array,
  ) => Promise<{ path: string; name: string; bytes: number }>;
  /** The graph that runs, with every value as it runs, for metadata. */
  readonly graph: Graph;
  /** This node's id in the graph. */
  readonly node: string;
}

/** What a background task may use. */
export interface TaskContext extends Pick<
  NodeContext,
  "signal" | "report" | "resource"
> {
  /** Waits while the job is paused, so that work between two reports rests too. Throws once it is cancelled. */
  readonly rest: () => Promise<void>;
  /** @param key - A hash of everything that decides the result's bits. */
  readonly openCheckpoint: (key: string) => Promise<Checkpoint>;
}

/** A long computation that runs in a background process. One file each in nodes/tasks/; the file's name is its id. */
export interface Task<I, O> {
  readonly id: string;
  run(input: I, context: TaskContext): Promise<O>;
}

export interface NodeDeclaration<
  I extends Readonly<Record<string, InputDescription>>,
  O extends Readonly<Record<string, OutputDescription>>,
> {
  readonly title: string;
  /** What other programs call it or its parts; searched after titles. */
  readonly also?: readonly string[];
  readonly description: string;
  readonly version?: number;
  readonly terminal?: boolean;
  readonly alone?: true;
  readonly shows?: Shows;
  readonly quick?: true;
  readonly inputs: I;
  readonly outputs: O;
  run(inputs: InputValues<I>, context: NodeContext): Promise<OutputValues<O>>;
}

/** A declaration whose exact types are forgotten, as the registry and the executor hold it. */
export interface AnyNode {
  readonly title: string;
  readonly also?: readonly string[];
  readonly description: string;
  readonly version: number;
  readonly terminal: boolean;
  readonly alone?: true;
  readonly shows?: Shows;
  readonly quick?: true;
  readonly inputs: Readonly<Record<string, InputDescription>>;
  readonly outputs: Readonly<Record<string, OutputDescription>>;
  run(
    inputs: Readonly<Record<string, unknown>>,
    context: NodeContext,
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** Declares a node; `run` is typed from the declaration. The file's path under nodes/ is its id. */
export function defineNode<
  const I extends Readonly<Record<string, InputDescription>>,
  const O extends Readonly<Record<string, OutputDescription>>,
>(declaration: NodeDeclaration<I, O>): AnyNode {
  return {
    version: 1,
    terminal: false,
    ...declaration,
    // the executor has checked every input against the declaration before it calls this
    run: (inputs, context) =>
      declaration.run(inputs as InputValues<I>, context),
  };
}
