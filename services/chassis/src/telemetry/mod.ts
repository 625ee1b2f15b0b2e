export * from './attributes.ts';
export * from './signals.ts';
