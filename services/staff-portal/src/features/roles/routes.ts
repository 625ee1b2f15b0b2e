import { signedIn, view, type Feature } from '@egov/chassis/web';
import { rolesPage } from './roles-page.ts';

/** The offices' roles and what each may do. */
export const rolesFeature = (): Feature => ({
  name: 'roles',
  routes: (router) => {
    router.get(
      '/roles',
      signedIn(({ t }) => view('roles/roles.njk', rolesPage(t))),
    );
  },
});
