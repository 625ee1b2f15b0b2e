import { runService } from '@egov/chassis/runtime';
import directory from './service.ts';

await runService(directory);
