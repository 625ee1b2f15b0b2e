import type { Readable } from 'node:stream';

export type Kept = Readonly<{
  digest: string;
  mediaType: string;
  size: number;
  scan: 'CLEAN' | 'NOT_SCANNED';
}>;

export type Upload = Readonly<{
  id: string;
  owner: string;
  requestHash: string;
  fileName: string;
  claimedType: string;
  size: number;
  sha256: string;
  began: string;
  kept?: Kept;
}>;

/** What is known of a kept file; `names` by owner, as two people may hand in the same bytes. */
export type KeptFile = Readonly<{ mediaType: string; size: number; names: Readonly<Record<string, string>> }>;

/** Keeps uploads and files. An owner's uploads are found with that owner only. */
export type FileStore = Readonly<{
  begin: (upload: Upload) => Promise<void>;
  find: (owner: string, id: string) => Promise<Upload | undefined>;
  /** Bytes held of an unfinished upload. */
  held: (upload: Upload) => Promise<number>;
  append: (upload: Upload, chunk: Uint8Array) => Promise<void>;
  /** Everything held of an unfinished upload, at a path that lasts until it is kept or discarded. */
  pathOf: (upload: Upload) => string;
  keep: (upload: Upload, kept: Kept) => Promise<void>;
  discard: (upload: Upload) => Promise<void>;
  unfinished: (owner: string) => Promise<number>;
  findFile: (digest: string) => Promise<KeptFile | undefined>;
  read: (digest: string, offset: number, length: number) => Promise<Buffer>;
  /** Removes the uploads begun before an instant; answers how many. */
  sweep: (before: string) => Promise<number>;
  /** Runs one after the other whatever has the same key. */
  alone: <Answer>(key: string, work: () => Promise<Answer>) => Promise<Answer>;
}>;

/** Looks for viruses; answers what was found, `undefined` for nothing. Throws SCANNER_UNAVAILABLE. */
export type VirusScanner = Readonly<{ scan: (content: Readable) => Promise<string | undefined> }>;
