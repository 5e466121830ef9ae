/** `[channels, height, width]` of numbers: a picture, or its latents. */
export interface Plane {
  readonly data: Float32Array;
  readonly shape: readonly [channels: number, height: number, width: number];
}
