import type { Readable } from 'node:stream';

/** An object in a list; `changedAt` in milliseconds. */
export type Listed = Readonly<{ name: string; size: number; changedAt: number }>;

/**
 * Stores bytes under names of digits, lower-case letters, dashes and slashes. An object is never changed,
 * only removed. Throws unavailable STORE_UNAVAILABLE.
 */
export type ObjectStore = Readonly<{
  /** Stores the bytes completely or not at all; returns false, and stores nothing, if the name is taken. */
  put: (name: string, bytes: Uint8Array) => Promise<boolean>;
  get: (name: string) => Promise<Buffer | undefined>;
  /** Lists objects below a name, those of a folder one after another; the prefix ends in a slash. */
  list: (prefix: string) => AsyncIterable<Listed>;
  /** Removes an object; idempotent. */
  remove: (name: string) => Promise<void>;
}>;

/**
 * The objects of one person in one place, each sealed under the person's key: once that is destroyed none can
 * be read, wherever copies are.
 */
export type PersonFolder = Readonly<{
  /** As in the store. Throws rule ACCOUNT_CLOSED. */
  put: (name: string, bytes: Uint8Array) => Promise<boolean>;
  /**
   * Returns the content; `undefined` if there is none or its key was destroyed. Throws unavailable
   * CONTENT_DAMAGED if it is not as it was sealed.
   */
  get: (name: string) => Promise<Buffer | undefined>;
  /** Lists objects by their names within the folder, each with the size of its content. */
  list: (prefix?: string) => AsyncIterable<Listed>;
  remove: (name: string) => Promise<void>;
}>;

/** Opens the folder of a person. */
export type PersonFolders = (place: 'uploads' | 'files', personId: string) => PersonFolder;

/** Bytes that can be read at any offset. */
export type Content = Readonly<{
  size: number;
  /** From one offset up to, and excluding, another; to the end when that is absent. */
  read: (from?: number, to?: number) => AsyncGenerator<Buffer>;
}>;

/** Why a file of an accepted type is not accepted, and the place or name that shows it. */
export type Finding = Readonly<{
  reason:
    | 'FILE_DAMAGED'
    | 'FILE_LOCKED'
    | 'FILE_AMBIGUOUS'
    | 'FILE_ACTIVE'
    | 'FILE_ATTACHES'
    | 'FILE_LINKS_OUT';
  found: string;
}>;

/** Reads the whole structure of a PDF, within bounds of time and memory. */
export type PdfInspector = Readonly<{ inspect: (bytes: Uint8Array) => Promise<Finding | undefined> }>;

/**
 * Draws a picture anew, upright and without metadata, so that nothing of the file but what it shows is kept.
 * Throws FILE_DAMAGED, PICTURE_TOO_LARGE.
 */
export type Pictures = Readonly<{
  redraw: (bytes: Uint8Array, mediaType: string, maxPixels: number) => Promise<Buffer>;
}>;

/** Scans for viruses; returns what was found, `undefined` for nothing. Throws SCANNER_UNAVAILABLE. */
export type VirusScanner = Readonly<{ scan: (content: Readable) => Promise<string | undefined> }>;
