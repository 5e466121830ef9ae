/** A number, choice or switch that a solver or schedule takes, described so that the node, the command line and the docs can show it. */
export type Parameter =
  | {
      readonly kind: "number";
      readonly title: string;
      readonly default: number;
      readonly min: number;
      readonly max: number;
      /** Only whole numbers. */
      readonly whole?: true;
      readonly description: string;
    }
  | {
      readonly kind: "choice";
      readonly title: string;
      readonly default: string;
      readonly choices: readonly string[];
      readonly description: string;
    }
  | {
      readonly kind: "switch";
      readonly title: string;
      readonly default: boolean;
      readonly description: string;
    };

export type ParameterValue = number | string | boolean;
export type Parameters = Readonly<Record<string, Parameter>>;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
