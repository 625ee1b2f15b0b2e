import { Worker } from 'node:worker_threads';
import { fewAtOnce } from '../../application/few-at-once.ts';
import type { Finding, PdfInspector } from '../../application/ports.ts';

const AT_ONCE = 2;
const BOUND_MS = 10_000;
/** A PDF of 20 MiB that is nothing but small objects needs less. */
const HEAP_MEGABYTES = 192;

const NOT_READ: Finding = { reason: 'FILE_DAMAGED', found: 'it takes too much to read' };

/** Inspects each PDF on a thread of its own, so that one which is made to take long or grow ends there. */
export function pdfInspector(boundMs = BOUND_MS): PdfInspector {
  const inTurn = fewAtOnce(AT_ONCE);
  return { inspect: (bytes) => inTurn(() => inspected(bytes, boundMs)) };
}

function inspected(bytes: Uint8Array, boundMs: number): Promise<Finding | undefined> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    execArgv: [],
    name: 'pdf',
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  return new Promise<Finding | undefined>((resolve, reject) => {
    const bound = setTimeout(() => {
      resolve(NOT_READ);
      void worker.terminate();
    }, boundMs);
    worker
      .once('message', (finding: Finding | null) => resolve(finding ?? undefined))
      .once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(NOT_READ) : reject(error),
      )
      .once('exit', () => clearTimeout(bound));
  });
}
