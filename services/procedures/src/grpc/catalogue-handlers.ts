import { agencyId } from '@egov/chassis/domain';
import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { ApplicantGroup } from '@egov/proto/egov/procedures/v1/procedure';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { procedureId } from '../domain/ids.ts';
import type { UseCases } from '../application/use-cases.ts';
import { procedureTo, versionTo } from './procedure-mapping.ts';
import { applicantGroups } from './enums.ts';
import { procedureTerms } from './request-parts.ts';

const seen = { expectedRevision: field.revision().optional() };
const asOf = { asOfDay: field.localDate().optional(), minPosition: field.position().optional() };
const listRequest = field.message({
  text: field.text({ max: 200 }).optional(),
  field: field.text({ max: 1_000 }).optional(),
  agencyId: field.id(agencyId).optional(),
  applicant: field.enumeration(ApplicantGroup).optional(),
  ...asOf,
  pageSize: field.pageSize(),
  pageToken: field.pageToken().optional(),
});

/** Serves the catalogue of procedures. */
export const catalogueHandlers = (use: UseCases) =>
  grpcService(CatalogueServiceDefinition, {
    proposeProcedureVersion: rpc({
      schema: field.message({
        procedureId: field.id(procedureId).optional(),
        terms: procedureTerms(),
        inForceFromDay: field.localDate(),
        ...seen,
      }),
      handle: ({ inForceFromDay: inForceFrom, ...request }, context) =>
        use.proposeProcedureVersion({ ...request, inForceFrom }, context),
    }),
    publishProcedureVersion: rpc({
      schema: field.message({
        procedureId: field.id(procedureId),
        version: field.count({ min: 1 }),
        ...seen,
      }),
      handle: (request, context) => use.publishProcedureVersion(request, context),
    }),
    retireProcedure: rpc({
      schema: field.message({
        procedureId: field.id(procedureId),
        retiredOn: field.localDate(),
        legalGround: field.text({ max: 1_000 }).default(''),
        ...seen,
      }),
      handle: (request, context) => use.retireProcedure(request, context),
    }),
    getProcedure: rpc({
      schema: field.message({
        procedureId: field.id(procedureId).optional(),
        code: field.text({ max: 50 }).optional(),
        ...asOf,
      }),
      handle: async (request, context) => ({
        procedure: procedureTo(await use.getProcedure(request, context)),
      }),
    }),
    listProcedureVersions: rpc({
      schema: field.message({ procedureId: field.id(procedureId), minPosition: field.position().optional() }),
      handle: async (request, context) => ({
        versions: (await use.listProcedureVersions(request, context)).map(versionTo),
      }),
    }),
    listProcedures: rpc({
      schema: listRequest,
      handle: async ({ applicant, ...request }, context) => {
        const { items, nextPageToken } = await use.listProcedures(
          { ...request, applicant: applicant === undefined ? undefined : applicantGroups.from[applicant] },
          context,
        );
        return { procedures: items.map(procedureTo), nextPageToken };
      },
    }),
  });
