// What the variables of a process are described with.
export type { ConfigValues } from '../runtime/config/define-config.ts';
export { addressVariable } from '../runtime/config/environment-of.ts';
export * as setting from '../runtime/config/setting.ts';
