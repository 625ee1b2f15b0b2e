import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from '../config.ts';
import { fromMaven } from './from-maven.ts';
import { requireJava } from './java.ts';

/** The pinned Zipkin, without the storages that a single machine does not have. */
const zipkinVersion = '3.6.1';
const SHA256 = '981b1de6139b4f8f787a909c308028732f9713ae5284353d2a5aa404d1094775';

/**
 * Returns the jar of the pinned trace viewer, downloading it first when it is missing; throws when that
 * fails.
 */
export async function zipkin(onInstall: (line: string) => void = () => undefined): Promise<string> {
  const program = join(toolsFolder, `zipkin-${zipkinVersion}.jar`);
  if (existsSync(program)) return program;
  await requireJava();

  onInstall(`Downloading Zipkin ${zipkinVersion} (once) ...`);
  mkdirSync(toolsFolder, { recursive: true });
  // Downloaded under another name and renamed, so that an interrupted download is never taken for the
  // program.
  const unfinished = mkdtempSync(join(toolsFolder, 'zipkin-'));
  try {
    await fromMaven({
      goal: 'copy',
      called: `Zipkin ${zipkinVersion}`,
      artifact: `io.zipkin:zipkin-server:${zipkinVersion}:jar:slim`,
      sha256: SHA256,
      into: unfinished,
    });
    renameSync(join(unfinished, `zipkin-server-${zipkinVersion}-slim.jar`), program);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return program;
}
