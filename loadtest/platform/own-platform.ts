import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testIssuer } from '@egov/chassis/testing';
import { serviceAccounts, type ServiceAccountName } from '@egov/keycloak';
import { freePort, startEventStoreLite, startNats, startService, type Supervised } from '@egov/local';

const province = 'loadtest';
const tokenSeconds = 900;

/** A platform of the run's own, in real processes on free ports. */
export type OwnPlatform = Readonly<{
  /** host:port of each service's gRPC server. */
  directory: string;
  procedures: string;
  /** Connection string of the event log. */
  eventStoreUrl: string;
  natsUrl: string;
  masterKeyFile: string;
  /** In the order they were raised. */
  parts: readonly Supervised[];
  /** Ends `procedures` as a power cut would, and raises it again where it was. */
  killProcedures: () => Promise<void>;
  /** The token source of a service account. */
  tokenOf: (account: ServiceAccountName) => () => Promise<string>;
  /** Ends every process; the folder stays. */
  stop: () => Promise<void>;
}>;

/** Settings of the services on top of the usual, e.g. limits. */
export type OwnPlatformOptions = Readonly<{
  folder: string;
  settings?: Readonly<Record<string, string>>;
  onStarted?: (part: Supervised, milliseconds: number) => void;
}>;

/**
 * Raises event log, message broker, directory and procedures over `folder`. Tokens come from an issuer in
 * this process, which the services verify as they do Keycloak's. When a part does not come up, those before
 * it are ended again.
 */
export async function raiseOwnPlatform(options: OwnPlatformOptions): Promise<OwnPlatform> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await raise(
      options,
      (end) => {
        ends.push(end);
      },
      stop,
    );
  } catch (error) {
    await stop();
    throw error;
  }
}

async function raise(
  { folder, settings, onStarted }: OwnPlatformOptions,
  atEnd: (end: () => Promise<unknown>) => void,
  stop: () => Promise<void>,
): Promise<OwnPlatform> {
  const masterKeyFile = join(folder, 'master.key');
  await writeFile(masterKeyFile, randomBytes(32), { mode: 0o600 });
  const issuer = await testIssuer({ servicePermissions: serviceAccounts.procedures.permissions });
  atEnd(() => issuer.close());
  const parts: Supervised[] = [];
  const started = async <Part extends Supervised>(raisePart: () => Promise<Part>): Promise<Part> => {
    const began = performance.now();
    const part = await raisePart();
    onStarted?.(part, performance.now() - began);
    parts.push(part);
    atEnd(() => part.stop());
    return part;
  };
  const nats = await started(() =>
    startNats({ dataDir: join(folder, 'nats'), logFile: join(folder, 'nats-server.log') }),
  );
  const eventStore = await started(() =>
    startEventStoreLite({ dataDir: join(folder, 'log'), logFile: join(folder, 'eventstore-lite.log') }),
  );
  const serviceOf = async (name: 'directory' | 'procedures', more: Readonly<Record<string, string>> = {}) => {
    const dataDir = join(folder, name);
    await mkdir(dataDir);
    const port = await freePort();
    return () =>
      startService(name, {
        logFile: join(folder, `${name}.log`),
        env: {
          GRPC_PORT: String(port),
          EVENTSTORE_URL: eventStore.url,
          NATS_URL: nats.url,
          MASTER_KEY_FILE: masterKeyFile,
          DATA_DIR: dataDir,
          PROVINCE: province,
          LOG_LEVEL: 'warn',
          OIDC_ISSUER: issuer.issuer,
          OIDC_JWKS_URL: issuer.jwksUrl,
          OIDC_AUDIENCE: issuer.audience,
          OIDC_CLIENT_ID: name,
          OIDC_CLIENT_SECRET: 'secret',
          ...more,
          ...settings,
        },
      });
  };
  const directory = await started(await serviceOf('directory'));
  const raiseProcedures = await serviceOf('procedures', { DIRECTORY_URL: `grpc://${directory.address}` });
  const procedures = await started(raiseProcedures);
  let killed: Supervised = procedures;
  const killProcedures = async (): Promise<void> => {
    await killed.kill();
    killed = await started(raiseProcedures);
  };
  return {
    directory: directory.address,
    procedures: procedures.address,
    eventStoreUrl: eventStore.url,
    natsUrl: nats.url,
    masterKeyFile,
    parts,
    killProcedures,
    stop,
    tokenOf: (account) =>
      renewed(() =>
        issuer.token({
          subject: account,
          service: true,
          agencies: ['*'],
          permissions: serviceAccounts[account].permissions,
          expiresInSeconds: tokenSeconds,
        }),
      ),
  };
}

/** Asks for a token once, and again when half of its life is over. */
function renewed(ask: () => Promise<string>): () => Promise<string> {
  let held: { token: Promise<string>; until: number } | undefined;
  return () => {
    if (!held || held.until < Date.now()) held = { token: ask(), until: Date.now() + tokenSeconds * 500 };
    return held.token;
  };
}
