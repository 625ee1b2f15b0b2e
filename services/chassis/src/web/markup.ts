import nunjucks from 'nunjucks';

/** Text that a template writes as it is: only what this package has drawn itself. */
export type Markup = Readonly<{ toString: () => string }>;

export const markup = (text: string): Markup => new nunjucks.runtime.SafeString(text) as Markup;
