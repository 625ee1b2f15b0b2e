import { personId, type PersonId } from '@egov/chassis/domain';
import { v5 as uuidv5 } from 'uuid';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

const PERSONS = '3f1c0f5e-7b0a-5d55-9a5e-2a0f5f3b6c11';
const PURPOSE = 'person of a number';
/** Each life is asked for at the key store. */
const MAX_LIVES = 100;

/**
 * Returns the person id of a number, the same in every dossier; it does not reveal the number. Whoever was
 * forgotten comes back as a new person: the id is that of the number's first life not forgotten. So nothing
 * but the forgotten ids themselves says how many there were, and nobody learns of it.
 */
export async function personOfNumber(
  { keys, hash }: Pick<Deps, 'keys' | 'hash'>,
  idNumber: string,
): Promise<PersonId> {
  for (let life = 0; life < MAX_LIVES; life += 1) {
    const id = personId(uuidv5(hash(PURPOSE, JSON.stringify([idNumber, life])), PERSONS));
    if (!(await keys.isForgotten(id))) return id;
  }
  throw refusal('ACCOUNT_CLOSED');
}
