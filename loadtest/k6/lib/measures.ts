import { Counter, Rate, Trend } from 'k6/metrics';

/** Duration of each successful command in milliseconds, by its name. */
export const command = new Trend('command', true);
/** Commands that the platform acknowledged. */
export const acknowledged = new Counter('acknowledged');
/** Commands that it shed to protect those in flight (RESOURCE_EXHAUSTED), neither a success nor an error. */
export const shed = new Counter('shed');
/** All other failures, as a share of all requests. */
export const failed = new Rate('failed');
/** Duration of each page in milliseconds, by its kind. */
export const page = new Trend('page', true);
/** Duration of each query in milliseconds, by its kind. */
export const query = new Trend('query', true);
/** Events that open pages received. */
export const told = new Counter('told');
/** Dossiers taken through their whole lives. */
export const lives = new Counter('lives');
