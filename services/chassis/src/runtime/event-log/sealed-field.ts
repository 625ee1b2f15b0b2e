import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError, invalid } from '../../domain/refusal.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { placesOf, valueAt } from './field-path.ts';

/**
 * A personal value as stored in the log: AES-256-GCM under the key of the person `kid`, bound to its stream,
 * event and field.
 */
export type SealedField = Readonly<{ v: 1; kid: string; nonce: string; ct: string; tag: string }>;

/** The event whose fields are sealed or unsealed. */
export type SealedEvent = Readonly<{ stream: string; eventId: string }>;

/** A sealed field found in an event's data. */
export type SealedPlace = Readonly<{
  holder: Record<string, unknown>;
  key: string;
  path: string;
  sealed: SealedField;
}>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NAMES: readonly (keyof SealedField)[] = ['v', 'kid', 'nonce', 'ct', 'tag'];

const boundTo = ({ stream, eventId }: SealedEvent, path: string): Buffer =>
  Buffer.from(`${stream}|${eventId}|${path}`);

function isSealed(value: object): value is SealedField {
  if (Object.keys(value).length !== NAMES.length || !('v' in value) || value.v !== 1) return false;
  const record: Partial<Record<string, unknown>> = { ...value };
  return NAMES.every((name) => name === 'v' || typeof record[name] === 'string');
}

/** Of whom something was said, and the paths of what became null because they are forgotten. */
export type Sealing = Readonly<{ persons: ReadonlySet<string>; blanked: readonly string[] }>;

/**
 * Seals the declared fields inside `data`, which is changed in place; an empty text says nothing and stays.
 * With `blank`, fields of a person who was forgotten become null, as they would be read anyway; without it
 * they are refused. Throws invalid PERSON_ID_MISSING {field} where a value's person is not named, invalid
 * VALUE_LOOKS_SEALED where one comes already in a sealed form.
 */
export async function sealFields(
  data: object,
  declared: Readonly<Record<string, string>>,
  event: SealedEvent,
  { keys, blank }: Readonly<{ keys: KeyStore; blank: boolean }>,
): Promise<Sealing> {
  const persons = new Set<string>();
  const blanked: string[] = [];
  const [disguised] = sealedPlaces(data);
  if (disguised) throw invalid('VALUE_LOOKS_SEALED', { field: disguised.path });
  for (const [path, personPath] of Object.entries(declared)) {
    for (const place of placesOf(data, path)) {
      if (place.holder[place.key] === '') continue;
      const personId = valueAt(data, personPath, place.indexes);
      if (typeof personId !== 'string' || personId === '')
        throw invalid('PERSON_ID_MISSING', { field: place.path });
      persons.add(personId);
      const key = await (blank ? keyUnlessForgotten(keys, personId) : keys.keyFor(personId));
      if (key === undefined) blanked.push(place.path);
      place.holder[place.key] =
        key === undefined ? null : seal(place.holder[place.key], personId, key, boundTo(event, place.path));
    }
  }
  return { persons, blanked };
}

async function keyUnlessForgotten(keys: KeyStore, personId: string): Promise<Uint8Array | undefined> {
  try {
    return await keys.keyFor(personId);
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'ACCOUNT_CLOSED') return undefined;
    throw error;
  }
}

/** Puts null at paths of `data`, which is changed in place. */
export function blankFields(data: object, paths: readonly string[]): void {
  for (const path of paths) for (const { holder, key } of placesOf(data, path)) holder[key] = null;
}

function seal(value: unknown, kid: string, key: Uint8Array, bound: Buffer): SealedField {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  const ct = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return {
    v: 1,
    kid,
    nonce: nonce.toString('base64'),
    ct: ct.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Finds every sealed field, wherever it is: an older schema may have had it under another name. */
export function sealedPlaces(data: unknown): SealedPlace[] {
  const found: SealedPlace[] = [];
  collect(data, '', found);
  return found;
}

function collect(value: unknown, trail: string, found: SealedPlace[]): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    const held = holder[key];
    if (typeof held !== 'object' || held === null) continue;
    const path = trail === '' ? key : `${trail}.${key}`;
    if (isSealed(held)) found.push({ holder, key, path, sealed: held });
    else collect(held, path, found);
  }
}

/**
 * Puts the value back in its place, or `null` if the person has no key any more. Throws unavailable
 * SEAL_BROKEN {stream, field}.
 */
export function unsealField(
  { holder, key, path, sealed }: SealedPlace,
  event: SealedEvent,
  keys: ReadonlyMap<string, Uint8Array>,
): void {
  const personKey = keys.get(sealed.kid);
  holder[key] = personKey ? unseal(sealed, path, event, personKey) : null;
}

function unseal(sealed: SealedField, path: string, event: SealedEvent, key: Uint8Array): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(boundTo(event, path))
      .setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return JSON.parse(
      Buffer.concat([decipher.update(Buffer.from(sealed.ct, 'base64')), decipher.final()]).toString('utf8'),
    );
  } catch (cause) {
    throw new DomainError('unavailable', 'SEAL_BROKEN', { stream: event.stream, field: path }, { cause });
  }
}
