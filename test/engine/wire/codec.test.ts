import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { decode, encode } from "../../../engine/wire/codec.ts";

const array = fc.oneof(
  fc.uint8Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.uint16Array(),
);
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, NaN, Infinity, -Infinity, -0),
    array,
  ),
  node: fc.oneof(
    { maxDepth: 4 },
    tie("leaf"),
    fc.array(tie("node"), { maxLength: 5 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("$", "__proto__", "toString")),
      tie("node"),
      { noNullPrototype: true, maxKeys: 5 },
    ),
  ),
})).node;

test("every value that may travel comes back the same, bit for bit", () => {
  fc.assert(
    fc.property(value, (sent) => {
      expect(decode(encode(sent))).toStrictEqual(sent);
    }),
  );
});

test("bytes that lie at an odd place in their buffer are read all the same", () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 15 }), (sent, shift) => {
      const bytes = encode(sent);
      const shifted = new Uint8Array(bytes.length + shift);
      shifted.set(bytes, shift);
      expect(decode(shifted.subarray(shift))).toStrictEqual(sent);
    }),
  );
});

test("arrays begin at multiples of 8 bytes and are not copied out", () => {
  const bytes = encode([new Uint8Array(3), new Float64Array([1, 2])]);
  const [, floats] = decode(bytes) as [Uint8Array, Float64Array];
  expect(floats.byteOffset % 8).toBe(0);
  expect(floats.buffer).toBe(bytes.buffer);
});

test("a part of a larger buffer travels alone", () => {
  const whole = Float32Array.from({ length: 1000 }, (_, index) => index);
  const bytes = encode(whole.subarray(10, 12));
  expect(bytes.byteLength).toBeLessThan(200);
  expect(decode(bytes)).toStrictEqual(Float32Array.of(10, 11));
});

test("errors keep their name, message and cause, and BadInput its class", () => {
  const sent = new BadInput("steps must be at least 1, got 0.", {
    cause: new RangeError("0"),
  });
  const got = decode(encode({ error: sent })) as { error: Error };
  expect(got.error).toBeInstanceOf(BadInput);
  expect(got.error.message).toBe(sent.message);
  expect((got.error.cause as Error).name).toBe("RangeError");
});

test("a Buffer comes back as bytes", () => {
  expect(decode(encode(Buffer.from("abc")))).toStrictEqual(
    Uint8Array.of(97, 98, 99),
  );
});

test("a field named __proto__ changes no prototype", () => {
  const sent: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
  const got = decode(encode(sent)) as object;
  expect(Object.keys(got)).toEqual(["__proto__"]);
  expect("polluted" in got).toBe(false);
});

test("what cannot travel is refused where it is sent", () => {
  expect(() => encode(() => 1)).toThrow("A function cannot travel");
  expect(() => encode(new Map())).toThrow("A Map cannot travel");
});

test("bytes that are no message are refused, whatever they are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(() => decode(bytes)).toThrow();
    }),
  );
  const cut = encode({ data: new Float64Array(100) });
  expect(() => decode(cut.subarray(0, cut.length - 8))).toThrow("cut off");
});
