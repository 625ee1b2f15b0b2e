import { threadId } from 'node:worker_threads';
import { readModels } from '../projection.ts';

/** Read models whose only query returns the thread that runs it. */
export default readModels({
  service: 'telling',
  prefixes: ['telling_'],
  catalogues: {},
  projections: [],
  queries: { thread: () => threadId },
});
