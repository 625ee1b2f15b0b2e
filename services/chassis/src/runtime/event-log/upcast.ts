import { type EventDeclaration, DomainError } from '../../domain/mod.ts';

/** Makes the error for an event that this release is too old to understand. */
export const schemaUnknown = (type: string, schema: number): DomainError =>
  new DomainError('unavailable', 'SCHEMA_UNKNOWN', { type, schema });

/**
 * Upgrades stored data to the current schema. Throws unavailable SCHEMA_UNKNOWN {type, schema} for a newer
 * schema, or one without an upcaster.
 */
export function upcast(
  type: string,
  stored: number,
  data: Record<string, unknown>,
  declaration: EventDeclaration,
): Record<string, unknown> {
  if (stored > declaration.schema || stored < 1) throw schemaUnknown(type, stored);
  let shape = data;
  for (let schema = stored; schema < declaration.schema; schema += 1) {
    const step = declaration.upcast?.[schema];
    if (!step) throw schemaUnknown(type, schema);
    shape = step(shape);
  }
  return shape;
}
