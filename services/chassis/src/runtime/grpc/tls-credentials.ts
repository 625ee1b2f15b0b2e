import { experimental, type ServerCredentials } from '@grpc/grpc-js';
import type { Identity, ServerCertificate } from '../tls/server-certificate.ts';

type Listener = (update: Identity | null) => void;

/** Returns the credentials of a gRPC server that shows a certificate, and the renewed one to new callers. */
export function tlsCredentials({ now, follow }: ServerCertificate): ServerCredentials {
  const stops = new Map<Listener, () => void>();
  return experimental.createCertificateProviderServerCredentials(
    {
      // Only clients' certificates would need an authority.
      addCaCertificateListener: () => undefined,
      removeCaCertificateListener: () => undefined,
      addIdentityCertificateListener: (listener) => {
        stops.set(listener, follow(listener));
        // Later, as what is told while it is being added is told to nobody.
        queueMicrotask(() => listener(now()));
      },
      removeIdentityCertificateListener: (listener) => {
        stops.get(listener)?.();
        stops.delete(listener);
      },
    },
    null,
    false,
  );
}
