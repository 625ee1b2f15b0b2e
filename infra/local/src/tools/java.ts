import { runToEnd } from '../processes/run-to-end.ts';

/** Throws when there is no JDK for Keycloak and the trace viewer. */
export async function requireJava(): Promise<void> {
  const missing = 'A JDK of version 17 or newer is required and was not found on PATH.';
  const said = await runToEnd({ what: 'java -version', file: 'java', args: ['-version'], missing });
  const version = Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
  if (version < 17)
    throw new Error(
      `A JDK of version 17 or newer is required; the one on PATH is ${version === 0 ? 'unknown' : version}.`,
    );
}
