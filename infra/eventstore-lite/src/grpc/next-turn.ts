/** Lets other calls run between two pages of a long read. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
