/** The Go programs that the platform and its tests run, each pinned by its own module below `infra/tools`. */
export const goTools = {
  'nats-server': 'github.com/nats-io/nats-server/v2',
  nats: 'github.com/nats-io/natscli/nats',
  grpcurl: 'github.com/fullstorydev/grpcurl/cmd/grpcurl',
} as const satisfies Record<string, string>;

export type GoTool = keyof typeof goTools;
