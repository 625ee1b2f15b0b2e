import { channelText, durationUnitWord } from '@egov/dossier-views';
import { money, number, type Locale, type Translate } from '@egov/chassis/web';
import { Channel, type ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';

/** Whether it can be applied for online. */
export const isOnline = ({ channels }: ProcedureTerms): boolean =>
  channels.some(({ channel }) => channel === Channel.CHANNEL_ONLINE);

/** What a procedure needs, costs and takes, as a page shows it. */
export const termsView = (terms: ProcedureTerms, t: Translate, locale: Locale) => ({
  papers: terms.papers.map(({ name, originals, copies, form, required }) => ({
    name,
    originals,
    copies,
    form,
    required,
  })),
  steps: terms.steps.map(({ name }) => name),
  channels: terms.channels.flatMap(({ channel, cases }) =>
    cases.map(({ name, duration, fee }) => ({
      channel: channelText(channel, t),
      name,
      takes:
        duration === undefined
          ? t('procedures.no-duration')
          : `${number(duration.amount, locale)} ` +
            `${t(`unit.${durationUnitWord(duration.unit)}`, { amount: duration.amount })}`,
      costs:
        fee === undefined
          ? t('procedures.fee-at-counter')
          : fee === 0n
            ? t('procedures.free')
            : money(fee, locale),
    })),
  ),
});
