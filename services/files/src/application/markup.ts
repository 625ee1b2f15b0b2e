const MARKUP =
  /<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|meta|link|style|hta:\w+)[\s>/]/i;
/** The record at the end of a zip, which is searched for within this many bytes of a file's end. */
const ZIP_END = 'PK\u0005\u0006';
export const ZIP_TAIL = 65_557;

/** Returns the markup of a page that a browser or a script host would run in a file of another type. */
export const markupIn = (text: string): string | undefined => MARKUP.exec(text)?.[0].slice(0, 20);

/** Whether a file of another type can also be opened as a zip. */
export const endsAsZip = (bytes: Buffer): boolean =>
  bytes.toString('latin1', Math.max(0, bytes.length - ZIP_TAIL)).includes(ZIP_END);
