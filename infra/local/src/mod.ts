export { freePort, portTaken } from './processes/ports.ts';
export type { Exit, Supervised } from './processes/supervised.ts';
export { startEventStoreLite, type EventStoreLite } from './parts/eventstore-lite.ts';
export { startNats, type Nats, type PartOptions } from './parts/nats.ts';
export { startService, type Service, type ServiceOptions } from './parts/service.ts';
export { tool } from './tools/tool.ts';
export type { GoTool } from './tools/go-tools.ts';
export { startKeycloak, type Keycloak } from './keycloak/start-keycloak.ts';
export type { Caller } from './keycloak/tokens.ts';
