export type { StoredEvent } from '../event-log/stored-event.ts';
