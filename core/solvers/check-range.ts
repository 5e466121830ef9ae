import { BadInput } from "../bad-input.ts";
import { optionName } from "../option-name.ts";
import { numberOption } from "../options.ts";
import type { Parameters, ParameterValues } from "../parameter.ts";

/** @throws BadInput where one option is above another one that it must not be above. */
export function checkRange(
  parameters: Parameters,
  options: ParameterValues,
  low: string,
  high: string,
): void {
  const from = numberOption(options, low);
  const to = numberOption(options, high);
  if (from > to)
    throw new BadInput(
      `${optionName(parameters, low)} must be at most ${optionName(parameters, high)}, or there is no noise level between them, got ${from} and ${to}`,
    );
}
