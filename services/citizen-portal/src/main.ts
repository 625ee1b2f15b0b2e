import { runPortal } from '@egov/chassis/web';
import { citizenPortal } from './portal.ts';

await runPortal(citizenPortal);
