import { InferenceSession } from "onnxruntime-node";

/** Counts every session that this process makes from now on. */
export function countLoads(): { readonly count: () => number } {
  // it is a class with a static method, which its type does not say to be replaceable
  const factory = InferenceSession as {
    create: typeof InferenceSession.create;
  };
  const bare = Reflect.get(factory, "create");
  let loads = 0;
  factory.create = function counted(...given: unknown[]) {
    loads++;
    return Reflect.apply(bare, InferenceSession, given) as ReturnType<
      typeof InferenceSession.create
    >;
  };
  return { count: () => loads };
}
