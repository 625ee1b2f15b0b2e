import type { Request } from 'express';
import { PageError } from './page-error.ts';
import { places } from './places.ts';
import type { Logins } from './session/logins.ts';

const MAX_STREAMS = 2_000;

/** How many streams one viewer may have open; whoever has not logged in is known by their address. */
export type StreamLimits = Readonly<{ person: number; address: number }>;

/**
 * More pages than one person has open at the same time, and as many as an office or a mobile network has
 * behind one address.
 */
export const usualStreams: StreamLimits = { person: 30, address: 200 };

/** Who looks on at streams in this process. */
export type LiveViewers = Readonly<{
  /**
   * Admits one more stream until the returned function is called. `over` is called once the viewer's login is
   * locked or has ended. Throws the page `too-many`, or `forbidden` for a login that is not open.
   */
  admit: (request: Pick<Request, 'visitor' | 'ip'>, over: () => void) => Promise<() => void>;
  count: () => number;
}>;

export function liveViewers(logins: Logins, limits: StreamLimits): LiveViewers {
  const { enter, count } = places(MAX_STREAMS);
  const isOpen = async (login: string): Promise<boolean> => {
    const { ended, lock } = await logins.get(login);
    return !ended && lock === undefined;
  };
  return {
    count,
    admit: async ({ visitor, ip = '' }, over) => {
      if (visitor === undefined) return enter(`address ${ip}`, limits.address);
      const leave = enter(`person ${visitor.user.subject}`, limits.person);
      const { login } = visitor;
      const unfollow = logins.follow(login, () => {
        isOpen(login).then((open) => open || over(), over);
      });
      const stop = () => {
        unfollow();
        leave();
      };
      // Asked while it is followed, so that nothing is missed in between.
      if (await isOpen(login)) return stop;
      stop();
      throw new PageError('forbidden', 'The login is locked or has ended.');
    },
  };
}
