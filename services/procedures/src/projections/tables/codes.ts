import type { Timeliness } from '@egov/chassis/domain';
import type { Channel } from '../../domain/procedure/terms.ts';

/** Numbers that rows keep in place of words: channel and state are the national codes. */
export const channelCodes: Readonly<Record<Channel, number>> = { counter: 1, online: 2, post: 3 };
export const timelinessCodes: Readonly<Record<Timeliness, number>> = { early: 1, 'on-time': 2, late: 3 };
