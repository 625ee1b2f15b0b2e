import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from '../config.ts';
import { fromMaven } from './from-maven.ts';
import { requireJava } from './java.ts';

/** The pinned Zipkin, without the storages that a machine of one's own does not have. */
const zipkinVersion = '3.6.1';

/**
 * Answers the program of the pinned trace viewer, a jar, downloading it first when it is not there. Throws
 * one line when it cannot be had.
 */
export async function zipkin(onInstall: (line: string) => void = () => undefined): Promise<string> {
  const program = join(toolsFolder, `zipkin-${zipkinVersion}.jar`);
  if (existsSync(program)) return program;
  await requireJava();

  onInstall(`Downloading Zipkin ${zipkinVersion} (once) ...`);
  mkdirSync(toolsFolder, { recursive: true });
  // Downloaded beside and renamed, so that what was cut short is never taken for the program.
  const unfinished = mkdtempSync(join(toolsFolder, 'zipkin-'));
  try {
    await fromMaven({
      goal: 'copy',
      called: `Zipkin ${zipkinVersion}`,
      artifact: `io.zipkin:zipkin-server:${zipkinVersion}:jar:slim`,
      into: unfinished,
    });
    renameSync(join(unfinished, `zipkin-server-${zipkinVersion}-slim.jar`), program);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return program;
}
