import { runToEnd } from '../processes/run-to-end.ts';

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/**
 * What to download: `group:artifact:version:type[:classifier]`, as it is or unpacked, and the folder for it.
 */
export type FromMaven = Readonly<{ goal: 'copy' | 'unpack'; called: string; artifact: string; into: string }>;

/** Downloads an artifact by Maven, which verifies its checksums; throws when that fails. */
export const fromMaven = async ({ goal, called, artifact, into }: FromMaven): Promise<void> => {
  await runToEnd({
    what: `Downloading ${called}`,
    file: 'mvn',
    args: ['-q', '-B', '-C', `${PLUGIN}:${goal}`, `-Dartifact=${artifact}`, `-DoutputDirectory=${into}`],
    missing: `Maven is required to install ${called} and was not found on PATH: install Maven 3.8 or newer.`,
    cwd: into,
  });
};
