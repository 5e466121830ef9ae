import { BadInput } from "../../core/bad-input.ts";
import { choice, port, text } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import type { Encoded } from "../../models/pipeline/text-encoder.ts";
import {
  cutWords,
  encodedPrompts,
  openedTextEncoder,
} from "../parts/opened-pipeline.ts";

export const prompt = defineNode({
  title: "Prompt",
  also: ["CLIPTextEncode", "CLIP Text Encode", "CLIPTextEncodeSDXL"],
  description:
    "What the picture is to be of, or not to be of, in words, encoded for the network. Plain text: parentheses and colons give no weights.",
  inputs: {
    clip: port("CLIP", {
      label: "text encoder",
      description: "The text encoder of the pipeline.",
    }),
    text: text({
      lines: 4,
      description:
        "About 60 words fit, 75 tokens of the tokenizer. What does not fit is left out and named.",
    }),
    lines: choice(
      [
        { value: "one", title: "One prompt" },
        { value: "each", title: "A prompt each" },
      ],
      {
        default: "one",
        seldom: true,
        description:
          "All lines are one prompt, or each line is one, and samples have them in turn: for Optimize Schedule, which is to work for many.",
      },
    ),
  },
  outputs: { conditioning: { type: "CONDITIONING" } },
  shows: "text",
  async run({ clip, text: words, lines }, context) {
    const texts =
      lines === "each"
        ? words.split("\n").filter((line) => line.trim() !== "")
        : [words];
    if (texts.length === 0)
      throw new BadInput("there is no line with a prompt, wanted at least one");
    const encoder = await openedTextEncoder(clip, context);
    const encoded = await encodedPrompts(texts, encoder);
    const [first] = encoded;
    for (const each of encoded) {
      const cut = cutWords(each);
      if (cut !== undefined) context.warn(cut);
    }
    context.show({
      kind: "text",
      text:
        first !== undefined && encoded.length === 1
          ? countWords(first)
          : `${encoded.length} prompts`,
    });
    return {
      conditioning: {
        prompts: encoded.map(({ prompt: each }) => each),
        encoder: clip,
      },
    };
  },
});

/** How much of a prompt the network hears. */
function countWords({ count, room }: Encoded): string {
  return count <= room
    ? `${count} of ${room} tokens`
    : `${count} tokens: the first ${room} are used, ${count - room} left out`;
}
