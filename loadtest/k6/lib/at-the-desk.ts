import exec from 'k6/execution';
import { logIn, open, send, think } from './portal.ts';
import { pick, target } from './target.ts';

const dossierLink = /href="(\/dossiers\/[0-9a-f-]{36})"/;
const tabs = [
  '',
  '?tab=in-progress',
  '?tab=mine',
  '?tab=late',
  '?tab=nearly-late',
  '?tab=waiting-papers',
  '?tab=all',
] as const;

/**
 * What an official of the counter does repeatedly: looks at the desk, searches, opens a dossier, and
 * sometimes receives one.
 */
export function atTheDesk(): void {
  const turn = exec.vu.iterationInScenario;
  const { username, receives } = pick(target.officials, exec.vu.idInTest);
  const portal = logIn(target.staff, username);
  const desk = open(`${portal}/desk${pick(tabs, turn)}`, 'desk');
  think(8);
  const searched = turn % 3 === 2 ? open(`${portal}/desk?tab=all&text=nguyen+van+mau`, 'search') : desk;
  const [, dossier] = dossierLink.exec(searched.body ?? '') ?? [];
  if (dossier !== undefined) {
    open(`${portal}${dossier}`, 'dossier');
    think(20);
  }
  if (receives && turn % 2 === 1) receiveInBrowser(portal);
}

function receiveInBrowser(portal: string): void {
  const application = pick(target.applications, exec.scenario.iterationInTest);
  open(`${portal}/counter`, 'counter');
  think(3);
  const form = open(`${portal}/counter/receive/${application.procedureId}`, 'reception');
  think(40);
  send(
    form,
    'main form',
    {
      name: 'Nguyễn Văn Mẫu',
      id_number: '025200000001',
      phone: '0900000000',
      case_name: application.caseName ?? '',
    },
    'receive',
  );
}
