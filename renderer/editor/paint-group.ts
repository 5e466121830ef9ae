import { metrics } from "./metrics.ts";
import type { StepGroup } from "./step-group.ts";
import { fitText } from "./text-fit.ts";
import { namedColor, type Theme } from "./theme.ts";

/** A quiet frame behind the nodes that belong together. */
export function paintGroup(
  context: CanvasRenderingContext2D,
  group: StepGroup,
  theme: Theme,
  scale: number,
): void {
  const [x = 0, y = 0, width = 0, height = 0] = group._bounding;
  const color =
    (group.record.color && namedColor(theme, group.record.color)) || theme.dim;
  context.save();
  context.beginPath();
  context.roundRect(x, y, width, height, metrics.radius);
  context.globalAlpha = 0.06;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = group.selected === true ? 1 : 0.4;
  context.strokeStyle = group.selected === true ? theme.accent : color;
  context.lineWidth = group.selected === true ? 1.5 : 1;
  context.stroke();
  context.globalAlpha = 1;
  if (scale >= 0.3) {
    context.font = `600 ${metrics.groupTitleSize - 3}px ${theme.font}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.fillStyle = theme.text;
    context.fillText(
      fitText(context, group.record.title, width - 24),
      x + 12,
      y + 13,
    );
    context.globalAlpha = 0.5;
    context.strokeStyle = color;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x + width - 10, y + height - 4);
    context.lineTo(x + width - 4, y + height - 10);
    context.moveTo(x + width - 6, y + height - 4);
    context.lineTo(x + width - 4, y + height - 6);
    context.stroke();
  }
  context.restore();
}
