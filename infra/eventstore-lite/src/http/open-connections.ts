import type { Socket } from 'node:net';

/** Connections that are open, and the wait for their end. */
export class OpenConnections {
  readonly #sockets = new Set<Socket>();
  #onClose = (): void => undefined;

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#onClose();
    });
  }

  /** Waits until all have ended; those that last longer than this are cut. */
  drained(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => {
        for (const socket of this.#sockets) socket.destroy();
      }, withinMs);
      this.#onClose = () => {
        if (this.#sockets.size > 0) return;
        clearTimeout(cut);
        resolve();
      };
      this.#onClose();
    });
  }
}
