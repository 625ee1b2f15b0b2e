import { sleep } from 'k6';
import type { Application } from '../../load/target.ts';
import { uuid } from './uuid.ts';
import { acknowledged, command, failed, lives, shed } from './measures.ts';
import { call, type Called } from './services.ts';
import { pick, target } from './target.ts';

/** The acts of a life, in their order. */
export type Act = 'receive' | 'hand over' | 'release' | 'return';

const TIMES_AGAIN = 5;
const AGAIN_AFTER_SECONDS = 1;

/** Sends a command and counts its outcome; other failures are logged to the console. */
export function act(name: Act, send: () => Called): Called {
  const called = send();
  if (called.shed) shed.add(1, { act: name });
  else {
    failed.add(!called.ok, { act: name });
    command.add(called.milliseconds, { act: name });
    if (called.ok) acknowledged.add(1, { act: name });
    else console.error(called.why);
  }
  return called;
}

/** Receives a dossier at the counter; returns its id once that was acknowledged. */
export function receive(
  { procedureId, agencyId, caseName, paperIds }: Application,
  turn: number,
): string | undefined {
  const dossierId = uuid();
  const called = act('receive', () =>
    call('DossierIntakeService/ReceiveDossier', {
      requestId: uuid(),
      dossierId,
      procedureId,
      agencyId,
      caseName,
      summary: 'Đề nghị giải quyết',
      channel: 'CHANNEL_COUNTER',
      applicant: {
        personId: uuid(),
        kind: 'APPLICANT_KIND_CITIZEN',
        name: `Nguyễn Văn Mẫu ${turn}`,
        idNumber: `0252${String(turn % 1e8).padStart(8, '0')}`,
        address: 'Phường Thanh Miếu',
      },
      components: paperIds.map((paperId) => ({ paperId, originals: 1 })),
    }),
  );
  if (called.ok) note(dossierId, 'receive');
  return called.ok ? dossierId : undefined;
}

/**
 * Takes the dossier of a turn through its life in four commands, each durable before it returns. A dossier
 * that was received is carried on, as an official would.
 */
export function live(turn: number): void {
  const application = pick(target.applications, turn);
  const dossierId = receive(application, turn);
  if (dossierId === undefined) return;
  const rest: readonly (readonly [Act, string, object])[] = [
    [
      'hand over',
      'DossierSolvingService/HandOverDossier',
      { agencyId: application.agencyId, officialId: application.officialId },
    ],
    ['release', 'DossierEndingService/ReleaseResult', { outcome: 'RESULT_OUTCOME_GRANTED' }],
    ['return', 'DossierEndingService/ReturnResult', { method: 'RETURN_METHOD_COUNTER' }],
  ];
  for (const [name, method, said] of rest) {
    if (!again(name, method, { requestId: uuid(), dossierId, ...said })) return;
    note(dossierId, name);
  }
  lives.add(1);
}

/** Repeats a request that was shed after a while, a limited number of times. */
function again(name: Act, method: string, request: object): boolean {
  for (let time = 1; ; time += 1) {
    const called = act(name, () => call(method, request));
    if (called.ok) return true;
    if (!(called.shed || __ENV['EGOV_PATIENT'] === 'yes') || time === TIMES_AGAIN) return false;
    sleep(AGAIN_AFTER_SECONDS);
  }
}

/** Notes each acknowledgement where the run reads them back. */
function note(dossierId: string, name: Act): void {
  if (__ENV['EGOV_NOTES'] === 'yes') console.log(`acknowledged ${dossierId} ${name.replace(' ', '-')}`);
}
