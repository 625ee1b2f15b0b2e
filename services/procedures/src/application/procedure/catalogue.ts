import {
  dayOf,
  queryOptions,
  type AsOf,
  type CallContext,
  type Page,
  type ReadAfter,
} from '@egov/chassis/application';
import type { ApplicantGroup } from '../../domain/procedure/terms.ts';
import type {
  ListProcedures,
  ProcedureView,
  ProcedureVersionView,
} from '../../projections/queries/procedures.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Returns a procedure as of a day. */
export const getProcedure =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: AsOf & ReadAfter & Readonly<{ procedureId: string | undefined; code: string | undefined }>,
    context: CallContext,
  ): Promise<ProcedureView> => {
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
    if (found.current === null)
      await listProcedureVersions({ read })(
        { procedureId: found.procedureId, minPosition: undefined },
        context,
      );
    return found;
  };

/**
 * Lists the versions of a procedure: proposed ones only for those who may propose or publish at its agency.
 * What has no version for the caller does not exist.
 */
export const listProcedureVersions =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ReadAfter & Readonly<{ procedureId: string }>,
    context: CallContext,
  ): Promise<readonly ProcedureVersionView[]> => {
    const known = await read.listProcedureVersions(
      { procedureId: input.procedureId },
      queryOptions(input, context),
    );
    const { principal } = context;
    const mayPrepare = ({ terms: { agencyId } }: ProcedureVersionView): boolean =>
      principal.may('procedure.propose', agencyId) || principal.may('procedure.publish', agencyId);
    const versions = known.filter((version) => version.published || mayPrepare(version));
    if (versions.length === 0) throw refusal('NOT_FOUND');
    return versions;
  };

type ListInput = AsOf &
  ReadAfter &
  Omit<ListProcedures, 'asOf'> &
  Readonly<{ applicant: ApplicantGroup | undefined }>;

/** Lists the procedures in force on a day. */
export const listProcedures =
  ({ read }: Pick<Deps, 'read'>) =>
  (input: ListInput, context: CallContext): Promise<Page<ProcedureView>> => {
    const { text, field, agencyId, applicant, pageSize, pageToken } = input;
    return read.listProcedures(
      { asOf: dayOf(input, context), text, field, agencyId, applicant, pageSize, pageToken },
      queryOptions(input, context),
    );
  };
