/** What all parameters have in common. */
interface Described {
  readonly title: string;
  readonly description: string;
  /** It says something only while another option of the same owner has one of these values; else it is left out. */
  readonly onlyWith?: {
    readonly option: string;
    readonly values: readonly ParameterValue[];
  };
  /** Few people set it: the node has a row for it only once it is set. */
  readonly seldom?: true;
}

interface NumberParameter extends Described {
  readonly kind: "number";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Only whole numbers. */
  readonly whole?: true;
  /** `inf` may stand for the largest, where peers say so for no limit. */
  readonly infinite?: true;
  /** What one press of an arrow adds; 0.1 where absent, 1 for whole numbers. */
  readonly step?: number;
}

interface ChoiceParameter extends Described {
  readonly kind: "choice";
  readonly default: string;
  readonly choices: readonly string[];
  /** What choices are called where their value says little. It has the value in it, by which peers know it. */
  readonly choiceTitles?: Readonly<Partial<Record<string, string>>>;
}

interface SwitchParameter extends Described {
  readonly kind: "switch";
  readonly default: boolean;
}

/** A number, choice or switch that a solver or schedule takes, described so that the node, the command line and the docs can show it. */
export type Parameter = NumberParameter | ChoiceParameter | SwitchParameter;

export type ParameterValue = number | string | boolean;
export type Parameters = Readonly<Record<string, Parameter>>;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
