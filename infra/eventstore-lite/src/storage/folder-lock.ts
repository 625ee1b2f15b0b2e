import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

export class FolderInUse extends Error {}

/**
 * Locks the folder for this process until it ends: an open exclusive transaction on a lock file, which the
 * operating system releases even after kill -9.
 */
export function lockFolder(folder: string): () => void {
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new FolderInUse(`The data folder ${folder} is in use by another process.`, { cause: error });
  }
  return () => db.close();
}
