import { BadInput } from "../../../core/bad-input.ts";
import { findModelSampling } from "../../../core/model-sampling/models.ts";

/**
 * The noise levels at timesteps of Stable Diffusion's training, and the 0 that diffusers' schedulers add.
 * @param timesteps - Falling, from 0 to 999; between two whole ones straight in ln sigma.
 * @throws BadInput that names the first that cannot be used.
 */
export function trainingLevels(timesteps: unknown, where: string): number[] {
  const model = findModelSampling("sd15");
  if (!Array.isArray(timesteps) || timesteps.length === 0)
    throw new BadInput(`${where} must have at least one timestep, got none`);
  let before = Infinity;
  const levels = timesteps.map((timestep: unknown, index) => {
    const which = `${where}: timestep ${index + 1} of ${timesteps.length}`;
    if (
      typeof timestep !== "number" ||
      !(timestep >= 0 && timestep < model.sigmas.length)
    )
      throw new BadInput(
        `${which} must be a number from 0 to ${model.sigmas.length - 1}, got ${JSON.stringify(timestep)}`,
      );
    if (timestep >= before)
      throw new BadInput(
        `${which} must be below the one before it, ${before}, got ${timestep}`,
      );
    before = timestep;
    return model.sigmaAt(timestep);
  });
  return [...levels, 0];
}
