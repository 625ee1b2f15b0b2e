import { portTaken } from '@egov/chassis/free-port';

/** Throws an error that names every port of `wanted` that is in use. */
export async function requireFreePorts(
  wanted: Readonly<Record<string, number>>,
  hint: string,
): Promise<void> {
  const checked = await Promise.all(
    Object.entries(wanted).map(async ([name, port]) => ({ name, port, taken: await portTaken(port) })),
  );
  const taken = checked.filter((each) => each.taken).map(({ name, port }) => `${port} (${name})`);
  if (taken.length > 0) throw new Error(`Ports already in use on 127.0.0.1: ${taken.join(', ')}. ${hint}`);
}
