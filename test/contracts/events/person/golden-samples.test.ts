import { personAggregate } from '@egov/chassis/runtime';
import { goldenEvents } from '../../../support/golden-events.ts';

goldenEvents({ folder: import.meta.dirname, aggregates: [personAggregate('sample')] });
