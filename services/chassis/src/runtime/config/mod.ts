export * as setting from './config-field.ts';
export type { ConfigField, DeclaredField, FieldOptions } from './config-field.ts';
export * from './define-config.ts';
export * from './service-config.ts';
export * from './environment-of.ts';
