import { filled, hasText, mayCall, view, type SignedIn, type Translate } from '@egov/chassis/web';
import type { EventServiceName } from '@egov/platform';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { PersonServiceDefinition, type PersonDatum } from '@egov/proto/egov/person/v1/person_service';
import { listAddress } from '../../forms/list-address.ts';
import { eventText } from '../../names/event-text.ts';
import type { StaffServices } from '../../services.ts';
import { positionIn } from '../dossier/dossier-of.ts';

/** The number of an element in a list: the list says which it is. */
const ELEMENT = /\.\d+(?=\.|$)/gu;
const ATTRIBUTES = 'attributes.';

/** Whose data the page is about. */
export type Person = Readonly<{ service: EventServiceName; personId: string }>;

/** All that is held on a person, by pages; after forgetting, what is left and what is still to be done. */
export async function heldPage(
  services: StaffServices,
  { service, personId }: Person,
  visit: SignedIn,
  more: object,
  status = 200,
) {
  const { t, user, query, call, form } = visit;
  const { data, nextPageToken } = await services.persons[service].listPersonData(
    { personId, pageToken: filled(query.page), minPosition: positionIn(visit) },
    call,
  );
  // Applicants are those who upload; officials' own papers are nobody's.
  const uploads = service === 'procedures' && mayCall(user, FileServiceDefinition.methods.listPersonFiles);
  const { files, objects } = uploads
    ? await services.files.listPersonFiles({ personId }, call)
    : { files: [], objects: 0 };
  const address = `/personal-data/${service}/${personId}`;
  return view(
    'personal-data/person.njk',
    {
      title: t('personal-data.of', { person: personId.slice(0, 8) }),
      service: t(`service.${service}`),
      address,
      personId,
      rows: data.map((datum) => rowOf(datum, t)),
      files,
      objects,
      done: query.done !== undefined,
      isApplicant: service === 'procedures',
      mayForget: mayCall(user, PersonServiceDefinition.methods.forgetPerson),
      form,
      next: nextPageToken && listAddress(address, { page: nextPageToken }),
      ...more,
    },
    status,
  );
}

function rowOf({ record, eventType, field, value, recordedAt }: PersonDatum, t: Translate) {
  const [kind = '', recordId] = record.split(':');
  const named = (group: string, key: string) => (hasText(t, `${group}.${key}`) ? t(`${group}.${key}`) : key);
  const part = field.replaceAll(ELEMENT, '');
  return {
    record: named('personal-data.record', kind),
    recordId,
    act: eventText(eventType, t),
    // An imported history has attributes of any name, which only its source explains.
    field: part.startsWith(ATTRIBUTES) ? part.slice(ATTRIBUTES.length) : named('personal-data.field', part),
    value,
    recordedAt,
  };
}
