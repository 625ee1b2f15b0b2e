export * as setting from './setting.ts';
export * from './define-config.ts';
export * from './service-config.ts';
export * from './environment-of.ts';
