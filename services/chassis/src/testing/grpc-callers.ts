import { type Claims, type Principal, principalOf } from '../runtime/context/principal.ts';
import { Unauthenticated } from '../runtime/auth/unauthenticated.ts';
import type { Verifier } from '../runtime/auth/jwt-verifier.ts';
import { CallFailed } from '../runtime/grpc/call-failed.ts';
import { type GrpcClient, grpcClient } from '../runtime/grpc/grpc-client.ts';
import type { ServiceDefinition } from '../runtime/grpc/service-definition.ts';

/** The callers of one service in a test. */
export type Callers<Definition extends ServiceDefinition> = Readonly<{
  /** A client that calls as this person or service. */
  as: (claims: Partial<Claims>) => GrpcClient<Definition>;
  /** A client without a token. */
  anonymous: () => GrpcClient<Definition>;
  close: () => void;
}>;

const KIND = 'test:';

/** A verifier for in-process tests: accepts the tokens of `testToken`, so that no issuer has to run. */
export const testVerifier: Verifier = {
  verify(token): Principal {
    if (!token.startsWith(KIND)) throw new Unauthenticated('TOKEN_INVALID');
    return principalOf(JSON.parse(Buffer.from(token.slice(KIND.length), 'base64url').toString()) as Claims);
  },
};

/** Makes a token that `testVerifier` accepts. */
export const testToken = ({
  subject = 'official-1',
  agencies = [],
  permissions = [],
  service = false,
}: Partial<Claims>): string =>
  KIND +
  Buffer.from(JSON.stringify({ subject, agencies, permissions: [...permissions], service })).toString(
    'base64url',
  );

/**
 * Makes the callers of a service: `callersFor(DossierQueryServiceDefinition, url).as({ permissions:
 * ['dossier.read'], agencies: ['a'] })`. Nothing is retried.
 */
export function callersFor<const Definition extends ServiceDefinition>(
  definition: Definition,
  url: string,
  tokenOf: (claims: Partial<Claims>) => string | Promise<string> = testToken,
): Callers<Definition> {
  const open: { close: () => void }[] = [];
  const client = (options: Parameters<typeof grpcClient>[2]): GrpcClient<Definition> => {
    const made = grpcClient(definition, url, { retries: 0, ...options });
    open.push(made);
    return made;
  };
  return {
    as: (claims) => client({ token: async () => tokenOf(claims) }),
    anonymous: () => client({}),
    close: () => {
      for (const made of open) made.close();
    },
  };
}

/** Returns the failure of a call; throws if it succeeded. */
export async function failureOf(call: Promise<unknown>): Promise<CallFailed> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CallFailed) return error;
    throw error;
  }
  throw new Error('the call succeeded, though it should fail');
}
