const HYPHENATED = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i;

/** The usual text of 16 bytes. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 16 bytes of a UUID's text; undefined where it is not one. */
export function uuidBytes(text: string): Buffer | undefined {
  const bare = HYPHENATED.test(text)
    ? text.replaceAll('-', '')
    : /^[0-9a-f]{32}$/i.test(text)
      ? text
      : undefined;
  return bare === undefined ? undefined : Buffer.from(bare, 'hex');
}

/** From the protocol's two signed halves. */
export function uuidFromHalves(most: string, least: string): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt.asIntN(64, BigInt(most)), 0);
  bytes.writeBigInt64BE(BigInt.asIntN(64, BigInt(least)), 8);
  return bytes;
}
