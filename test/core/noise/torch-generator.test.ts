import { describe, expect, test } from "vitest";
import { torchGenerator } from "../../../core/noise/torch-generator.ts";
import { fixture } from "../reference.ts";

type Numbers = readonly number[];

interface Call {
  /** As in Python: `randn(1,4,4,4)`. */
  readonly call: string;
  readonly values: Numbers;
}

interface TorchReference {
  readonly seed: string;
  readonly mt19937_u32_first16: Numbers;
  readonly rand_8: Numbers;
  readonly rand_8_float64: Numbers;
  readonly randn_1x4x8x8: Numbers;
  readonly randn_5_float64: Numbers;
  readonly randn_20_float64: Numbers;
  readonly generator_randn_1x4x2x3: Numbers;
  readonly sequence_randn: readonly Call[];
  readonly sequence_mixed: readonly Call[];
  readonly randint_0_100_8: Numbers;
  readonly randperm_10: Numbers;
}

const references = fixture("torch-cpu.json") as readonly TorchReference[];

describe.each(references)("torch's generator of seed $seed", (reference) => {
  const start = () => torchGenerator(Number(reference.seed));
  const numbers = (name: string): Numbers =>
    (reference as unknown as Readonly<Record<string, Numbers>>)[name] ?? [];

  test("gives the words of MT19937", () => {
    const { word } = start();
    expect(Array.from({ length: 16 }, word)).toEqual(
      reference.mt19937_u32_first16,
    );
  });

  test.each([1, 5, 15, 16, 17, 20, 31, 33, 48])(
    "gives the bits of torch.randn(%i)",
    (count) => {
      expect(Array.from(start().normals(count))).toEqual(
        numbers(`randn_${count}`),
      );
    },
  );

  test("gives the bits of torch.randn of four axes", () => {
    expect(Array.from(start().normals(256))).toEqual(reference.randn_1x4x8x8);
    expect(Array.from(start().normals(24))).toEqual(
      reference.generator_randn_1x4x2x3,
    );
  });

  test("gives the bits of torch.rand in both precisions", () => {
    expect(Array.from(start().uniforms(8))).toEqual(reference.rand_8);
    expect(Array.from(start().uniforms64(8))).toEqual(reference.rand_8_float64);
  });

  test.each([5, 20])(
    "gives torch.randn(%i) in double precision to 2e-16 relative to 1",
    (count) => {
      const wanted = numbers(`randn_${count}_float64`);
      expect(wanted).toHaveLength(count);
      start()
        .normals64(count)
        .forEach((value, i) => {
          const exact = wanted[i] ?? NaN;
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(
            2.3e-16 * (1 + Math.abs(exact)),
          );
        });
    },
  );

  test.each([reference.sequence_randn, reference.sequence_mixed])(
    "gives the bits of a sequence of calls on one stream",
    (...calls) => {
      const generator = start();
      for (const { call, values } of calls) {
        const [name, shape = ""] = call.split(/[()]/);
        const count = shape
          .split(",")
          .reduce((product, size) => product * Number(size), 1);
        const got =
          name === "rand"
            ? generator.uniforms(count)
            : generator.normals(count);
        expect(Array.from(got), call).toEqual(values);
      }
    },
  );

  test("gives the numbers of torch.randint and torch.randperm", () => {
    expect(start().wholes(0, 100, 8)).toEqual(reference.randint_0_100_8);
    expect(start().permutation(10)).toEqual(reference.randperm_10);
  });
});

test("torch's generator takes the lowest 32 bits of a seed, as torch does", () => {
  expect(torchGenerator(2 ** 40 + 42).normals(20)).toEqual(
    torchGenerator(42).normals(20),
  );
});

test("torch's generator goes on after its 624 words", () => {
  const whole = torchGenerator(3).uniforms(2000);
  const { uniforms } = torchGenerator(3);
  expect([...uniforms(700), ...uniforms(1300)]).toEqual(Array.from(whole));
  expect(new Set(whole).size).toBeGreaterThan(1990);
});
