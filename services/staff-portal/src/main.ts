import { runPortal } from '@egov/chassis/web';
import { staffPortal } from './portal.ts';

await runPortal(staffPortal);
