import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Logger } from '../logger/logger.ts';

/** A certificate and its key, as PEM. */
export type Identity = Readonly<{ certificate: Buffer; privateKey: Buffer }>;

/** What a server shows, as it is now and as it is renewed. */
export type ServerCertificate = Readonly<{
  now: () => Identity;
  /** Calls back with each renewed one; returns a stop function. */
  follow: (renewed: (identity: Identity) => void) => () => void;
}>;

type Files = Readonly<{ TLS_CERT_FILE?: string | undefined; TLS_KEY_FILE?: string | undefined }>;
type Paths = Readonly<{ certFile: string; keyFile: string }>;

/** New connections get a renewed certificate after this time. */
const LOOKED_AT_EVERY_MS = 60_000;

/**
 * Opens the certificate that the variables name; undefined if neither is set: the server then has no TLS.
 * Throws if one is missing, or if they are not a certificate and its key. If renewed ones are not, that is
 * logged, and the server keeps what it has.
 */
export function serverCertificate(
  { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile }: Files,
  logger: Logger,
  everyMs = LOOKED_AT_EVERY_MS,
): ServerCertificate | undefined {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    const [set, unset] = certFile === undefined ? ['KEY', 'CERT'] : ['CERT', 'KEY'];
    throw new Error(`TLS_${set}_FILE is set and TLS_${unset}_FILE is not: set both, or neither for no TLS.`);
  }
  return watched({ certFile, keyFile }, logger, everyMs);
}

function watched(paths: Paths, logger: Logger, everyMs: number): ServerCertificate {
  let readAt = writtenAt(paths);
  let identity = read(paths);
  const followers = new Set<(identity: Identity) => void>();
  const look = (): void => {
    try {
      const now = writtenAt(paths);
      if (now === readAt) return;
      identity = read(paths);
      readAt = now;
      logger.info({}, 'the certificate was renewed');
      for (const tell of followers) tell(identity);
    } catch (error) {
      logger.error({ err: error }, 'the renewed certificate is not usable');
    }
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    now: () => identity,
    follow: (renewed) => {
      followers.add(renewed);
      timer ??= setInterval(look, everyMs).unref();
      return () => {
        followers.delete(renewed);
        if (followers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function read({ certFile, keyFile }: Paths): Identity {
  try {
    const [certificate, privateKey] = [readFileSync(certFile), readFileSync(keyFile)];
    createSecureContext({ cert: certificate, key: privateKey });
    return { certificate, privateKey };
  } catch (cause) {
    throw unusable({ certFile, keyFile }, cause);
  }
}

function writtenAt({ certFile, keyFile }: Paths): string {
  try {
    return [certFile, keyFile].map((file) => statSync(file).mtimeMs).join(' ');
  } catch (cause) {
    throw unusable({ certFile, keyFile }, cause);
  }
}

const unusable = ({ certFile, keyFile }: Paths, cause: unknown): Error =>
  new Error(
    `The server's certificate is not usable: TLS_CERT_FILE (${certFile}) and TLS_KEY_FILE (${keyFile}) ` +
      'must be a certificate and its key as PEM.',
    { cause },
  );
