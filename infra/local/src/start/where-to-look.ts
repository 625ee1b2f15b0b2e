import { relative } from 'node:path';
import { ADMIN_USERNAME, AUDIENCE, CLI_CLIENT, type Role } from '@egov/keycloak';
import type { Platform } from '../platform/start-platform.ts';

const shown: readonly Role[] = [
  'counter-official',
  'specialist',
  'clerk',
  'unit-leader',
  'inspector',
  'administrator',
  'auditor',
  'citizen',
  'archivist-importer',
];

/** Lists where everything listens, who can log in, and one call to try. */
export function whereToLook(
  { nats, eventLog, keycloak, services, portals }: Platform,
  grpcurl: string,
  secretsFile: string,
): string {
  const table = (rows: readonly (readonly [string, string])[]) =>
    rows.map(([name, value]) => `  ${name.padEnd(20)} ${value}`);
  const { accountPassword } = keycloak.secrets;
  const accounts = shown.flatMap((role) => {
    const first = keycloak.accounts.find(({ roles }) => roles.includes(role));
    return first === undefined ? [] : [[role, first.username] as const];
  });
  return [
    'Addresses',
    ...table([
      ...Object.values(portals).map(({ name, url }) => [name, url] as const),
      ...Object.values(services).map(
        ({ name, address }) => [name, `${address} (gRPC, reflection on)`] as const,
      ),
      ['event log', `https://127.0.0.1:${eventLog.port} (TLS; its accounts are in ${eventLog.accountsFile})`],
      ['NATS', nats.url],
      ['issuer of tokens', keycloak.issuer],
      [
        'Keycloak console',
        `http://127.0.0.1:${keycloak.port}/admin/egov/console (${ADMIN_USERNAME}, ` +
          `its password is adminPassword in ${secretsFile})`,
      ],
    ]),
    '',
    `Accounts, ${keycloak.accounts.length} in all, each with the password ${accountPassword}`,
    ...table(accounts),
    '',
    'To try',
    `  TOKEN=$(curl -s ${keycloak.issuer}/protocol/openid-connect/token -d grant_type=password -d ` +
      `client_id=${CLI_CLIENT} \\`,
    `    -d username=motcua01 --data-urlencode password=${accountPassword} | sed ` +
      `'s/.*"access_token":"\\([^"]*\\)".*/\\1/')   # aud ${AUDIENCE}`,
    `  ${relative(process.cwd(), grpcurl)} -plaintext -H "authorization: ` +
      `Bearer $TOKEN" -d '{"page_size": 5}' \\`,
    `    ${services.procedures.address} egov.procedures.v1.DossierQueryService/ListDossiers`,
  ].join('\n');
}
