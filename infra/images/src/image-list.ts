import type { GoTool } from '@egov/local/building';
import { portalNames, serviceNames, type PortalName, type ServiceName } from '@egov/platform';

/**
 * An image made of one workspace package: compiled JavaScript with its production dependencies on the Node
 * base.
 */
export type NodeImage = Readonly<{
  kind: 'node';
  /** The workspace package. */
  package: string;
  /** Whether telemetry is preloaded. */
  telemetry: boolean;
}>;

/** An image that holds only programs built from their Go modules. */
export type GoImage = Readonly<{
  kind: 'go';
  /** Each program, with the path of its module. */
  programs: Readonly<Partial<Record<GoTool, string>>>;
}>;

/** An image with its own Dockerfile. */
export type OwnImage = Readonly<{ kind: 'keycloak' | 'postgresql' }>;

const service = (name: string): NodeImage => ({ kind: 'node', package: `@egov/${name}`, telemetry: true });
const program = (name: string): NodeImage => ({ kind: 'node', package: `@egov/${name}`, telemetry: false });

/** Every image of the platform by name. */
export const images = {
  ...(Object.fromEntries([...serviceNames, ...portalNames].map((name) => [name, service(name)])) as Record<
    ServiceName | PortalName,
    NodeImage
  >),
  'eventstore-lite': program('eventstore-lite'),
  'payment-simulator': program('payment-simulator'),
  operations: program('operations'),
  nats: {
    kind: 'go',
    programs: { 'nats-server': 'github.com/nats-io/nats-server/v2', nats: 'github.com/nats-io/natscli' },
  },
  'otel-collector': { kind: 'go', programs: { 'otel-collector': 'go.opentelemetry.io/collector/otelcol' } },
  keycloak: { kind: 'keycloak' },
  postgresql: { kind: 'postgresql' },
} as const satisfies Record<string, NodeImage | GoImage | OwnImage>;

export type ImageName = keyof typeof images;
export const imageNames = Object.keys(images) as readonly ImageName[];
