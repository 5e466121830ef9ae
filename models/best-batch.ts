import type { Denoiser } from "../core/denoiser.ts";
import type { SharedSession } from "./shared-session.ts";
import {
  fastestCallMs,
  timedCall,
  trialCall,
  type Clock,
} from "./timed-calls.ts";

const largest = 128;
/** A larger batch pays where its time per sample is less than this part of that of half the batch. */
const paying = 0.9;
/** A batch that is expected to take longer is not tried. */
const longestMs = 1000;

/** Samples in one call that pay best where a session computes, measured once for all who use it; `undefined` on the CPU, where none pays more. */
export async function bestBatch(
  opened: SharedSession,
  denoiser: Denoiser,
): Promise<number | undefined> {
  if (opened.device === "cpu") return undefined;
  const { shape } = denoiser;
  return opened.once(`best batch of [${shape.join(", ")}]`, () =>
    measureBestBatch(denoiser),
  );
}

/** Samples in one call that pay best: doubled from 1 while the time per sample falls by more than a tenth. */
export async function measureBestBatch(
  denoiser: Denoiser,
  now: Clock = () => performance.now(),
): Promise<number> {
  const single = trialCall(denoiser, 1, "one");
  // the first call of a device compiles
  await timedCall(denoiser, single, now);
  let best = 1;
  let callMs = await fastestCallMs(denoiser, single, now);
  for (let batch = 2; batch <= largest && 2 * callMs < longestMs; batch *= 2) {
    const call = trialCall(denoiser, batch, "one");
    // shapes that are new to a device can cost their first call more
    await timedCall(denoiser, call, now);
    const ms = await fastestCallMs(denoiser, call, now);
    if (ms / batch >= (paying * callMs) / best) break;
    best = batch;
    callMs = ms;
  }
  return best;
}
