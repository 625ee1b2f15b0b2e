import { once } from 'node:events';
import { endMarkedProcesses } from './marked-processes.ts';

// Ends the processes with the mark that is given by its name and value, as soon as the input is closed.
const [name, value] = process.argv.slice(2);
if (name === undefined || value === undefined)
  throw new TypeError('The mark is required: its name, its value.');
await once(process.stdin.resume(), 'close');
await endMarkedProcesses({ name, value });
