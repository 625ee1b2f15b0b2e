/**
 * A stream as JetStream configures it, kept on disk. Durations are nanoseconds. A bucket is the stream
 * `KV_<bucket>` with the last value of each key.
 */
export type BrokerStream = Readonly<{
  name: string;
  subjects: string[];
  max_age?: number;
  max_bytes?: number;
  max_msgs_per_subject?: number;
  duplicate_window?: number;
  discard: 'old' | 'new';
  allow_direct: boolean;
  allow_rollup_hdrs?: boolean;
}>;

/** A durable pull consumer of a policy, on the stream of the service whose events it follows. */
export type BrokerConsumer = Readonly<{
  durable_name: string;
  ack_policy: 'explicit';
  deliver_policy: 'all';
  ack_wait: number;
  max_deliver: number;
  max_ack_pending: number;
  filter_subjects: string[];
}>;

const NANOS = 1_000_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Long enough for a service that was down for weeks; a service that needs more asks the owner. */
const PUBLIC_KEPT_DAYS = 30;
const PARKED_KEPT_DAYS = 180;
const DUPLICATES_KNOWN_MINUTES = 2;

/** A holder that is silent for this long has lost its lease. */
export const LEASE_MS = 6_000;
/** A lost acknowledgement holds up later messages for this long. */
export const ACKNOWLEDGED_WITHIN_MS = 10_000;

/** The stream of a service's public events. */
export const publicStream = (service: string): string => `egov_${service}`;

export const publicEventsStream = (service: string): BrokerStream => ({
  name: publicStream(service),
  subjects: [`egov.${service}.>`],
  max_age: PUBLIC_KEPT_DAYS * DAY_MS * NANOS,
  duplicate_window: DUPLICATES_KNOWN_MINUTES * 60_000 * NANOS,
  discard: 'old',
  allow_direct: true,
});

/** The stream of messages that a service's consumers gave up on, each with the reason. */
export const parkedStream: BrokerStream = {
  name: 'parked',
  subjects: ['parked.>'],
  max_age: PARKED_KEPT_DAYS * DAY_MS * NANOS,
  discard: 'old',
  allow_direct: true,
};

const bucket = (name: string, more: Partial<BrokerStream> = {}): BrokerStream => ({
  name: `KV_${name}`,
  subjects: [`$KV.${name}.>`],
  max_msgs_per_subject: 1,
  discard: 'new',
  allow_direct: true,
  allow_rollup_hdrs: true,
  ...more,
});

// Read from the leader: a follower may not have a key yet, and a missing key means a forgotten person.
export const keyStreams: readonly BrokerStream[] = ['person-keys', 'person-keys-forgotten'].map((name) =>
  bucket(name, { allow_direct: false }),
);

export const leaseStream = bucket('leases', { max_age: LEASE_MS * NANOS });
export const relayProgressStream = bucket('relay_progress');

/** How long a portal stores something at most, and how much of it. */
export type Kept = Readonly<{ hours: number; mebibytes: number }>;

/** The lifetime in milliseconds. */
export const keptMs = ({ hours }: Pick<Kept, 'hours'>): number => hours * 3_600_000;

export const keptStream = (name: string, kept: Kept): BrokerStream =>
  bucket(name, { max_age: keptMs(kept) * NANOS, max_bytes: kept.mebibytes * 1024 * 1024 });

/** The durable consumer of a policy; `atOnce` is how many messages may be unacknowledged. */
export const policyConsumer = (
  service: string,
  policy: string,
  subjects: readonly string[],
  atOnce = 1,
): BrokerConsumer => ({
  durable_name: `${service}_${policy}`,
  ack_policy: 'explicit',
  deliver_policy: 'all',
  ack_wait: ACKNOWLEDGED_WITHIN_MS * NANOS,
  // Giving up is decided by the consumer, with a reason, not by a silent delivery count.
  max_deliver: -1,
  max_ack_pending: atOnce,
  filter_subjects: [...subjects],
});
