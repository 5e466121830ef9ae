import { hasOtherTitle, optionLabel } from "../../core/option-name.ts";
import type {
  Parameters,
  ParameterValue,
  ParameterValues,
} from "../../core/parameter.ts";
import type {
  InputDescription,
  ShownFor,
} from "../../engine/node-definition.ts";

interface Parametrized {
  readonly parameters: Parameters;
}

/**
 * Inputs for the parameters of everything that a choice offers, each shown while its owner is chosen. Named
 * `owner:parameter`, so that a saved value belongs to one owner for good; labelled in lower case, as all inputs are.
 * The peers know it by the parameter's name. One that is only for some values of another option is shown with those.
 * @param choiceInput - Name of the input that chooses among the owners.
 */
export function parameterInputs(
  owners: ReadonlyMap<string, Parametrized>,
  choiceInput: string,
): Record<string, InputDescription> {
  const inputs: Record<string, InputDescription> = {};
  for (const [id, { parameters }] of owners)
    for (const [name, parameter] of Object.entries(parameters)) {
      const { title, description, onlyWith, seldom = false } = parameter;
      const shownFor: ShownFor = onlyWith
        ? { input: `${id}:${onlyWith.option}`, values: onlyWith.values }
        : { input: choiceInput, values: [id] };
      const described = {
        label: optionLabel(parameter),
        ...(hasOtherTitle(name, title) ? { also: name } : {}),
        description,
        shownFor,
        ...(seldom && { seldom }),
      };
      switch (parameter.kind) {
        case "number": {
          const { default: value, min, max, whole = false } = parameter;
          inputs[`${id}:${name}`] = {
            kind: "number",
            default: value,
            min,
            max,
            step: parameter.step ?? (whole ? 1 : 0.1),
            whole,
            ...described,
          };
          break;
        }
        case "choice":
          inputs[`${id}:${name}`] = {
            kind: "choice",
            default: parameter.default,
            choices: parameter.choices.map((value) => ({
              value,
              title: parameter.choiceTitles?.[value] ?? value,
            })),
            ...described,
          };
          break;
        case "switch":
          inputs[`${id}:${name}`] = {
            kind: "switch",
            default: parameter.default,
            ...described,
          };
          break;
      }
    }
  return inputs;
}

/** The chosen owner's parameters, out of the values of inputs that `parameterInputs` made. */
export function parameterValues(
  owner: string,
  parameters: Parameters,
  values: Readonly<Record<string, unknown>>,
): ParameterValues {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => {
      const value = values[`${owner}:${name}`];
      return [name, isParameterValue(value) ? value : parameter.default];
    }),
  );
}

function isParameterValue(value: unknown): value is ParameterValue {
  return ["number", "string", "boolean"].includes(typeof value);
}
