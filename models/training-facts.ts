type Json = Readonly<Record<string, unknown>>;
type Fact = readonly [title: string, value: string];

/**
 * How a model was made and how good it is, as far as its manifest tells in the words of those in the box
 * (models/training/bundle.py): rows to show.
 */
export function trainingFacts(manifest: Json): readonly Fact[] {
  const training = objectIn(manifest, "training");
  const data = objectIn(training, "data");
  return [
    ...textFact("about it", manifest["note"]),
    ...numberFact("parameters", manifest["parameters"]),
    ...textFact("precision", manifest["precision"]),
    ...textFact("data", data["origin"]),
    ...textFact("data's licence", data["licence"]),
    ...trainedFor(training),
    ...numberFact("final loss", training["final_loss"]),
    ...frechetFacts(objectIn(manifest, "frechet_distance")),
  ];
}

function trainedFor(training: Json): readonly Fact[] {
  const { seconds, images_seen, steps, batch, device } = training;
  const words = [
    typeof seconds === "number" ? durationWords(seconds) : undefined,
    typeof device === "string" ? `on one ${device}` : undefined,
    typeof images_seen === "number"
      ? `${images_seen} pictures seen`
      : undefined,
    typeof steps === "number" && typeof batch === "number"
      ? `${steps} steps of ${batch}`
      : undefined,
  ].filter((part) => part !== undefined);
  return words.length === 0 ? [] : [["trained", words.join(", ")]];
}

function durationWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.round(seconds)} s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** The distance of samples from the data in each space, beside that of the data from themselves. */
function frechetFacts(distance: Json): readonly Fact[] {
  const { count, steps, remark } = distance;
  const spaces = Object.entries(objectIn(distance, "spaces"));
  const data = objectIn(distance, "of_the_data");
  const facts = spaces.flatMap(([space, what]): Fact[] => {
    const at = (of: unknown): string | undefined => {
      const value = isObject(of) ? of[space] : undefined;
      return typeof value === "number" ? value.toPrecision(3) : undefined;
    };
    const own = Object.entries(distance).flatMap(([name, value]) => {
      const scale = /^guidance_([\d.]+)$/.exec(name)?.[1];
      const number = at(value);
      return scale === undefined || number === undefined
        ? []
        : [`${number} at guidance ${scale}`];
    });
    const floors = Object.entries(data).flatMap(([name, value]) => {
      const number = at(value);
      return number === undefined
        ? []
        : [`${number} of the ${name.replaceAll("_", " ")}`];
    });
    if (own.length === 0) return [];
    const floor = floors.length === 0 ? "" : `; floor ${floors.join(", ")}`;
    return [
      [
        "Fréchet distance",
        `${own.join(", ")}${floor} (in ${typeof what === "string" ? what : space})`,
      ],
    ];
  });
  if (facts.length === 0) return [];
  return [
    ...facts,
    ...(typeof count === "number" && typeof steps === "number"
      ? [["measured with", `${count} samples of ${steps} steps`] as const]
      : []),
    ...textFact("remark", remark),
  ];
}

function textFact(title: string, value: unknown): readonly Fact[] {
  return typeof value === "string" && value !== "" ? [[title, value]] : [];
}

function numberFact(title: string, value: unknown): readonly Fact[] {
  return typeof value === "number" ? [[title, String(value)]] : [];
}

function objectIn(json: Json, key: string): Json {
  const value = json[key];
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
