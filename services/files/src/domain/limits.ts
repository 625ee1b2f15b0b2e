/**
 * Limits on uploads. They are settings of the platform, not rules of law: a province changes them by a new
 * entry from a day.
 */
export type Limits = Readonly<{
  /** First day, `YYYY-MM-DD`. */
  validFrom: string;
  maxBytes: number;
  mediaTypes: readonly string[];
  /** How long an unfinished upload is stored, in days. */
  unfinishedDays: number;
  /**
   * How long a finished one is stored with its file while no record names it, in days: a week longer than a
   * draft of the citizens' portal may offer it.
   */
  waitingDays: number;
  /** Bytes of a person that no record names yet: of open uploads and of files. */
  waitingBytes: number;
  /** All bytes of a person. */
  personBytes: number;
  /** Unfinished uploads that one person may have at a time. */
  openUploads: number;
  /** Maximum chunks of one upload: each is an object of the store. */
  chunks: number;
  /** Of a picture: it is unpacked to draw it anew. */
  pixels: number;
  archive: Readonly<{
    maxEntries: number;
    maxBytes: number;
    /** Unpacked bytes per packed byte, of the whole archive. */ maxRatio: number;
  }>;
}>;

export const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

const dated: readonly [Limits, ...Limits[]] = [
  {
    validFrom: '2019-01-01',
    maxBytes: 20 * MEBIBYTE,
    mediaTypes: [
      'application/pdf',
      'image/jpeg',
      'image/png',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.text',
    ],
    unfinishedDays: 7,
    waitingDays: 37,
    waitingBytes: GIBIBYTE,
    personBytes: 20 * GIBIBYTE,
    openUploads: 20,
    chunks: 256,
    pixels: 60_000_000,
    archive: { maxEntries: 2_000, maxBytes: 200 * MEBIBYTE, maxRatio: 100 },
  },
];

/** Returns the limits of a day. */
export const limitsOn = (day: string): Limits =>
  dated.findLast(({ validFrom }) => validFrom <= day) ?? dated[0];
