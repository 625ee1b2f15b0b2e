import { cachedAsking, type CachedAsking, type CachedAskingOptions } from '../grpc/cached-asking.ts';

/** The answers of other services that a process caches, so that changes can mark them stale. */
export function keptAnswers() {
  const kept = new Map<string, CachedAsking[]>();
  return {
    keepAnswers(service: string, options: CachedAskingOptions): CachedAsking {
      const answers = cachedAsking(options);
      kept.set(service, [...(kept.get(service) ?? []), answers]);
      return answers;
    },
    reread(service: string, position?: bigint): void {
      for (const answers of kept.get(service) ?? []) answers.changed(position);
    },
  };
}
