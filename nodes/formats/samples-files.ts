import { zipSync } from "fflate";
import { encodeUtf8 } from "../../engine/utf8.ts";
import type { SamplesValue } from "../../engine/values.ts";
import { precisionOf, shortestDigits } from "./digits.ts";
import { writeNpy } from "./npy.ts";

export type SamplesFormat = "npy" | "npz" | "csv";

/** The samples as the bytes of a file. */
export function samplesFile(
  samples: SamplesValue,
  format: SamplesFormat,
): Uint8Array {
  const shape = [samples.count, ...samples.shape];
  switch (format) {
    case "npy":
      return writeNpy(samples.data, shape);
    case "npz":
      return samplesNpz(samples, shape);
    case "csv":
      return encodeUtf8(samplesCsv(samples));
  }
}

/** `samples`, and `labels` where there are classes: what `numpy.load` gives by name. */
function samplesNpz(
  samples: SamplesValue,
  shape: readonly number[],
): Uint8Array {
  const files = {
    "samples.npy": writeNpy(samples.data, shape),
    ...(samples.labels
      ? { "labels.npy": writeNpy(samples.labels, [samples.count]) }
      : {}),
  };
  // one fixed date, so that the same samples give the same file
  return zipSync(files, { level: 6, mtime: "1980-01-01T00:00:00" });
}

/** One sample per line: its class where there are classes, then its numbers `x0, x1, …` in the fewest exact digits. */
function samplesCsv(samples: SamplesValue): string {
  const { data, count, labels } = samples;
  const size = data.length / count;
  const precision = precisionOf(data);
  const columns = Array.from({ length: size }, (_, index) => `x${index}`);
  const lines = [[...(labels ? ["class"] : []), ...columns].join(",")];
  for (let sample = 0; sample < count; sample++) {
    const cells = labels ? [String(labels[sample] ?? -1)] : [];
    for (let index = 0; index < size; index++)
      cells.push(shortestDigits(data[sample * size + index] ?? NaN, precision));
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}
