import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { onStop } from './on-stop.ts';
import { rpcErrors } from './rpc-error.ts';

type Call<Q> = ServerWritableStream<Q, Buffer> | ServerDuplexStream<Q, Buffer>;

/** The writing side of a call: waits when the reader is slow, and knows when the reader is gone. */
export class ResponseSink<Q> {
  readonly #call: Call<Q>;
  readonly #ends = new Set<() => void>();
  #closed = false;
  #drained: Promise<void> | undefined;

  constructor(call: Call<Q>) {
    this.#call = call;
    const close = (): void => {
      if (this.#closed) return;
      this.#closed = true;
      for (const end of this.#ends) end();
      this.#ends.clear();
    };
    call.on('cancelled', close);
    call.on('close', close);
    call.on('error', close);
  }

  get closed(): boolean {
    return this.#closed || this.#call.cancelled;
  }

  /** Calls back when the call is over, at once if it already is. */
  onClose(listener: () => void): () => void {
    if (this.closed) listener();
    else this.#ends.add(listener);
    return () => this.#ends.delete(listener);
  }

  /** The call ends with UNAVAILABLE when the server stops. */
  endAt(closing: AbortSignal): void {
    this.onClose(onStop(closing, () => this.fail(rpcErrors.stopping())));
  }

  /** Returns nothing to wait for unless the reader's window is full. */
  write(message: Buffer): Promise<void> | undefined {
    if (this.closed || this.#call.write(message)) return undefined;
    // All who write at once wait for the same drain event.
    this.#drained ??= new Promise((resolve) => {
      const done = (): void => {
        this.#call.off('drain', done);
        this.#drained = undefined;
        forget();
        resolve();
      };
      const forget = this.onClose(done);
      this.#call.once('drain', done);
    });
    return this.#drained;
  }

  end(): void {
    if (!this.closed) this.#call.end();
  }

  fail(error: Error): void {
    if (!this.closed) this.#call.emit('error', error);
  }
}
