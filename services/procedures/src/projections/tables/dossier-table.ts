import { nationalStates, statesOf } from '../../domain/dossier/national-states.ts';

/** After every due time: the position of a dossier without one in the order of due times. */
export const NEVER_DUE = 253_402_300_800_000;

/** The sort expression of unfinished dossiers; the same in index and query, so that the index is used. */
export const dueOrder = (table = ''): string => `ifnull(${table === '' ? '' : `${table}.`}due, ${NEVER_DUE})`;

/** The states a dossier may be in before it is finished. */
export const unfinishedStates = statesOf(
  'registered',
  'accepted',
  'in-progress',
  'supplement-requested',
  'payment-requested',
);

/** The word index that a caller searches, by whether they may see personal data. */
export const wordIndex = (personal: boolean): string =>
  personal ? 'dossier_v1_text' : 'dossier_v1_procedure_text';

/** Every step is done and the decision is left; the plus keeps a walk off the far longer index by state. */
export const waitsForDecision = `d.to_sign = 1 AND +d.state = ${nationalStates['in-progress']}`;

/**
 * One row per dossier. Instants are milliseconds since 1970. `import_id` is empty for live dossiers, so that
 * it can lead an index. `came_in_at` is the submission; `received_at` the acceptance, and the submission
 * until then. `to_sign` is 1 once the last step of the procedure is completed. `waiting_since` is when its
 * clock was paused: for papers, a payment, another authority. `finished_as` is how it ended: released,
 * cancelled (withdrawn, stopped) or denied (refused). `late_step` is the last step that took too long,
 * `late_reason` an official's words on why the dossier was extended, which are about the applicant too.
 *
 * There are two word indexes: `_text` has every word of a dossier, `_procedure_text` only those of its
 * procedure. Who may not see names searches the second, so that neither what they find nor how long it takes
 * depends on any name.
 */
export const dossierTable = `
CREATE TABLE dossier_v1 (
  key INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL UNIQUE,
  code TEXT, temporary_id TEXT,
  state INTEGER NOT NULL,
  procedure_id TEXT NOT NULL, procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL,
  agency_id TEXT NOT NULL, holder_agency_id TEXT NOT NULL, holder_official_id TEXT,
  channel INTEGER NOT NULL,
  person_id TEXT NOT NULL, applicant_name TEXT, summary TEXT,
  import_id TEXT NOT NULL DEFAULT '',
  came_in_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
  due INTEGER, deadline INTEGER, end_date INTEGER,
  waiting_since INTEGER,
  last_step_id TEXT, to_sign INTEGER NOT NULL DEFAULT 0,
  released_at INTEGER, timeliness INTEGER,
  finished_at INTEGER, finished_as TEXT,
  late_step TEXT, late_reason TEXT,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX dossier_v1_received ON dossier_v1 (import_id, received_at, key);
CREATE INDEX dossier_v1_state ON dossier_v1 (import_id, state, received_at, key);
CREATE INDEX dossier_v1_owner ON dossier_v1 (import_id, agency_id, state, received_at, key);
CREATE INDEX dossier_v1_holder ON dossier_v1 (import_id, holder_agency_id, state, received_at, key)
  WHERE holder_agency_id <> agency_id;
CREATE INDEX dossier_v1_official ON dossier_v1 (import_id, holder_official_id, received_at, key)
  WHERE holder_official_id IS NOT NULL;
CREATE INDEX dossier_v1_procedure ON dossier_v1 (import_id, procedure_id, received_at, key);
CREATE INDEX dossier_v1_due ON dossier_v1 (import_id, state, ${dueOrder()}, key) WHERE finished_at IS NULL;
CREATE INDEX dossier_v1_due_owner ON dossier_v1 (import_id, agency_id, state, ${dueOrder()}, key)
  WHERE finished_at IS NULL;
CREATE INDEX dossier_v1_due_holder ON dossier_v1 (import_id, holder_agency_id, state, ${dueOrder()}, key)
  WHERE finished_at IS NULL AND holder_agency_id <> agency_id;
CREATE INDEX dossier_v1_due_official ON dossier_v1 (import_id, holder_official_id, ${dueOrder()}, key)
  WHERE finished_at IS NULL AND holder_official_id IS NOT NULL;
CREATE INDEX dossier_v1_to_sign ON dossier_v1 (import_id, ${dueOrder()}, key) WHERE to_sign = 1;
CREATE INDEX dossier_v1_code ON dossier_v1 (code) WHERE code IS NOT NULL;
CREATE INDEX dossier_v1_code_tail ON dossier_v1 (substr(code, -11)) WHERE code IS NOT NULL;
CREATE INDEX dossier_v1_temporary ON dossier_v1 (temporary_id) WHERE temporary_id IS NOT NULL;
CREATE INDEX dossier_v1_person ON dossier_v1 (person_id);
CREATE VIRTUAL TABLE dossier_v1_text USING fts5 (words, scope, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE dossier_v1_procedure_text
  USING fts5 (words, scope, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE dossier_v1_count (
  import_id TEXT NOT NULL, agency_id TEXT NOT NULL, state INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (import_id, agency_id, state)
) STRICT, WITHOUT ROWID;
`;
