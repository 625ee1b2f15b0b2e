/** An image made of one workspace package: compiled JavaScript with its production dependencies on the Node base. */
export type NodeImage = Readonly<{
  kind: 'node';
  /** The workspace package. */
  package: string;
  /** Whether telemetry is preloaded. */
  telemetry: boolean;
}>;

/** An image with a Dockerfile of its own. */
export type OwnImage = Readonly<{ kind: 'nats' | 'keycloak' | 'postgresql' }>;

const service = (name: string): NodeImage => ({ kind: 'node', package: `@egov/${name}`, telemetry: true });
const program = (name: string): NodeImage => ({ kind: 'node', package: `@egov/${name}`, telemetry: false });

/** Every image of the platform by name. */
export const images = {
  directory: service('directory'),
  procedures: service('procedures'),
  documents: service('documents'),
  'staff-portal': service('staff-portal'),
  'citizen-portal': service('citizen-portal'),
  'eventstore-lite': program('eventstore-lite'),
  'payment-simulator': program('payment-simulator'),
  operations: program('operations'),
  nats: { kind: 'nats' },
  keycloak: { kind: 'keycloak' },
  postgresql: { kind: 'postgresql' },
} as const satisfies Record<string, NodeImage | OwnImage>;

export type ImageName = keyof typeof images;
export const imageNames = Object.keys(images) as readonly ImageName[];
