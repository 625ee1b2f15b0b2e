import exec from 'k6/execution';
import sse from 'k6/x/sse';
import { cookieFor, headers, open, send, think } from './portal.ts';
import { failed, told } from './measures.ts';
import { call } from './services.ts';
import { pick, target } from './target.ts';
import { receive } from './life.ts';
import { uuid } from './uuid.ts';

/** A dossier with the secret on its slip. */
export type Slip = Readonly<{ dossierId: string; code: string; secret: string }>;

/** Receives dossiers and returns their slips. */
export function slips(count: number): readonly Slip[] {
  return Array.from({ length: count }, (_, turn) => {
    const dossierId = receive(pick(target.applications, turn), turn);
    if (dossierId === undefined) throw new Error('A dossier to follow could not be received.');
    const {
      message: { secret },
    } = call('FollowService/GetFollowSecret', { dossierId });
    const { message } = call('DossierQueryService/GetDossier', { dossierId });
    return { dossierId, code: (message['dossier'] as { code: string }).code, secret: String(secret) };
  });
}

/**
 * Looks up a dossier by its slip, without an account, and keeps its page open for so many seconds; `expected`
 * means that something happens to it during that time.
 */
export function follow(all: readonly Slip[], seconds: number, expected: boolean): void {
  const { code, secret } = pick(all, exec.vu.idInTest);
  const form = open(`${target.citizens}/follow`, 'follow form');
  think(5);
  const found = send(form, 'main form', { code, secret }, 'follow');
  if (!(found.body ?? '').includes(code)) {
    failed.add(true, { page: 'follow' });
    return;
  }
  const address = `${target.citizens}${found.html().find('[data-live]').attr('data-live') ?? ''}`;
  const stream = sse.follow(address, { ...headers(), cookie: cookieFor(address) }, seconds);
  const changes = stream.events.filter(({ name }) => name === 'changed').length;
  told.add(changes);
  const wrong = stream.status !== 200 || stream.error !== '' || (expected && changes === 0);
  failed.add(wrong, { page: 'live' });
  if (wrong) console.error(`live page: ${stream.status} ${stream.error} ${changes} changes`);
}

/** An official writes to the applicant of a dossier. */
export function write(slip: Slip): void {
  const called = call('DossierCorrespondenceService/WriteMessage', {
    requestId: uuid(),
    dossierId: slip.dossierId,
    text: 'Hồ sơ đang được xem',
  });
  failed.add(!called.ok, { act: 'write' });
  if (!called.ok) console.error(called.why);
}
