import { formatValue } from "./format-value.ts";
import { decidedWords } from "./decided-words.ts";
import { inputLabel } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import type { NodePaint } from "./node-paint.ts";
import { inputValue } from "./shown-inputs.ts";
import type { StepNode } from "./step-node.ts";
import { fitText } from "./text-fit.ts";
import type { Theme } from "./theme.ts";

/** The value rows: label at the left, value at the right. */
export function paintRows(
  context: CanvasRenderingContext2D,
  node: StepNode,
  paint: NodePaint,
): void {
  const { theme } = paint;
  const { description } = node;
  context.font = `12px ${theme.font}`;
  context.textBaseline = "middle";
  for (const { input, rect } of node.layout.rows) {
    const declared = description?.inputs[input];
    if (description === undefined || declared === undefined) continue;
    const [x, y, width, height] = rect;
    const hovered = paint.hoveredRow === input;
    const wrong = paint.problems.some((problem) => problem.input === input);
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, 5);
    context.fillStyle = theme.nodeRow;
    context.fill();
    context.lineWidth = Math.max(1, 1 / paint.pixels);
    context.strokeStyle = wrong
      ? theme.warning
      : hovered
        ? theme.accent
        : theme.nodeEdge;
    context.stroke();
    const stepper =
      hovered && declared.kind === "number" ? metrics.stepperWidth : 0;
    if (stepper > 0) paintSteppers(context, rect, theme);
    const middle = y + height / 2 + 0.5;
    const decided = node.decides(input);
    const value =
      decided === undefined
        ? formatValue(
            declared,
            inputValue(description, node.record.values, input),
          )
        : decidedWords(decided);
    const pad = Math.max(9, stepper);
    const label = inputLabel(input, declared);
    const labelWidth = context.measureText(label).width;
    const room = Math.max(40, width - 2 * pad - labelWidth - 12);
    context.textAlign = "right";
    context.fillStyle = decided === undefined ? theme.text : theme.dim;
    const end = declared.kind === "switch" ? 32 : 0;
    const shown = fitText(context, value, room - end);
    if (declared.kind === "switch")
      paintSwitch(
        context,
        x + width - 9,
        y + height / 2,
        value === "on",
        theme,
      );
    else context.fillText(shown, x + width - pad, middle);
    context.textAlign = "left";
    context.fillStyle = theme.dim;
    const rest =
      width - 2 * pad - (end || context.measureText(shown).width) - 8;
    context.fillText(fitText(context, label, rest), x + pad, middle);
  }
}

function paintSteppers(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: readonly [number, number, number, number],
  theme: Theme,
): void {
  context.strokeStyle = theme.dim;
  context.lineWidth = 1.4;
  context.lineJoin = "round";
  const middle = y + height / 2;
  context.beginPath();
  context.moveTo(x + 11, middle - 3.5);
  context.lineTo(x + 7.5, middle);
  context.lineTo(x + 11, middle + 3.5);
  context.moveTo(x + width - 11, middle - 3.5);
  context.lineTo(x + width - 7.5, middle);
  context.lineTo(x + width - 11, middle + 3.5);
  context.stroke();
}

function paintSwitch(
  context: CanvasRenderingContext2D,
  right: number,
  middle: number,
  on: boolean,
  theme: Theme,
): void {
  context.beginPath();
  context.roundRect(right - 24, middle - 6.5, 24, 13, 6.5);
  context.fillStyle = on ? theme.accent : theme.line;
  context.fill();
  context.beginPath();
  context.arc(on ? right - 6.5 : right - 17.5, middle, 4.5, 0, Math.PI * 2);
  context.fillStyle = on ? theme.onAccent : theme.dim;
  context.fill();
}
