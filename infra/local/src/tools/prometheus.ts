import { debianProgram, type DebianProgram } from './debian-program.ts';

// Installing its package would start services on the machine, so it is only unpacked.
const wanted = (program: 'prometheus' | 'promtool') => ({
  called: 'Prometheus',
  name: 'prometheus',
  program,
  place: `usr/bin/${program}`,
  mayInstall: false,
});

/** Returns Prometheus, unpacking Debian's when there is none; throws when that fails. */
export const prometheus = (onInstall?: (line: string) => void): Promise<DebianProgram> =>
  debianProgram(wanted('prometheus'), onInstall);

/** Returns Prometheus's own checker of rules; throws when it cannot be installed. */
export const promtool = (onInstall?: (line: string) => void): Promise<DebianProgram> =>
  debianProgram(wanted('promtool'), onInstall);
