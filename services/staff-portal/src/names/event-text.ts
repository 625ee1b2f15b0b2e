import { hasText, type Translate } from '@egov/chassis/web';

/** The name of an event; one without a name is shown as another event, with its type. */
export const eventText = (type: string, t: Translate): string =>
  hasText(t, `act.${type}`)
    ? t(`act.${type}`)
    : hasText(t, `event.${type}`)
      ? t(`event.${type}`)
      : t('audit.other-event', { type });
