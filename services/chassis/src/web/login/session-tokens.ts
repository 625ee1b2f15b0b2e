import type {} from 'express-session';

/** The tokens of one login; instants in milliseconds since 1970. */
export type SessionTokens = Readonly<{
  access: string;
  refresh: string;
  id: string;
  expiresAt: number;
  sid: string;
  subject: string;
}>;

declare module 'express-session' {
  interface SessionData {
    tokens: SessionTokens;
  }
}
