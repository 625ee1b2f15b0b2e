export * from './call-context.ts';
export * from './principal.ts';
