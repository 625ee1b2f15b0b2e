import type { Instant } from '@egov/chassis/domain';

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The instant in an attribute of an imported case; null if it is absent or malformed. */
export function importedDate(text: string | undefined): Instant | null {
  if (text === undefined || !WITH_ZONE.test(text)) return null;
  const instant = new Date(text.replace(' ', 'T'));
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
