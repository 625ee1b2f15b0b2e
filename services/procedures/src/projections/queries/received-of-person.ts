import type { QueryDb } from '@egov/chassis/projections';
import { channelCodes } from '../tables/codes.ts';

/** Whose dossiers, of or at which agencies (any when null), and how many at most. */
type Asked = Readonly<{ personId: string; agencies: readonly string[] | null; max: number }>;

/**
 * The newest dossiers of a person that were received at a counter or by post, as far as these agencies own or
 * hold them: of what is elsewhere, nothing is read.
 */
export const receivedOfPerson = (db: QueryDb, { personId, agencies, max }: Asked): readonly string[] =>
  db
    .all<{ dossier_id: string }>(
      `SELECT dossier_id FROM dossier_v1 WHERE person_id = ? AND channel <> ?
        AND (? IS NULL OR agency_id IN (SELECT value FROM json_each(?))
          OR holder_agency_id IN (SELECT value FROM json_each(?)))
       ORDER BY key DESC LIMIT ?`,
      personId,
      channelCodes.online,
      ...Array.from({ length: 3 }, () => (agencies === null ? null : JSON.stringify(agencies))),
      max,
    )
    .map(({ dossier_id: dossierId }) => dossierId);
