import { hash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** An event as whoever can write the log's file sees it. */
export type Row = {
  position: number;
  stream: number;
  name: string;
  revision: number;
  id: Uint8Array;
  type: string;
  format: number;
  created: number;
  metadata: Uint8Array;
  data: Uint8Array;
  account: string;
};

/** Does something to the file of a log that nothing uses. */
export function inLogFile(folder: string, act: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(folder, 'events.db'));
  act(db);
  db.close();
}

/** Every event of the log, or those of one stream. */
export const rowsOf = (db: DatabaseSync, stream?: string): Row[] =>
  db
    .prepare('SELECT e.*, s.name FROM events e JOIN streams s ON s.id = e.stream ORDER BY e.position')
    .all()
    .map((row) => row as unknown as Row)
    .filter(({ name }) => stream === undefined || name === stream);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');
const json = (...facts: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(facts));

/** Makes the log's own chain anew over what is in the file, as its operator can. */
export function relinkLog(db: DatabaseSync): void {
  let chain: Uint8Array = Buffer.alloc(32);
  let end = 0;
  const update = db.prepare('UPDATE events SET chain = ? WHERE position = ?');
  for (const row of rowsOf(db)) {
    const { position, name, revision, id, type, format, created, metadata, data, account } = row;
    const digest =
      format === 2 ? data : sha256(json(type, format, metadata.length, data.length), id, metadata, data);
    chain = sha256(chain, json(position, name, revision, created, account), digest);
    update.run(chain, position);
    end = position;
  }
  const tail = `${end} ${Buffer.from(chain).toString('hex')}`;
  db.prepare("UPDATE facts SET value = ? WHERE name = 'tail'").run(tail);
}

/**
 * Makes the links of a stream anew as services did before they had keys, which is all that is left to whoever
 * has no key.
 */
export function relinkStream(db: DatabaseSync, stream: string): void {
  let chain = '0'.repeat(64);
  const update = db.prepare('UPDATE events SET metadata = ? WHERE position = ?');
  for (const { position, name, revision, id, type, metadata, data } of rowsOf(db, stream)) {
    const {
      key: _key,
      link: _link,
      ...kept
    } = JSON.parse(Buffer.from(metadata).toString()) as object & {
      key?: string;
      link?: string;
    };
    const text = JSON.stringify({ ...kept, chain });
    update.run(Buffer.from(text), position);
    const hex = Buffer.from(id).toString('hex');
    const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
    const parts = [name, `${revision}`, uuid, type, text, Buffer.from(data).toString()];
    chain = hash('sha256', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'hex');
  }
}

/** Changes words in the data of an event. */
export function reword(db: DatabaseSync, { position, data }: Row, from: string, to: string): void {
  const text = Buffer.from(data).toString().replace(from, to);
  db.prepare('UPDATE events SET data = ? WHERE position = ?').run(Buffer.from(text), position);
}

/** Deletes the last event of the log, and makes the file look as if it had never been. */
export function cutLastEvent(db: DatabaseSync): void {
  const last = rowsOf(db).at(-1);
  if (last === undefined) throw new RangeError('The log is empty.');
  db.prepare('DELETE FROM events WHERE position = ?').run(last.position);
  db.prepare('UPDATE streams SET last = last - 1 WHERE id = ?').run(last.stream);
  relinkLog(db);
}
