export { copiesMissing } from './await-command.ts';
export { bringBroker } from './broker-command.ts';
export { admitServices } from './event-log-command.ts';
export type { Tally } from './lives/tally.ts';
export { atATime } from './province/at-a-time.ts';
export {
  loadRecordedProcedure,
  loadReferenceProvince,
  type Loaders,
} from './province/load-reference-province.ts';
export { platformClients, type PlatformAddress, type PlatformClients } from './province/platform-clients.ts';
export { channels } from './province/reference-requests.ts';
export { recordedProcedureId } from './province/recorded-procedure.ts';
export { bootstrapClient } from './realm/bootstrap-client.ts';
export { demoAccounts } from './realm/demo-accounts.ts';
export { passwordCredential } from './realm/password-credential.ts';
export { adminCalls, type AdminCall } from './realm/admin-calls.ts';
export { appliedLines, realmAdmin, type RealmAdmin } from './realm/realm-admin.ts';
export { differenceLine, type Difference } from './realm/realm-differences.ts';
export { serviceSubject } from './realm/service-subject.ts';
export { tokensOf, type Caller, type LoginSecrets } from './realm/tokens.ts';
