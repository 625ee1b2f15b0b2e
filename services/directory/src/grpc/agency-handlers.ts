import { agencyId } from '@egov/chassis/domain';
import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import type { UseCases } from '../application/use-cases.ts';
import { agencyTo } from './agency-mapping.ts';
import { agencyLevels, codeSchemes } from './enums.ts';

const NAME = { max: 300 };
// Capitals, digits and dots cover the three schemes, and are safe in the name of a stream.
const CODE = { max: 40, pattern: /^[A-Z0-9]+(\.[A-Z0-9]+)*$/ };

const code = { scheme: field.enumeration(AgencyCodeScheme), code: field.text(CODE) };
const establishRequest = field.message({
  agencyId: field.id(agencyId).optional(),
  name: field.text(NAME),
  level: field.enumeration(AgencyLevel),
  parentId: field.orNull(field.id(agencyId)),
  codes: field.list(field.message({ ...code, validFromDay: field.localDate().optional() }), { max: 3 }),
  establishedOn: field.localDate(),
});
const renameRequest = field.message({
  agencyId: field.id(agencyId),
  name: field.text(NAME),
  validFromDay: field.localDate(),
  expectedRevision: field.revision().optional(),
});
const assignRequest = field.message({
  agencyId: field.id(agencyId),
  ...code,
  validFromDay: field.localDate(),
  expectedRevision: field.revision().optional(),
});
const moveRequest = field.message({
  agencyId: field.id(agencyId),
  parentId: field.id(agencyId),
  validFromDay: field.localDate(),
  expectedRevision: field.revision().optional(),
});
const dissolveRequest = field.message({
  agencyId: field.id(agencyId),
  dissolvedOn: field.localDate(),
  successors: field.list(
    field.message({
      agencyId: field.id(agencyId),
      part: field.orNull(field.text({ max: 500 })),
    }),
    { max: 100 },
  ),
  legalGround: field.text({ max: 300 }).default(''),
  expectedRevision: field.revision().optional(),
});

const asOf = { asOfDay: field.localDate().optional(), minPosition: field.position().optional() };
const getRequest = field.message({ agencyId: field.uuid(), ...asOf });
const findRequest = field.message({ ...code, ...asOf });
const listRequest = field.message({
  ...asOf,
  level: field.enumeration(AgencyLevel).optional(),
  parentId: field.uuid().optional(),
  text: field.text({ max: 200 }).optional(),
  pageSize: field.pageSize(),
  pageToken: field.pageToken().optional(),
});

export const agencyHandlers = (use: UseCases) =>
  grpcService(AgencyServiceDefinition, {
    establishAgency: rpc({
      schema: establishRequest,
      handle: ({ level, codes, ...request }, context) =>
        use.establishAgency(
          {
            ...request,
            level: agencyLevels.from[level],
            codes: codes.map((each) => ({
              scheme: codeSchemes.from[each.scheme],
              code: each.code,
              validFrom: each.validFromDay ?? request.establishedOn,
            })),
          },
          context,
        ),
    }),
    renameAgency: rpc({
      schema: renameRequest,
      handle: ({ validFromDay: validFrom, ...request }, context) =>
        use.renameAgency({ ...request, validFrom }, context),
    }),
    assignAgencyCode: rpc({
      schema: assignRequest,
      handle: ({ scheme, validFromDay: validFrom, ...request }, context) =>
        use.assignAgencyCode({ ...request, scheme: codeSchemes.from[scheme], validFrom }, context),
    }),
    moveAgency: rpc({
      schema: moveRequest,
      handle: ({ validFromDay: validFrom, ...request }, context) =>
        use.moveAgency({ ...request, validFrom }, context),
    }),
    dissolveAgency: rpc({
      schema: dissolveRequest,
      handle: (request, context) => use.dissolveAgency(request, context),
    }),
    getAgency: rpc({
      schema: getRequest,
      handle: async (request, context) => ({ agency: agencyTo(await use.getAgency(request, context)) }),
    }),
    findAgencyByCode: rpc({
      schema: findRequest,
      handle: async ({ scheme, ...request }, context) => ({
        agency: agencyTo(
          await use.findAgencyByCode({ ...request, scheme: codeSchemes.from[scheme] }, context),
        ),
      }),
    }),
    listAgencies: rpc({
      schema: listRequest,
      handle: async ({ level, ...request }, context) => {
        const { items, nextPageToken } = await use.listAgencies(
          { ...request, level: level === undefined ? undefined : agencyLevels.from[level] },
          context,
        );
        return { agencies: items.map(agencyTo), nextPageToken };
      },
    }),
  });
