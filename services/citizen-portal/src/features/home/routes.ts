import { page, view, type Feature } from '@egov/chassis/web';

/** The front page: what can be done here. */
export const homeFeature = (): Feature => ({
  name: 'home',
  routes: (router) => {
    router.get(
      '/',
      page(({ t }) => view('home/home.njk', { title: t('home.title') })),
    );
  },
});
