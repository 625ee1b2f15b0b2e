export * from './agencies-in-scope.ts';
export * from './call-context.ts';
export * from './principal.ts';
