import { queryOptions, type CallContext } from '@egov/chassis/application';
import type { CurrentResult } from '../../projections/queries/current-result.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

const written = (document: string): string => document.replaceAll(/\s+/gu, '').toUpperCase();

/** Returns to the holder of a result what was decided; anybody may ask, so only a table is read. */
export const checkResult =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    { code, document }: Readonly<{ code: string; document: string }>,
    context: CallContext,
  ): Promise<CurrentResult> => {
    const result = await read.currentResult({ code }, queryOptions({ minPosition: undefined }, context));
    if (result === null || written(result.document) !== written(document)) throw refusal('NOT_FOUND');
    return result;
  };
