/** Noise levels that can be asked for, in data units. Far beyond, their squares leave what a double can hold. */
export const sigmaRange = { min: 1e-6, max: 1e6 } as const;
