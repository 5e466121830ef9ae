import type { DataSource } from "../../../core/denoiser.ts";
import { loadDenoiser } from "../../../models/load.ts";
import type { LoadedModel } from "../../../models/load.ts";
import type { ModelReference } from "../../../models/model-reference.ts";
import { resolveModel } from "../../../models/resolve-model.ts";
import { klubSource } from "../../../nodes/parts/klub-source.ts";
import type { KlubSource } from "../../../nodes/parts/klub-source.ts";

/** A model with all that schedules are found and measured with. */
export interface BenchModel {
  readonly name: string;
  readonly denoiser: LoadedModel;
  readonly source: KlubSource;
  /** Each class in turn; absent for a model without classes. */
  readonly classOf?: (index: number) => number;
  /** What samples should be distributed as, where that is known. */
  readonly data?: DataSource;
}

/** The signal of work that nobody cancels: the program is ended instead. */
export const { signal } = new AbortController();

/** @param named - A bundled model's name, or a reference to any other. */
export async function openModel(
  name: string,
  reference?: ModelReference,
): Promise<BenchModel> {
  const from = reference ?? (await resolveModel(name));
  const denoiser = await loadDenoiser(from);
  const { classCount } = denoiser;
  const source = klubSource(from, denoiser, {
    classLabel: null,
    signal,
    onStep: async () => {},
  });
  return {
    name,
    denoiser,
    source,
    ...(classCount > 0 && { classOf: (index: number) => index % classCount }),
    ...(source.evaluationsPerSample === 0 && { data: source.data }),
  };
}
