import { Counter, Rate, Trend } from 'k6/metrics';

/** Time of each command that was answered, in milliseconds, by what it does. */
export const command = new Trend('command', true);
/** Commands that the platform acknowledged. */
export const acknowledged = new Counter('acknowledged');
/**
 * Commands that it turned away to protect those it had taken (RESOURCE_EXHAUSTED): never a success, and no
 * error.
 */
export const shed = new Counter('shed');
/** Everything else that was not as it should be, of all that was asked. */
export const failed = new Rate('failed');
/** Time of each page, in milliseconds, by its kind. */
export const page = new Trend('page', true);
/** Time of each question to a service, in milliseconds, by its kind. */
export const query = new Trend('query', true);
/** Events that open pages were told of. */
export const told = new Counter('told');
/** Dossiers taken through their whole lives. */
export const lives = new Counter('lives');
