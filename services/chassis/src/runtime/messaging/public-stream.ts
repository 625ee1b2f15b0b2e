import {
  type JetStreamManager,
  type NatsConnection,
  type StreamConfig,
  DiscardPolicy,
  nanos,
  NatsError,
  RetentionPolicy,
  StorageType,
} from 'nats';

const DAY = 24 * 60 * 60 * 1_000;
/** Long enough for a service that was away for weeks; who needs more asks the owner. */
const KEPT_DAYS = 30;
const PARKED_KEPT_DAYS = 180;
const DUPLICATES_KNOWN_MINUTES = 2;

/** The stream of a service's public events. */
export const publicStream = (service: string): string => `egov_${service}`;

/** The stream of messages that consumers gave up on, each with the reason. */
export const PARKED_STREAM = 'parked';

const STREAM_NOT_FOUND = 10_059;
const NO_MESSAGE_FOUND = 10_037;

/** A direct read answers by status, not by error code. */
const NOT_FOUND = '404';

const absent =
  (code: number) =>
  (error: unknown): undefined => {
    if (
      error instanceof NatsError &&
      (error.api_error?.err_code === code || (error.api_error === undefined && error.code === NOT_FOUND))
    )
      return undefined;
    throw error;
  };

/** Answers `undefined` instead of failing where there is no such stream. */
export const noSuchStream = absent(STREAM_NOT_FOUND);

/** Answers `undefined` instead of failing where there is no such message. */
export const noSuchMessage = absent(NO_MESSAGE_FOUND);

/** Makes the stream where there is none; one that exists is the operator's, and stays as it is. */
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

/** Sees to it that the stream of a service's public events exists. */
export const openPublicStream = async (nats: NatsConnection, service: string): Promise<JetStreamManager> => {
  const jsm = await nats.jetstreamManager();
  await made(jsm, {
    name: publicStream(service),
    subjects: [`egov.${service}.>`],
    max_age: nanos(KEPT_DAYS * DAY),
    duplicate_window: nanos(DUPLICATES_KNOWN_MINUTES * 60_000),
  });
  return jsm;
};

/** Sees to it that the stream of parked messages exists. */
export const openParkedStream = async (nats: NatsConnection): Promise<JetStreamManager> => {
  const jsm = await nats.jetstreamManager();
  await made(jsm, {
    name: PARKED_STREAM,
    subjects: [`${PARKED_STREAM}.>`],
    max_age: nanos(PARKED_KEPT_DAYS * DAY),
  });
  return jsm;
};
