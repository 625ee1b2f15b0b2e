import { createHash, randomUUID } from 'node:crypto';
import { DomainError, officeDay } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { v5 as uuidv5 } from 'uuid';
import { formatDossierCode, registerId } from '../../domain/code-register/dossier-code.ts';
import type { DossierCodes } from '../ports.ts';
import type { Deps } from '../deps.ts';

/** A block grows while replicas race for one register, and shrinks to one when they no longer do. */
const MAX_BLOCK = 32;
/** Registers whose left-over numbers are remembered: a few days of every unit. */
const MAX_REGISTERS = 2_000;

type Block = { next: number; last: number; size: number };

/**
 * Assigns dossier codes from registers of a unit and local day. Each number is reserved in the log before
 * use, so that replicas never clash; numbers left unused after a refusal or a crash are lost and never
 * reassigned.
 */
export function dossierCodes({ registers, directory }: Pick<Deps, 'registers' | 'directory'>): DossierCodes {
  const blocks = new Map<string, Block>();

  async function reserve(unitCode: string, localDate: string, context: CallContext): Promise<number> {
    const id = registerId(unitCode, localDate);
    const block = blocks.get(id) ?? { next: 1, last: 0, size: 1 };
    blocks.delete(id);
    blocks.set(id, block);
    if (blocks.size > MAX_REGISTERS) blocks.delete(blocks.keys().next().value ?? '');
    for (let attempt = 0; block.next > block.last; attempt += 1) {
      // A reservation has its own request id: the caller's, retried after a lost race, must not get the
      // numbers of the first try.
      const requestId = uuidv5(`${attempt} ${randomUUID()}`, context.requestId);
      const requestHash = createHash('sha256').update(requestId).digest('hex');
      try {
        const { events } = await registers.handle({
          id,
          context: { ...context, requestId, requestHash },
          command: { type: 'ReserveBlock', data: { unitCode, localDate, size: block.size } },
        });
        Object.assign(block, { next: events[0]?.data.from ?? 1, last: events[0]?.data.to ?? 0, size: 1 });
      } catch (error) {
        if (
          !(error instanceof DomainError) ||
          error.reason !== 'CONCURRENT_CHANGE' ||
          block.size === MAX_BLOCK
        )
          throw error;
        block.size *= 2;
      }
    }
    const number = block.next;
    block.next += 1;
    return number;
  }

  return {
    async next(agencyId, receivedAt, context) {
      const localDate = officeDay(receivedAt);
      const unitCode = await directory.unitCode(agencyId, localDate, context);
      return formatDossierCode(unitCode, localDate, await reserve(unitCode, localDate, context));
    },
  };
}
