import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, backup as copyPages } from 'node:sqlite';
import { lockFolder } from '../storage/folder-lock.ts';
import { databaseFile } from '../storage/open-database.ts';
import { verify } from './verify.ts';

/**
 * Puts a backup in the place of a folder's log, after checking it, and gives the log a new epoch, so that
 * readers who hold positions of the old one notice. The existing log is kept until the new one is complete.
 */
export async function restore(from: string, to: string, overwrite: boolean): Promise<void> {
  if (!existsSync(databaseFile(from))) throw new Error(`There is no log in ${from}.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(to);
  try {
    const target = databaseFile(to);
    if (existsSync(target) && !overwrite)
      throw new Error(`There is a log in ${to} already; use --overwrite to replace it.`);
    const { findings } = verify(from);
    if (findings.length > 0) throw new Error(`The backup is damaged: ${findings[0]?.what ?? ''}`);
    const incoming = `${target}.incoming`;
    rmSync(incoming, { force: true });
    await copy(databaseFile(from), incoming);
    for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
    renameSync(incoming, target);
  } finally {
    unlock();
  }
}

async function copy(from: string, incoming: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    await copyPages(source, incoming);
  } finally {
    source.close();
  }
  const db = new DatabaseSync(incoming);
  db.prepare("UPDATE facts SET value = ? WHERE name = 'epoch'").run(randomUUID());
  db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE');
  db.close();
}
