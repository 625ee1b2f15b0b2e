import { runService } from '@egov/chassis/runtime';
import procedures from './service.ts';

await runService(procedures);
