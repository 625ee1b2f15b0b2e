export { download, isLocalPath, json, leadAway, seeOther, view, type Answer } from './answer.ts';
export { barChart, type Bar } from './bar-chart.ts';
export { csv, type CsvColumn } from './csv.ts';
export { fakeLogin } from './fake-login.ts';
export { filled } from './filled.ts';
export { day, moment, money, number } from './format.ts';
export { serveHttp, type HttpServer } from './http-server.ts';
export {
  identityProvider,
  IdentityProviderDown,
  LoginEnded,
  tokensOf,
  type ClientAtIssuer,
} from './login/identity-provider.ts';
export { oidcLogin, type OidcLoginOptions } from './login/oidc-login.ts';
export type { SessionTokens } from './login/session-tokens.ts';
export { mayCall } from './may-call.ts';
export { natsSessions, type NatsSessionsOptions, type Sessions } from './session/nats-sessions.ts';
export { memoryLogins, type LoginRecord, type Logins } from './session/logins.ts';
export { memoryPersonNotes, natsPersonNotes, type Note, type PersonNotes } from './session/person-notes.ts';
export { liveStream, localChanges, natsChanges, type LiveChanges } from './live-changes.ts';
export { localMoment } from './local-moment.ts';
export { lookUpLimit } from './look-up-limit.ts';
export { cookieName, cookieOf, cookieSettings } from './cookie-of.ts';
export { page, signedIn } from './page.ts';
export { sharedAnswers, type SharedAnswers } from './shared-answers.ts';
export { PageError } from './page-error.ts';
export { places, type Places } from './places.ts';
export { portalApp, type Feature, type Login, type PortalOptions } from './portal-app.ts';
export type { NavigationItem } from './navigation.ts';
export { qrSvg } from './qr-svg.ts';
export { readForm, type FieldError, type FormReading } from './read-form.ts';
export { definePortal, runPortal, type Portal, type PortalGround } from './run-portal.ts';
export { sealing, type Sealing } from './session/sealing.ts';
export { refusal, whyRefused, type Refusal } from './refusal.ts';
export { hasText, joinTexts, translator, type Locale, type Texts, type Translate } from './texts.ts';
export { visitOf, type SignedIn, type User, type Visit, type Visitor } from './visit.ts';
