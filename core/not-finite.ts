import { BadInput } from "./bad-input.ts";

/** A model's answer that holds a number which is not finite. */
export class NotFinite extends BadInput {
  readonly model: string;
  readonly value: number;
  /** Of the batch that it was asked for, from 0. A guided model's goes through its batch twice. */
  readonly row: number;

  constructor(
    found: {
      readonly model: string;
      readonly value: number;
      readonly row: number;
    },
    words: string,
  ) {
    super(words);
    this.model = found.model;
    this.value = found.value;
    this.row = found.row;
  }
}
