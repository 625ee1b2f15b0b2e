import nunjucks from 'nunjucks';

/** Text that a template writes unescaped: only markup made by this package. */
export type Markup = Readonly<{ toString: () => string }>;

export const markup = (text: string): Markup => new nunjucks.runtime.SafeString(text) as Markup;
