import { statfs } from 'node:fs/promises';
import { gauge } from '../../telemetry/signals.ts';

/** Reports free and total disk space of the data folder; returns a stop function. */
export function diskGauges(folder: string, service: string): () => void {
  const stops = [
    gauge(
      'diskFree',
      async () => {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      },
      { service },
    ),
    gauge(
      'diskSize',
      async () => {
        const { blocks, bsize } = await statfs(folder);
        return blocks * bsize;
      },
      { service },
    ),
  ];
  return () => stops.forEach((stop) => stop());
}
