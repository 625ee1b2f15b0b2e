import type { Readable } from 'node:stream';

/** One object as a list names it; `changedAt` in milliseconds. */
export type Listed = Readonly<{ name: string; size: number; changedAt: number }>;

/**
 * Keeps bytes under names of digits, small letters, dashes and slashes. What is under a name is never
 * changed, only removed. Throws unavailable STORE_UNAVAILABLE.
 */
export type ObjectStore = Readonly<{
  /** Keeps the bytes whole or not at all; returns false, and keeps nothing, when the name is taken. */
  put: (name: string, bytes: Uint8Array) => Promise<boolean>;
  get: (name: string) => Promise<Buffer | undefined>;
  /** Lists what is below a name, in no order; the prefix ends in a slash. */
  list: (prefix: string) => AsyncIterable<Listed>;
  /** Removes an object; one that is not there is removed already. */
  remove: (name: string) => Promise<void>;
}>;

/**
 * What is kept of one person in one place, every object sealed under the person's key: once that is destroyed
 * nothing of it can be read, wherever copies are.
 */
export type PersonFolder = Readonly<{
  /** As of the store. Throws rule PERSON_FORGOTTEN. */
  put: (name: string, bytes: Uint8Array) => Promise<boolean>;
  /**
   * Returns what was kept; `undefined` for nothing, and for what cannot be read any more. Throws unavailable
   * CONTENT_DAMAGED for what is not as it was sealed.
   */
  get: (name: string) => Promise<Buffer | undefined>;
  /** Lists by the names within the folder, each with the size that was kept. */
  list: (prefix?: string) => AsyncIterable<Listed>;
  remove: (name: string) => Promise<void>;
}>;

/** Opens the folder of a person. */
export type PersonFolders = (place: 'uploads' | 'files', personId: string) => PersonFolder;

/** Bytes that are read in pieces, from anywhere in them. */
export type Content = Readonly<{
  size: number;
  /** From a byte up to, and without, another one; to the end when that is absent. */
  read: (from?: number, to?: number) => AsyncGenerator<Buffer>;
}>;

/** Looks for viruses; returns what was found, `undefined` for nothing. Throws SCANNER_UNAVAILABLE. */
export type VirusScanner = Readonly<{ scan: (content: Readable) => Promise<string | undefined> }>;
