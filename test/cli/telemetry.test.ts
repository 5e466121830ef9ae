import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { builtProgram, finished } from "./built-program.ts";

const { folder, command, environment } = await builtProgram();
const model = fileURLToPath(
  new URL("../fixtures/onnx/pytorch-conv.onnx", import.meta.url),
);

test("onnxruntime keeps no identifier of the user", async () => {
  const home = join(folder, "user");
  const [node, program] = command;
  const { code } = await finished(
    spawn(
      node,
      [
        program,
        ..."sample --solver euler --schedule edm --steps 1 --count 1".split(
          " ",
        ),
        "--model",
        model,
        "--out",
        join(folder, "x.npy"),
      ],
      {
        env: {
          ...environment,
          HOME: home,
          XDG_CACHE_HOME: join(home, "cache"),
          ORT_DISABLE_TELEMETRY: undefined,
        },
      },
    ),
  );
  expect(code).toBe(0);
  expect(readdirSync(folder)).toContain("x.npy");
  expect(existsSync(home)).toBe(false);
});
