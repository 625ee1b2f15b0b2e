import { mkdirSync } from 'node:fs';
import { CommitFeed } from './commit-feed.ts';
import type { Chore, ChoreAnswer, WriteCommand, WriteResult } from './commands.ts';
import { lockFolder } from './folder-lock.ts';
import { openForReading } from './open-database.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';
import type { WriterStart } from './writer-loop.ts';

/** The log of one folder: one writer thread, one reader, and a notification of every commit. */
export interface Store {
  readonly reader: Reader;
  readonly feed: CommitFeed;
  /** The last committed position. */
  head(): number;
  write(command: WriteCommand): Promise<WriteResult>;
  ask(chore: Chore): Promise<ChoreAnswer>;
  stopScavenge(): void;
  close(): Promise<void>;
}

export async function openStore(start: WriterStart, onBroken: (error: Error) => void): Promise<Store> {
  const { folder } = start;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  try {
    const feed = new CommitFeed();
    let reader: Reader | undefined;
    const writer = await Writer.start(
      start,
      (notice) => {
        reader?.forgetPages();
        feed.publish(notice);
      },
      onBroken,
    );
    const opened = new Reader(openForReading(folder));
    reader = opened;
    return {
      reader: opened,
      feed,
      head: () => writer.head,
      write: (command) => writer.write(command),
      ask: async (chore) => {
        const answer = await writer.ask(chore);
        // Scavenging changes pages already read without growing the log.
        if (answer.kind === 'scavenged') opened.forgetPages();
        return answer;
      },
      stopScavenge: () => writer.stopScavenge(),
      close: async () => {
        opened.close();
        await writer.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
