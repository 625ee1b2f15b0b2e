import { isUuid } from '@egov/chassis/domain';
import { orUndefined } from '@egov/chassis/grpc';
import {
  filled,
  mayCall,
  PageError,
  readForm,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type SignedIn,
} from '@egov/chassis/web';
import { eventServiceNames } from '@egov/platform';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import type { StaffServices } from '../../services.ts';
import { findForm, forgetForm } from './forms.ts';
import { heldPage, type Person } from './held-page.ts';

const { listPersonData, forgetPerson } = PersonServiceDefinition.methods;

/** What is held on a person, and forgetting them. */
export const personalDataFeature = (services: StaffServices): Feature => ({
  name: 'personal-data',
  routes: (router) => {
    router.get(
      '/personal-data',
      signedIn((visit) => findPage(visit, {})),
    );
    router.post(
      '/personal-data',
      signedIn((visit) => found(services, visit)),
    );
    router.get(
      '/personal-data/:service/:id',
      signedIn((visit) => heldPage(services, personIn(visit), visit, {})),
    );
    router.post(
      '/personal-data/:service/:id/forget',
      signedIn((visit) => forgotten(services, visit)),
    );
  },
});

function personIn({ params: { service, id = '' }, user }: SignedIn): Person {
  if (!mayCall(user, listPersonData)) throw new PageError('forbidden', 'It needs person.read.');
  const name = eventServiceNames.find((each) => each === service);
  if (name === undefined || !isUuid(id)) throw new PageError('not-found', 'Not a person of a service.');
  return { service: name, personId: id };
}

function findPage({ t, user, form }: SignedIn, more: object, status = 200) {
  if (!mayCall(user, listPersonData)) throw new PageError('forbidden', 'It needs person.read.');
  return view('personal-data/find.njk', { title: t('personal-data.title'), form, ...more }, status);
}

/** The number is sent as a form: an address would leave it in the history of browsers and in logs. */
async function found({ dossierQueries }: StaffServices, visit: SignedIn) {
  const read = readForm(findForm, visit);
  if (!read.ok) return findPage(visit, { errors: read.errors }, 422);
  const { code, id_number: idNumber } = read.value;
  const asked = { code: filled(code.toUpperCase()), idNumber: filled(idNumber) };
  try {
    const person = await orUndefined(() => dossierQueries.findPerson(asked, visit.call), ['NOT_FOUND']);
    if (person !== undefined) return seeOther(`/personal-data/procedures/${person.personId}`);
    const field = asked.code === undefined ? 'id_number' : 'code';
    return findPage(visit, { errors: [{ field, text: visit.t(`personal-data.no-${field}`) }] }, 422);
  } catch (error) {
    return findPage(visit, { errors: refusal(error, visit).errors }, 422);
  }
}

async function forgotten(services: StaffServices, visit: SignedIn) {
  const person = personIn(visit);
  if (!mayCall(visit.user, forgetPerson)) throw new PageError('forbidden', 'It needs person.forget.');
  const read = readForm(forgetForm, visit);
  if (!read.ok) return heldPage(services, person, visit, { errors: read.errors }, 422);
  const { service, personId } = person;
  try {
    const { position } = await services.persons[service].forgetPerson(
      { requestId: visit.requestId, personId, reason: read.value.reason },
      visit.call,
    );
    return seeOther(`/personal-data/${service}/${personId}?done=yes&position=${position}`);
  } catch (error) {
    return heldPage(services, person, visit, { errors: refusal(error, visit).errors }, 422);
  }
}
