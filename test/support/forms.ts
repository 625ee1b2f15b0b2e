import { load } from 'cheerio';
import type { Page } from './plain-browser.ts';

/** A form of a page: its address, and the kind of each field. */
export type Form = Readonly<{
  to: string;
  isFiles: boolean;
  hidden: readonly (readonly [string, string])[];
  texts: readonly string[];
  choices: readonly (readonly [string, string])[];
  files: readonly string[];
}>;

/** Returns every form of a page that changes something. */
export function formsOf({ html, url }: Page): readonly Form[] {
  const page = load(html);
  return page('form[method="post"]')
    .toArray()
    .map((element) => {
      const form = page(element);
      const named = (selector: string) =>
        form
          .find(selector)
          .toArray()
          .map((field) => page(field))
          .filter((field) => field.attr('name') !== undefined);
      const nameOf = (field: ReturnType<typeof page>): string => field.attr('name') ?? '';
      return {
        to: new URL(form.attr('action') ?? url, url).href,
        isFiles: form.attr('enctype') === 'multipart/form-data',
        hidden: named('input[type="hidden"]').map(
          (field) => [nameOf(field), field.attr('value') ?? ''] as const,
        ),
        texts: named(
          'textarea, input:not([type]), input[type="text"], input[type="search"], ' +
            'input[type="email"], input[type="tel"], input[type="password"]',
        ).map(nameOf),
        choices: [
          ...named('select').map(
            (field) =>
              [
                nameOf(field),
                page(
                  field
                    .find('option')
                    .toArray()
                    .find((option) => page(option).attr('value') !== ''),
                ).attr('value') ?? '',
              ] as const,
          ),
          ...named('input[type="radio"], input[type="checkbox"]').map(
            (field) => [nameOf(field), field.attr('value') ?? ''] as const,
          ),
          ...named('input[type="date"]').map((field) => [nameOf(field), '2026-12-01'] as const),
          ...named('input[type="datetime-local"]').map(
            (field) => [nameOf(field), '2026-12-01T10:00'] as const,
          ),
        ],
        files: named('input[type="file"]').map(nameOf),
      };
    });
}

/** Returns what a form sends when every text field has the same value, except the fields in `but`. */
export function filled(
  { hidden, texts, choices }: Form,
  text: string,
  but: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of [...hidden, ...choices]) fields.append(name, value);
  for (const name of texts) fields.append(name, but[name] ?? text);
  return fields;
}

/** Returns what a form sends when nothing is written, chosen or ticked. */
export function leftEmpty({ isFiles, hidden, texts, choices, files }: Form): FormData | URLSearchParams {
  const fields = isFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of hidden) fields.append(name, value);
  for (const name of [...texts, ...choices.map(([name]) => name)]) fields.append(name, '');
  // A browser sends a file that was not chosen as one without a name and content.
  if (fields instanceof FormData) for (const name of files) fields.append(name, new Blob([]), '');
  return fields;
}
