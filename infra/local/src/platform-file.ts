import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedBy } from '@egov/platform';
import { z } from 'zod';
import { workspace } from './config.ts';

const schema = z.strictObject({
  /** host:port of the gRPC server of each service that is called from outside. */
  services: z.record(z.enum(askedBy('operations')), z.string().min(1)),
  /** The issuer of tokens, and the file with the secrets of its service accounts. */
  issuer: z.url(),
  secretsFile: z.string().min(1),
  /** Addresses of the portals. */
  staffPortal: z.url().optional(),
  citizenPortal: z.url().optional(),
  /** The process of each part by its name. */
  processes: z.record(z.string(), z.number().int()).optional(),
});

/** Where a running platform listens, for programs that call it. */
export type PlatformFile = z.infer<typeof schema>;

/** Where the platform keeps its data by default. */
export const defaultDataDir = join(workspace, '.data');

/**
 * The file with the addresses of the platform over this data folder; it exists as long as the platform runs.
 */
export const platformFileOf = (dataDir: string): string => join(dataDir, 'platform.json');

/** Writes where the platform listens, readable by the owner only. */
export function writePlatformFile(dataDir: string, platform: PlatformFile): void {
  const file = platformFileOf(dataDir);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(platform, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

/** Removes the file once the platform has ended, so that nobody looks for it any more. */
export const removePlatformFile = (dataDir: string): void => {
  rmSync(platformFileOf(dataDir), { force: true });
};

/** Reads where a platform listens; undefined where none runs. */
export function readPlatformFile(file: string): PlatformFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const read = schema.safeParse(JSON.parse(text));
  if (!read.success)
    throw new Error(`${file} was not written by a platform (${read.error.issues[0]?.path.join('.') ?? ''}).`);
  return read.data;
}
