// A process that only projects, so that a test can kill it at any moment: `node projecting-process.ts <event
// store url> <data folder>`. Says when its position has moved, and when there is nothing left to project.
import { noChainKeysYetIn } from '../../event-log/test-support/chain-keys.ts';
import { startProjector } from '../projector.ts';

const [eventStoreUrl = '', dataDir = ''] = process.argv.slice(2);
const projector = await startProjector({
  module: new URL('./lending-read-models.ts', import.meta.url),
  eventStoreUrl,
  dataDir,
  chainKeysFile: noChainKeysYetIn(dataDir),
  name: 'lending',
});
const first = projector.position();
const watch = setInterval(() => {
  if (projector.position() === first) return;
  clearInterval(watch);
  process.stdout.write('moved\n');
}, 1);
await projector.caughtUp;
process.stdout.write('caught up\n');
