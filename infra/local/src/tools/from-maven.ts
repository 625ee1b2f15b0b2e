import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runToEnd } from '../processes/run-to-end.ts';

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/**
 * What to download: `group:artifact:version:type[:classifier]`, as it is or unpacked, its SHA-256, and the
 * folder for it.
 */
export type FromMaven = Readonly<{
  goal: 'copy' | 'unpack';
  called: string;
  artifact: string;
  sha256: string;
  into: string;
}>;

/**
 * Downloads an artifact by Maven; throws when that fails, or when it is not the pinned one: Maven itself
 * compares it only with what the same repository says.
 */
export async function fromMaven({ goal, called, artifact, sha256, into }: FromMaven): Promise<void> {
  const maven = async (step: FromMaven['goal'], ...more: string[]): Promise<void> => {
    await runToEnd({
      what: `Downloading ${called}`,
      file: 'mvn',
      args: [
        '-q',
        '-B',
        '-C',
        ...more,
        `${PLUGIN}:${step}`,
        `-Dartifact=${artifact}`,
        `-DoutputDirectory=${into}`,
      ],
      missing:
        `Maven is required to install ${called} and was not found on PATH: ` + 'install Maven 3.8 or newer.',
      cwd: into,
    });
  };
  await maven('copy');
  const file = join(into, fileOf(artifact));
  await requireHash(called, file, sha256);
  if (goal === 'copy') return;
  await maven('unpack');
  rmSync(file);
}

function fileOf(artifact: string): string {
  const [, name = '', version = '', type = '', classifier] = artifact.split(':');
  return `${name}-${version}${classifier === undefined ? '' : `-${classifier}`}.${type}`;
}

/** Throws when a downloaded file is not the one whose hash is pinned. */
export async function requireHash(called: string, file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256)
    throw new Error(
      `${called} is not the pinned file: its SHA-256 is ${found}, not ${sha256}. It was not installed.`,
    );
}
