import { randomUUID } from 'node:crypto';
import { endMarkedWithThisProcess } from '../processes/end-marked-with-this-process.ts';
import { TEST_RUN } from '../processes/marked-processes.ts';

/**
 * Ends whatever the tests have started when jest is run by hand and ends in any way; in `npm test`, which has
 * marked its run already, what is left is a failure.
 */
export default function watchJest(): void {
  if (process.env[TEST_RUN] !== undefined) return;
  const mark = { name: TEST_RUN, value: randomUUID() };
  endMarkedWithThisProcess(mark);
  process.env[TEST_RUN] = mark.value;
}
