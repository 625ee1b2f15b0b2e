import {
  pageToken,
  dayOf,
  queryOptions,
  type AsOf,
  type CallContext,
  type ReadAfter,
} from '@egov/chassis/application';
import type { ApplicantGroup } from '../../domain/procedure/terms.ts';
import type {
  ListProceduresArgs,
  ProcedureRow,
  ProcedureVersionRow,
} from '../../projections/queries/procedures.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Answers a procedure as of a day. */
export const getProcedure =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: AsOf & ReadAfter & Readonly<{ procedureId: string | undefined; code: string | undefined }>,
    context: CallContext,
  ): Promise<ProcedureRow> => {
    const { procedureId, code } = input;
    const found =
      procedureId === undefined && code === undefined
        ? null
        : await read.getProcedure(
            {
              asOf: dayOf(input, context),
              ...(procedureId === undefined ? {} : { procedureId }),
              ...(code === undefined ? {} : { code }),
            },
            queryOptions(input, context),
          );
    if (found === null) throw refusal('NOT_FOUND');
    return found;
  };

/** Lists every version of a procedure. */
export const listProcedureVersions =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ReadAfter & Readonly<{ procedureId: string }>,
    context: CallContext,
  ): Promise<readonly ProcedureVersionRow[]> => {
    const versions = await read.listProcedureVersions(
      { procedureId: input.procedureId },
      queryOptions(input, context),
    );
    if (versions.length === 0) throw refusal('NOT_FOUND');
    return versions;
  };

type ListInput = AsOf &
  ReadAfter &
  Readonly<{
    text: string | undefined;
    field: string | undefined;
    agencyId: string | undefined;
    applicant: ApplicantGroup | undefined;
    pageSize: number;
    pageToken: string | undefined;
  }>;

/** Lists the procedures in force on a day. */
export const listProcedures =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ListInput,
    context: CallContext,
  ): Promise<Readonly<{ procedures: readonly ProcedureRow[]; nextPageToken: string }>> => {
    const { text, field, agencyId, applicant } = input;
    const query: Omit<ListProceduresArgs, 'size' | 'after'> = {
      asOf: dayOf(input, context),
      ...(text === undefined ? {} : { text }),
      ...(field === undefined ? {} : { field }),
      ...(agencyId === undefined ? {} : { agencyId }),
      ...(applicant === undefined ? {} : { applicant }),
    };
    const after = pageToken.decode(query, input.pageToken, 2) as readonly [string, string] | undefined;
    const { rows, more } = await read.listProcedures(
      { ...query, size: input.pageSize, ...(after ? { after } : {}) },
      queryOptions(input, context),
    );
    const last = rows.at(-1);
    return {
      procedures: rows,
      nextPageToken:
        more && last?.current ? pageToken.encode(query, [last.current.terms.code, last.procedureId]) : '',
    };
  };
