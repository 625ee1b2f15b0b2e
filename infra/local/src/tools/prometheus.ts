import { debianProgram, type DebianProgram } from './debian-program.ts';

// Its package would start services on the machine, so it is only ever unpacked.
const wanted = (program: 'prometheus' | 'promtool') => ({
  called: 'Prometheus',
  name: 'prometheus',
  program,
  place: `usr/bin/${program}`,
  mayInstall: false,
});

/** Answers Prometheus, getting Debian's when there is none. Throws one line when it cannot be had. */
export const prometheus = (onInstall?: (line: string) => void): Promise<DebianProgram> =>
  debianProgram(wanted('prometheus'), onInstall);

/** Answers Prometheus's own checker of rules. Throws one line when it cannot be had. */
export const promtool = (onInstall?: (line: string) => void): Promise<DebianProgram> =>
  debianProgram(wanted('promtool'), onInstall);
