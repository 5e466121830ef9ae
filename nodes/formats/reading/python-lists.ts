import { BadInput } from "../../../core/bad-input.ts";
import { wrongEntry, type FoundNumbers } from "./found-numbers.ts";

/** `name = [`, `name=torch.tensor([`, `"name": [`, and what stands between the brackets. */
const namedList =
  /([A-Za-z_]\w*)["']?\s*[:=]\s*(?:[A-Za-z_][\w.]*\(\s*)?\[([^[\]]*)\]/g;

/** `[…]`, `torch.tensor([…], dtype=torch.float32)`, `np.array([…])`, as a whole. */
const bareList =
  /^(?:[A-Za-z_][\w.]*\(\s*)?\[([^[\]]*)\]\s*(?:,\s*[a-z_]+\s*=\s*[\w.:"']+\s*)*,?\s*\)?(?:\.\w+\([^()]*\))*;?$/;

/**
 * Noise levels out of Python: a list or tensor, arguments of diffusers, or a function as A1111 and Forge take it.
 * @param code - Without comments.
 * @returns `undefined` where the text is no Python with a list in it.
 * @throws BadInput where a list holds something else than numbers, or a function holds no list.
 */
export function pythonLists(
  code: string,
  where: string,
): FoundNumbers | undefined {
  const lists = [...code.matchAll(namedList)].map(
    ([, name = "", body = ""]) => ({
      name,
      body,
    }),
  );
  if (/\bdef\s+\w+\s*\(/.test(code)) return a1111Function(code, lists, where);
  const wanted = [/^sigmas$/i, /^timesteps$/i, /^flow_sigmas$/i, /./]
    .map((pattern) => lists.filter(({ name }) => pattern.test(name)))
    .find((found) => found.length > 0);
  const [list] = wanted ?? [];
  if (list) {
    const others = lists
      .filter((other) => other !== list)
      .map(({ name }) => name);
    return {
      form: `Python, ${list.name}=[…]`,
      meaning: meaningOf(list.name),
      values: numbersIn(list.body, where),
      notices:
        others.length === 0
          ? []
          : [
              `${list.name}=[…] was read, and not the other lists: ${others.join(", ")}.`,
            ],
    };
  }
  const body = bareList.exec(code)?.[1];
  if (body === undefined) return undefined;
  return {
    form: code.startsWith("[") ? "Python list" : "Python tensor",
    meaning: "sigmas",
    values: numbersIn(body, where),
    notices: [],
  };
}

function meaningOf(name: string): FoundNumbers["meaning"] {
  switch (name.toLowerCase()) {
    case "timesteps":
      return "timesteps";
    case "flow_sigmas":
      return "flow-sigmas";
    default:
      return "sigmas";
  }
}

/** The levels of a function that returns them with a 0 after them, or in place of the last: ours says which. */
function a1111Function(
  code: string,
  lists: readonly { readonly name: string; readonly body: string }[],
  where: string,
): FoundNumbers {
  const [list] = lists;
  if (!list)
    throw new BadInput(
      `${where} is a function without a list of noise levels, which only Python can run`,
    );
  const levels = numbersIn(list.body, where);
  const exactSteps = Number(/\bif n != (\d+):/.exec(code)?.[1]);
  const found = {
    form: "A1111 function",
    meaning: "sigmas",
  } as const;
  const others =
    lists.length === 1
      ? []
      : [
          `The function has ${lists.length} lists; the first, of ${levels.length} numbers, was read.`,
        ];
  if (levels.length === exactSteps + 1)
    return {
      ...found,
      values: levels,
      notices: [
        ...others,
        `The function puts 0 in place of the last level, ${levels.at(-1)}, which was kept here.`,
      ],
    };
  if (levels.at(-1) === 0) return { ...found, values: levels, notices: others };
  return {
    ...found,
    values: [...levels, 0],
    notices: [...others, "0 was added after the levels, as the function does."],
  };
}

/** Numbers with commas between them, or spaces, as NumPy prints them. */
function numbersIn(body: string, where: string): number[] {
  const words = body.split(/[\s,]+/).filter((word) => word !== "");
  const wrong = wrongEntry(words);
  if (wrong !== undefined)
    throw new BadInput(
      `${where} must hold numbers between the brackets, ${wrong}`,
    );
  return words.map(Number);
}
