import { pageToken, type CallContext } from '@egov/chassis/application';
import type { ApplicantGroup } from '../domain/procedure/terms.ts';
import type {
  ListProceduresArgs,
  ProcedureRow,
  ProcedureVersionRow,
} from '../projections/queries/procedures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';
import { refusal } from '../domain/reasons.ts';

/** Answers a procedure as of a day. */
export const getProcedure =
  ({ read }: Read) =>
  async (
    input: AsOf & Includes & Readonly<{ procedureId: string | undefined; code: string | undefined }>,
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
            including(input, context),
          );
    if (found === null) throw refusal('NOT_FOUND');
    return found;
  };

/** Lists every version of a procedure. */
export const listProcedureVersions =
  ({ read }: Read) =>
  async (
    input: Includes & Readonly<{ procedureId: string }>,
    context: CallContext,
  ): Promise<readonly ProcedureVersionRow[]> => {
    const versions = await read.listProcedureVersions(
      { procedureId: input.procedureId },
      including(input, context),
    );
    if (versions.length === 0) throw refusal('NOT_FOUND');
    return versions;
  };

type ListInput = AsOf &
  Includes &
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
  ({ read }: Read) =>
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
      including(input, context),
    );
    const last = rows.at(-1);
    return {
      procedures: rows,
      nextPageToken:
        more && last?.current ? pageToken.encode(query, [last.current.terms.code, last.procedureId]) : '',
    };
  };
