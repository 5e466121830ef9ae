/**
 * The published 10-step tables of Align Your Steps (Sabour et al. 2024, arXiv:2404.14507, Table 3): 11 noise levels
 * each. Stable Diffusion's are with the digits that ComfyUI has, DeepFloyd's those of its published timesteps.
 */
export const aysTables = {
  sd15: [
    14.6146412293, 6.4745760956, 3.8636745985, 2.694615152, 1.8841921177,
    1.3943805092, 0.9642583904, 0.6523686016, 0.3977456272, 0.1515232662,
    0.0291671582,
  ],
  sdxl: [
    14.6146412293, 6.3184485287, 3.7681790315, 2.1811480769, 1.3405244945,
    0.8620721141, 0.5550693289, 0.3798540708, 0.2332364134, 0.1114188177,
    0.0291671582,
  ],
  svd: [
    700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002,
  ],
  if1: [
    160.41363805933085, 8.081230782160322, 3.3148658230335837,
    1.8847884445387388, 1.2067948788006229, 0.7846449840027189,
    0.5524968922557388, 0.29287693400961096, 0.18555110554450194,
    0.030267310949972707, 0.006425412771142061,
  ],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type AysTable = keyof typeof aysTables;

export function isAysTable(name: unknown): name is AysTable {
  return typeof name === "string" && Object.hasOwn(aysTables, name);
}
