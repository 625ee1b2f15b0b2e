import { refusal, seeOther, type Visit } from '@egov/chassis/web';

export type Errors = ReturnType<typeof refusal>['errors'];

/** Does the act and redirects; a refusal shows the page again with the input. */
export async function recorded<Page>(
  visit: Visit,
  then: string,
  act: () => Promise<unknown>,
  again: (errors: Errors) => Promise<Page>,
) {
  try {
    await act();
    return seeOther(`${then}?done=yes`);
  } catch (error) {
    return again(refusal(error, visit).errors);
  }
}
