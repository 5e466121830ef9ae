/** What text encoders made of a prompt, for a network that is conditioned by it. */
export interface EncodedPrompt {
  readonly text: string;
  /** `[tokens, width]`, row-major: the state of each token. */
  readonly hidden: Float32Array;
  readonly tokens: number;
  /** One vector for all of the prompt, for networks that take one (SDXL's `text_embeds`). */
  readonly pooled?: Float32Array;
}

/** SDXL's size conditioning, in pixels: Podell et al. 2023, section 2.2 (arXiv:2307.01952). What is absent is the size of the picture. */
export interface SizeConditioning {
  readonly originalWidth?: number;
  readonly originalHeight?: number;
  readonly cropLeft: number;
  readonly cropTop: number;
  readonly targetWidth?: number;
  readonly targetHeight?: number;
}

/** What pictures are to be of. To guidance each prompt is a class, and the negative one is no class. */
export interface Prompts {
  /** Sample k has the prompt k mod length. */
  readonly positive: readonly EncodedPrompt[];
  readonly negative: EncodedPrompt;
  readonly size: SizeConditioning;
}
