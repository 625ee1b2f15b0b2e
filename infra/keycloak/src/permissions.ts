/** Everything that can be allowed, in the words of the office. */
export const permissions = {
  'dossier.submit': 'Submit a dossier of one’s own online',
  'dossier.receive': 'Receive a dossier at the counter or by post, accept or refuse it',
  'dossier.examine': 'Work on a dossier: steps, supplements, suspension',
  'dossier.assign': 'Hand a dossier over to another unit or official',
  'dossier.decide': 'Decide on a dossier: extend, stop',
  'dossier.release': 'Release the result to the counter',
  'dossier.return': 'Return the result to the applicant',
  'dossier.pay': 'Ask for a payment and confirm it',
  'dossier.rate': 'Rate the handling of a dossier',
  'dossier.read': 'See dossiers',
  'dossier.read-personal': 'See personal data in dossiers',
  'dossier.message': 'Write to the applicant, to the office, or among officials about a dossier',
  'dossier.follow': 'Show a dossier to whoever has its slip, without personal data',
  'dossier.withdraw': 'Withdraw a dossier',
  'dossier.backdate': 'Say when something really happened; import history',
  'dossier.statistics': 'See figures over dossiers',
  'procedure.read': 'See the catalogue of procedures',
  'procedure.propose': 'Propose a version of a procedure',
  'procedure.publish': 'Publish a version that somebody else proposed',
  'agency.read': 'See agencies',
  'agency.manage': 'Establish, rename, move and dissolve agencies',
  'staff.read': 'See officials and their appointments',
  'staff.manage': 'Register and appoint officials',
  'calendar.read': 'See working calendars',
  'calendar.manage': 'Declare office hours and days off',
  'person.read': 'See all that is held on a person',
  'person.forget': 'Forget a person for ever',
  'audit.read': 'See who did what',
} as const satisfies Record<string, string>;

export type Permission = keyof typeof permissions;
export const allPermissions = Object.keys(permissions) as readonly Permission[];
