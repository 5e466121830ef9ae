const single = new Float32Array(1);
const bitsOfSingle = new Uint32Array(single.buffer);

/** float16 (IEEE 754 binary16) as its bits, rounded to the nearest, of two as near to the even; infinite from 65520 on. */
export function toHalf(values: ArrayLike<number>): Uint16Array {
  const out = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = halfBits(values[i] ?? 0);
  return out;
}

/** The numbers that float16 bits stand for, exactly. */
export function fromHalf(bits: Uint16Array): Float32Array {
  // a picture has millions of numbers, float16 only 65,536
  values ??= Float32Array.from({ length: 1 << 16 }, (_, each) =>
    halfValue(each),
  );
  const out = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = values[bits[i] ?? 0] ?? 0;
  return out;
}

let values: Float32Array | undefined;

function halfBits(value: number): number {
  single[0] = value;
  const bits = bitsOfSingle[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  if (magnitude >= 0x477f_f000) return sign | 0x7c00;
  if (magnitude < 0x3880_0000) {
    // next to 0.5 a float32 has the steps of the smallest halves, so that the addition rounds
    single[0] = Math.abs(value) + 0.5;
    return sign | ((bitsOfSingle[0] ?? 0) - 0x3f00_0000);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x3800_0000) >>> 13);
}

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
