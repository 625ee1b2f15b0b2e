import { v5 } from 'uuid';

/** Namespace of all ids derived from requests. */
const REQUESTS = '7f0c2b52-5d0e-5c1a-9d1b-3f3c4a1f6e0d';

/**
 * Returns the id of the aggregate that a request creates: the same request, sent twice, gives the same id.
 */
export function derivedId(service: string, caller: string, requestId: string): string {
  return v5(JSON.stringify([service, caller, requestId]), REQUESTS);
}
