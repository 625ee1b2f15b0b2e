import { runToEnd } from '../processes/run-to-end.ts';

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** What to get: `group:artifact:version:type[:classifier]`, as it is or unpacked, into which folder. */
export type FromMaven = Readonly<{ goal: 'copy' | 'unpack'; called: string; artifact: string; into: string }>;

/** Gets an artifact by Maven, which checks its sums. Throws one line when it cannot be had. */
export const fromMaven = async ({ goal, called, artifact, into }: FromMaven): Promise<void> => {
  await runToEnd({
    what: `Downloading ${called}`,
    file: 'mvn',
    args: ['-q', '-B', '-C', `${PLUGIN}:${goal}`, `-Dartifact=${artifact}`, `-DoutputDirectory=${into}`],
    missing: `Maven is needed to install ${called} and was not found on PATH: install Maven 3.8 or newer.`,
    cwd: into,
  });
};
