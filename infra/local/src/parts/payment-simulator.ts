import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';

export type PaymentSimulator = Supervised & Readonly<{ url: string; port: number }>;

/** Starts the simulator of the national payment platform on loopback. */
export async function startPaymentSimulator({
  port,
  keyFile,
  logFile,
  mark,
}: Readonly<{ port: number; keyFile: string; logFile: string; mark?: Mark }>): Promise<PaymentSimulator> {
  const url = `http://127.0.0.1:${port}`;
  const started = await startProcess({
    name: 'payment-simulator',
    file: process.execPath,
    logFile,
    port,
    env: markOf(mark),
    args: [
      join(workspace, 'infra', 'payment-simulator', 'src', 'main.ts'),
      '--port',
      String(port),
      '--key-file',
      keyFile,
    ],
    ready: () => answers(`${url}/health`),
  });
  return { ...started, url, port };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // Nobody listens yet. Compared by name: under jest, fetch throws errors of another realm.
    if ((error as Error).name === 'TypeError') return false;
    throw error;
  }
}
