import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { DatabaseSync, backup as copyPages } from 'node:sqlite';
import { databaseFile } from '../storage/open-database.ts';

const PAGES_A_STEP = 1000;

/**
 * Copies the log of a folder into another one, even while it is written; everything committed when the copy
 * ends is in it.
 */
export async function backup(from: string, to: string): Promise<void> {
  if (!existsSync(databaseFile(from))) throw new Error(`There is no log in ${from}.`);
  if (existsSync(databaseFile(to)))
    throw new Error(`There is a log in ${to} already; a backup does not overwrite.`);
  mkdirSync(to, { recursive: true });
  const source = new DatabaseSync(databaseFile(from), { readOnly: true, timeout: 5000 });
  try {
    await copyPages(source, databaseFile(to), { rate: PAGES_A_STEP });
  } catch (error) {
    // Half a backup must not be mistaken for a whole one.
    rmSync(databaseFile(to), { force: true });
    throw error;
  } finally {
    source.close();
  }
}
