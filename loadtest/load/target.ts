import type { AskedBy } from '@egov/platform';

/** What a scenario knows of the platform that it loads, read as JSON. */
export type Target = Readonly<{
  /** host:port of the gRPC server of each service that is called from outside. */
  services: Readonly<Record<AskedBy<'operations'>, string>>;
  /** Whether they speak without TLS. */
  plaintext: boolean;
  /** Addresses of the portals, where they are known. */
  staff?: string | undefined;
  citizens?: string | undefined;
  /** The issuer of tokens, and the program that gets them. */
  tokens: Readonly<{ url: string; clientId: string; clientSecret: string }>;
  /** The password of every account of the demonstration. */
  accountPassword: string;
  /**
   * Officials with a desk, those of the counter first. Each virtual user is another one, as an official is
   * logged in once at a time.
   */
  officials: readonly Readonly<{ username: string; receives: boolean }>[];
  /** What can be applied for at the counter. */
  applications: readonly Application[];
}>;

/** What a dossier is about: a procedure received at the counter, and an official who works on it. */
export type Application = Readonly<{
  procedureId: string;
  agencyId: string;
  caseName: string | undefined;
  officialId: string;
  paperIds: readonly string[];
}>;
