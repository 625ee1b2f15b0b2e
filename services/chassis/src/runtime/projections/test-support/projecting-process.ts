// A process that only projects, so that a test can kill it at any moment: `node projecting-process.ts <event
// store url> <data folder>`.
import { startProjector } from '../projector.ts';

const [eventStoreUrl = '', dataDir = ''] = process.argv.slice(2);
const projector = await startProjector({
  module: new URL('./lending-read-models.ts', import.meta.url),
  eventStoreUrl,
  dataDir,
  name: 'lending',
});
setInterval(() => process.stdout.write(`${projector.position()}\n`), 1);
