import {
  type JetStreamManager,
  type StreamConfig,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';

const DAY = 24 * 60 * 60 * 1_000;
/** Long enough for a service that was down for weeks; a service that needs more asks the owner. */
const KEPT_DAYS = 30;
const PARKED_KEPT_DAYS = 180;
const DUPLICATES_KNOWN_MINUTES = 2;

/** The stream of a service's public events. */
export const publicStream = (service: string): string => `egov_${service}`;

/** The stream of messages that consumers gave up on, each with the reason. */
export const PARKED_STREAM = 'parked';

/** Returns `undefined` instead of failing if there is no such stream. */
export const noSuchStream = (error: unknown): undefined => {
  if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return undefined;
  throw error;
};

/** Creates the stream if there is none; an existing one belongs to the operator and is left as it is. */
const made = async (
  jsm: JetStreamManager,
  config: Partial<StreamConfig> & Pick<StreamConfig, 'name'>,
): Promise<void> => {
  if ((await jsm.streams.info(config.name).catch(noSuchStream)) === undefined) {
    await jsm.streams.add({
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      allow_direct: true,
      ...config,
    });
  }
};

/** Ensures that the stream of a service's public events exists. */
export const openPublicStream = async (nats: NatsConnection, service: string): Promise<JetStreamManager> => {
  const jsm = await jetstreamManager(nats);
  await made(jsm, {
    name: publicStream(service),
    subjects: [`egov.${service}.>`],
    max_age: nanos(KEPT_DAYS * DAY),
    duplicate_window: nanos(DUPLICATES_KNOWN_MINUTES * 60_000),
  });
  return jsm;
};

/** Ensures that the stream of parked messages exists. */
export const openParkedStream = async (nats: NatsConnection): Promise<JetStreamManager> => {
  const jsm = await jetstreamManager(nats);
  await made(jsm, {
    name: PARKED_STREAM,
    subjects: [`${PARKED_STREAM}.>`],
    max_age: nanos(PARKED_KEPT_DAYS * DAY),
  });
  return jsm;
};
