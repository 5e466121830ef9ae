import { expect, test } from "vitest";
import { BadInput } from "../../../../core/bad-input.ts";
import { readSchedule } from "../../../../nodes/formats/reading/read-schedule.ts";

const read = (text: string) => readSchedule(text, "s");

test.each([
  "torch.tensor([14.6, 6.4, 0.0])",
  "torch.FloatTensor([14.6, 6.4, 0]).to(device)",
  "tensor([14.6,  6.4,\n        0.0], device='cuda:0')",
  "np.array([14.6, 6.4, 0.0], dtype=np.float32)",
  "sigmas = torch.tensor([14.6, 6.4, 0.0], dtype=torch.float32)",
  "[14.6, 6.4, 0.0,]",
  "[14.6 6.4 0. ]",
  "pipe(prompt, num_inference_steps=2, sigmas=[14.6, 6.4, 0.0], eta=1)",
  "scheduler.set_timesteps(sigmas=[\n  14.6, # high\n  6.4,\n  0.0,\n])",
  "{'sigmas': [14.6, 6.4, 0.0]}",
])("%j is read", (text) => {
  expect(read(text)).toMatchObject({
    sigmas: [14.6, 6.4, 0],
    ending: "zero",
    notices: [],
  });
});

test("timesteps are read as Stable Diffusion's, with diffusers' 0 after them, and that is said", () => {
  const { sigmas, ending, notices } = read("timesteps=[999, 845, 730, 587]");
  // ComfyUI's sigmas at these timesteps, AlignYourStepsScheduler, SDXL
  const known = [14.6146412293, 6.3184485287, 3.7681790315, 2.1811480769];
  known.forEach((sigma, index) => expect(sigmas[index]).toBeCloseTo(sigma, 5));
  expect(sigmas.slice(4)).toEqual([0]);
  expect(ending).toBe("zero");
  expect(notices).toEqual([
    "The timesteps were read as Stable Diffusion's, and 0 was added after their noise levels, as diffusers does.",
  ]);
  expect(read('{"timesteps": [999, 845, 730, 587]}').sigmas).toEqual(sigmas);
  expect(read("timesteps: 999 845 730 587").sigmas).toEqual(sigmas);
  expect(read("step,timestep\n0,999\n1,845\n2,730\n3,587").sigmas).toEqual(
    sigmas,
  );
});

test("whole numbers that look like timesteps are read as noise levels, and that is said", () => {
  expect(read("999, 850, 736")).toMatchObject({
    sigmas: [999, 850, 736],
    notices: [
      "The numbers were read as noise levels: if they are timesteps, write timesteps=[…] around them.",
    ],
  });
});

test("times of a flow stay what they are, with diffusers' 0 after them", () => {
  expect(read("flow_sigmas=[1.0, 0.75, 0.25]")).toMatchObject({
    sigmas: [1, 0.75, 0.25, 0],
    known: { process: "flow" },
  });
});

test("of several lists the noise levels are read, and the others are named", () => {
  expect(
    read("timesteps=[999, 1]\nsigmas=[14.6, 0.0]\nflow_sigmas=[0.9]"),
  ).toMatchObject({
    sigmas: [14.6, 0],
    notices: [
      "sigmas=[…] was read, and not the other lists: timesteps, flow_sigmas.",
    ],
  });
});

test("A1111's own function is read up to its first table, with the 0 that it adds", () => {
  const text = `def get_align_your_steps_sigmas(n, sigma_min, sigma_max, device):
  def loglinear_interp(t_steps, num_steps):
      xs = np.linspace(0, 1, len(t_steps))
      ys = np.log(t_steps[::-1])
      return np.exp(np.interp(np.linspace(0, 1, num_steps), xs, ys))[::-1].copy()

  if shared.sd_model.is_sdxl:
      sigmas = [14.615, 6.315, 0.029]
  else:
      sigmas = [14.615, 6.475, 0.029]

  if n != len(sigmas):
      sigmas = np.append(loglinear_interp(sigmas, n), [0.0])
  else:
      sigmas.append(0.0)

  return torch.FloatTensor(sigmas).to(device)`;
  expect(read(text)).toMatchObject({
    sigmas: [14.615, 6.315, 0.029, 0],
    form: "A1111 function",
    notices: [
      "The function has 2 lists; the first, of 3 numbers, was read.",
      "0 was added after the levels, as the function does.",
    ],
  });
});

test.each<[string, string]>([
  [
    "[3, two]",
    's must hold numbers between the brackets, got "two", entry 2 of 2',
  ],
  [
    "timesteps=[1000, 1]",
    "s: timestep 1 of 2 must be a number from 0 to 999, got 1000",
  ],
  [
    "timesteps=[3, 3]",
    "s: timestep 2 of 2 must be below the one before it, 3, got 3",
  ],
  ["timesteps=[]", "s must have at least one timestep, got none"],
  [
    "def f(n, a, b, device):\n    return linspace(a, b, n)",
    "s is a function without a list of noise levels, which only Python can run",
  ],
  [
    "[3, 2] * 4",
    's must hold numbers such as 14.6, 6.47, 0.03, got "[3", entry 1 of 4',
  ],
])("%j is refused in a sentence", (text, sentence) => {
  expect(() => read(text)).toThrow(new BadInput(sentence));
});
