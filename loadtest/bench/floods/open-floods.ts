import { randomUUID } from 'node:crypto';
import { CallFailed } from '@egov/chassis/grpc';
import type { OpenPortals, ProcedureWithCounter } from '@egov/local/browser';
import { loggedIn, type PageOf } from '../pages/logged-in.ts';
import type { FloodedDossier } from './long-dossier.ts';

/** One round of a flood; returns what came of each request. */
export type Flood = (signal: AbortSignal) => Promise<readonly string[]>;

const CITIZEN = 'congdan01';
const PAPER_BYTES = 10 * 1024 * 1024;

/** Every flood, each by one caller who has no right to anything special. */
export async function openFloods(
  portals: OpenPortals,
  {
    procedure,
    long,
    say,
  }: Readonly<{ procedure: ProcedureWithCounter; long: FloodedDossier; say: (line: string) => void }>,
): Promise<Readonly<Record<string, Flood>>> {
  const reader = portals.clientsOf('demo').dossierQueries;
  const citizen = portals.clientsOf({ username: CITIZEN }).dossierQueries;
  const page = await loggedIn(portals, portals.citizens, CITIZEN, say);
  const own = await ownDossier(portals, procedure);
  return {
    'a long dossier read 50 times at once': atOnce(50, () =>
      reader.getDossier({ dossierId: long.dossierId }),
    ),
    'positions of never, 300 at once': atOnce(300, () =>
      citizen.listDossiers({ filter: undefined, minPosition: 9_000_000_000_000_000_000n }),
    ),
    '100 public pages of figures at once': atOnce(100, () => drained(fetch(`${portals.citizens}/figures`))),
    '28 checks of a result at once': atOnce(28, () =>
      checked(portals.citizens, { code: long.code, document: '12/QĐ-UBND' }),
    ),
    'uploads of 10 MiB, 8 at once': atOnce(8, (signal) => uploaded(page, procedure, signal)),
    '2,000 live streams of one citizen': atOnce(2_000, (signal) => page(`/dossiers/${own}/live`, { signal })),
  };
}

/** A dossier of the citizen, whose page can be kept open. */
async function ownDossier({ clientsOf }: OpenPortals, { procedureId, agencyId }: ProcedureWithCounter) {
  const { intake, close } = clientsOf({ username: CITIZEN });
  try {
    const { dossierId } = await intake.submitDossier({
      requestId: randomUUID(),
      procedureId,
      agencyId,
      applicant: { kind: 1, name: 'Nguyễn Văn Dài', phone: '0912345678' },
      components: [],
    });
    return dossierId;
  } finally {
    close();
  }
}

async function drained(asked: Promise<Response>): Promise<Response> {
  const answer = await asked;
  await answer.arrayBuffer();
  return answer;
}

/** Sends the form that anybody may send: with the token and the cookie of its page. */
async function checked(base: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const shown = await fetch(`${base}/check`);
  const cookie = shown.headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0])
    .join('; ');
  const token = /name="_csrf" value="([^"]+)"/u.exec(await shown.text())?.[1] ?? '';
  const body = new URLSearchParams({ ...fields, _csrf: token });
  return drained(fetch(`${base}/check`, { method: 'POST', headers: { cookie }, body }));
}

/** Uploads a file that no check takes, as a paper of the application. */
async function uploaded(page: PageOf, { procedureId }: ProcedureWithCounter, signal: AbortSignal) {
  const address = `/apply/${procedureId}/papers`;
  const form = await (await page(address, { signal })).text();
  const action = /<form[^>]+action="([^"]*_csrf=[^"]+)"/u.exec(form)?.[1] ?? '';
  const [input = ''] = /<input[^>]*type="file"[^>]*>/u.exec(form) ?? [];
  const field = /name="([^"]+)"/u.exec(input)?.[1];
  if (field === undefined) throw new Error('The page of papers has no field for a file.');
  const body = new FormData();
  body.append(field, new Blob([new Uint8Array(PAPER_BYTES)]), 'giay-to.pdf');
  return drained(page(action.replaceAll('&amp;', '&'), { method: 'POST', body, signal }));
}

const atOnce =
  (count: number, send: (signal: AbortSignal) => Promise<unknown>): Flood =>
  (signal) =>
    Promise.all(Array.from({ length: count }, () => outcomeOf(send(signal))));

async function outcomeOf(sent: Promise<unknown>): Promise<string> {
  try {
    const answer = await sent;
    return answer instanceof Response ? `${answer.status}` : 'OK';
  } catch (error) {
    if (error instanceof CallFailed) return error.codeName;
    return error instanceof Error ? error.message.slice(0, 60) : String(error);
  }
}
