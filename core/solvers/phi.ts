/**
 * Integrals of exponential integrators, as weights of D over a step of length h > 0 in lambda:
 * of D itself ∫_0^h e^(u − h) du, here phi_1(h) = 1 − e^−h.
 */
export function phi1(h: number): number {
  return -Math.expm1(-h);
}

/** Of its slope, the length of the step taken out: phi_2(h) = 1 − (1 − e^−h)/h. */
export function phi2(h: number): number {
  return 1 - phi1(h) / h;
}
