import { runService } from '@egov/chassis/runtime';
import files from './service.ts';

await runService(files);
