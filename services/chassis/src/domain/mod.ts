export * from './decider.ts';
export * from './event-catalogue.ts';
export * from './ids.ts';
export * from './office-time.ts';
export * from './reasons.ts';
export { DomainError, type RefusalFacts, type RefusalKind } from './refusal.ts';
export * from './uuid.ts';
export * from './working-time/mod.ts';
export * from './fold-vietnamese.ts';
