type Factories = Readonly<Record<string, (deps: never) => unknown>>;

/** All that any of the factories is built from. */
type DepsOf<Made> = (
  Made[keyof Made] extends infer Make
    ? Make extends (deps: infer Deps) => unknown
      ? (deps: Deps) => void
      : never
    : never
) extends (deps: infer All) => void
  ? All
  : never;

type Wired<Made> = Readonly<{
  [Name in keyof Made]: Made[Name] extends (deps: never) => infer UseCase ? UseCase : never;
}>;

/** Builds every use case that a module exports, each under its own name. */
export const wire = <const Made extends Factories>(made: Made, deps: DepsOf<Made>): Wired<Made> =>
  Object.fromEntries(Object.entries(made).map(([name, make]) => [name, make(deps as never)])) as Wired<Made>;
