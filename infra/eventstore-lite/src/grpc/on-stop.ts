/**
 * Calls back when the server stops, at once if it is stopping already; not any more once the returned
 * function was called.
 */
export function onStop(closing: AbortSignal, listener: () => void): () => void {
  if (closing.aborted) {
    listener();
    return () => undefined;
  }
  closing.addEventListener('abort', listener, { once: true });
  return () => closing.removeEventListener('abort', listener);
}
