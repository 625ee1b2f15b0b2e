/** Bytes a varint takes; exact for whole numbers up to 2^53. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

/** Writes a varint and returns the offset after it. */
export function writeVarint(target: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest >= 128) {
    target[at] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
    at += 1;
  }
  target[at] = rest;
  return at + 1;
}

const MAX_INT64 = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);

/** A growing protobuf message; every field number used here is below 16, so that a tag is one byte. */
export class WireBuffer {
  #bytes: Buffer;
  #at = 0;

  constructor(size = 256) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }

  /** A number field; `MAX_SAFE_INTEGER` stands for the largest int64. */
  number(field: number, value: number): this {
    this.#room(11);
    this.#bytes[this.#at] = field << 3;
    if (value === Number.MAX_SAFE_INTEGER) {
      this.#bytes.set(MAX_INT64, this.#at + 1);
      this.#at += 1 + MAX_INT64.length;
    } else {
      this.#at = writeVarint(this.#bytes, this.#at + 1, value);
    }
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#room(11 + value.length);
    this.#bytes[this.#at] = (field << 3) | 2;
    this.#at = writeVarint(this.#bytes, this.#at + 1, value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  text(field: number, value: string): this {
    const length = Buffer.byteLength(value);
    this.#room(11 + length);
    this.#bytes[this.#at] = (field << 3) | 2;
    this.#at = writeVarint(this.#bytes, this.#at + 1, length);
    this.#bytes.write(value, this.#at, 'utf8');
    this.#at += length;
    return this;
  }

  /** Fields that are encoded already. */
  raw(encoded: Uint8Array): this {
    this.#room(encoded.length);
    this.#bytes.set(encoded, this.#at);
    this.#at += encoded.length;
    return this;
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }
}
