const length = 624;
const middle = 397;

/**
 * MT19937 (Matsumoto & Nishimura 1998, "Mersenne Twister"), the generator of torch's CPU.
 * @param seed - Unsigned 32-bit.
 * @returns Gives the next word at each call, unsigned 32-bit.
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(length);
  state[0] = seed;
  for (let i = 1; i < length; i++) {
    const before = state[i - 1] ?? 0;
    state[i] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + i;
  }
  let next = length;
  return () => {
    if (next === length) {
      twist(state);
      next = 0;
    }
    let word = state[next++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}

/** Changes `state` to its next 624 words. */
function twist(state: Uint32Array): void {
  for (let i = 0; i < length; i++) {
    const upper = (state[i] ?? 0) & 0x80000000;
    const lower = (state[(i + 1) % length] ?? 0) & 0x7fffffff;
    const mixed = upper | lower;
    const odd = mixed & 1 ? 0x9908b0df : 0;
    state[i] = (state[(i + middle) % length] ?? 0) ^ (mixed >>> 1) ^ odd;
  }
}
