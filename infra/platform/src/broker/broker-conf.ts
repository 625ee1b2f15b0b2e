import {
  apiOf,
  brokerProcesses,
  consumerSubjects,
  forgottenBy,
  OPERATIONS,
  operatorOf,
  ownerOf,
  type BrokerProcess,
  type BrokerProcesses,
} from './accounts.ts';
import { awaitingRights, operatorRights, processRights, type Rights } from './rights.ts';

/** What passes from one account to another: the export of the one and the import of the other. */
type Passage = Readonly<{
  from: string;
  to: string;
  kind: 'stream' | 'service';
  subject: string;
  as?: string;
  answersMany?: boolean;
}>;

/** The variable that holds the password of a process, or of jobs. */
export const passwordVariable = (name: string): string =>
  `PASSWORD_${name.toUpperCase().replaceAll('-', '_')}`;

/**
 * Returns the accounts of the broker in its own format, one for each process. What a server does in the name
 * of a stream, a consumer or a request (republish, source, deliver, answer) stays in the account; the list
 * says what passes into another. Passwords are taken from the server's environment.
 */
export function brokerAccounts(processes: BrokerProcesses = brokerProcesses): string {
  const passages = Object.entries(processes).flatMap(([name, process]) => passagesTo(name, process));
  const accounts = Object.fromEntries(
    Object.entries(processes).map(([name, process]) => [
      name,
      {
        jetstream: 'enabled',
        users: [
          user(name, name, processRights(name, process)),
          user(operatorOf(name), OPERATIONS, operatorRights(name)),
        ],
        exports: exported(passages.filter(({ from }) => from === name)),
        imports: passages.filter(({ to }) => to === name).map(imported),
      },
    ]),
  );
  const jobs = { jetstream: 'enabled', users: [user(OPERATIONS, OPERATIONS, awaitingRights)] };
  const text = JSON.stringify({ accounts: { ...accounts, [OPERATIONS]: jobs } }, null, 2);
  return `${text.replaceAll(/"(\$PASSWORD_\w+)"/g, '$1').slice(2, -2)}\n`;
}

const user = (name: string, passwordOf: string, permissions: Rights) => ({
  user: name,
  password: `$${passwordVariable(passwordOf)}`,
  permissions,
});

function passagesTo(name: string, { hears, follows, forgetsWith }: BrokerProcess): readonly Passage[] {
  const from = (owner: string, kind: Passage['kind'], subject: string, more: Partial<Passage> = {}) => ({
    from: owner,
    to: name,
    kind,
    subject,
    ...more,
  });
  return [
    ...hears.map((subject) => from(ownerOf(subject), 'stream', subject)),
    ...Object.entries(follows).flatMap(([policy, owner]) => {
      const { info, next, acknowledge } = consumerSubjects(owner, `${name}_${policy}`);
      return [
        from(owner, 'service', `$JS.API.${info}`, { as: `${apiOf(owner)}.${info}` }),
        from(owner, 'service', `$JS.API.${next}`, { as: `${apiOf(owner)}.${next}`, answersMany: true }),
        from(owner, 'service', acknowledge),
      ];
    }),
    ...forgetsWith.flatMap((space) => {
      const { stream, apiPrefix, subject } = forgottenBy(space);
      const get = `STREAM.MSG.GET.${stream}`;
      const notices = subject.slice(space.length + 1);
      return [
        from(space, 'service', `$JS.API.${get}`, { as: `${apiPrefix}.${get}` }),
        from(space, 'stream', notices, { as: subject.replace('*', '$1') }),
      ];
    }),
  ].filter((passage) => passage.from !== name);
}

/** Subjects that several accounts import are one export. */
const exported = (passages: readonly Passage[]) =>
  Object.entries(Object.groupBy(passages, ({ subject }) => subject)).map(([subject, those = []]) => ({
    [those[0]?.kind ?? 'stream']: subject,
    ...(those[0]?.answersMany === true ? { response_type: 'stream' } : {}),
    accounts: [...new Set(those.map(({ to }) => to))],
  }));

const imported = ({ kind, from: account, subject, as }: Passage) => ({
  [kind]: { account, subject },
  ...(as === undefined ? {} : { to: as }),
});
