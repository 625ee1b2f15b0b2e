import type { Finding } from '../../application/ports.ts';
import { markupIn } from '../../application/markup.ts';
import { nameOf, walkPdf } from './pdf-file.ts';
import { PdfReference, PdfSyntaxError, type PdfDictionary, type PdfValue } from './pdf-syntax.ts';

/** What acts, on its own or when somebody clicks, on more than the document itself. */
const ACTIVE = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'RichMedia',
  'Rendition',
  'XFA',
  'AA',
  'SubmitForm',
  'ImportData',
  'OnInstantiate',
  'Movie',
  'Sound',
  '3D',
]);
/** Files within the file, which no scanner or official sees. */
const ATTACHED = new Set(['EF', 'EmbeddedFile', 'EmbeddedFiles', 'FileAttachment', 'GoToE']);
/** Files elsewhere, whose opening reveals the reader's account. */
const LINKED = new Set(['GoToR']);

/** Keys of a file elsewhere, if their value is a text. */
const PLACES = ['F', 'UF'] as const;
/** What a link may lead to: a page of the web, an address to write to or to call, or a place beside. */
const HARMLESS = /^\s*(https?:|mailto:|tel:|(?![a-z][a-z0-9+.-]*:|[/\\]{2}))/i;

/**
 * Returns why a PDF is not accepted, or nothing: its whole structure is read, including object streams, and
 * any name that stands for something active is found however it is written. Contents of pages are not read:
 * they cannot act.
 */
export function inspectPdf(bytes: Buffer): Finding | undefined {
  const found: Finding[] = [];
  const links: PdfReference[] = [];
  const opens: PdfValue[] = [];
  const acts: (readonly [number, PdfDictionary])[] = [];
  const texts = new Set<number>();
  try {
    walkPdf(bytes, {
      name: (name) => {
        const finding = findingOf(name);
        if (finding !== undefined) found.push(finding);
      },
      dictionary: (dictionary) => {
        const opening = dictionary.get('OpenAction');
        if (opening !== undefined) opens.push(opening);
        const led = ledTo(dictionary);
        links.push(...led.filter((value) => value instanceof PdfReference));
        const out = led.find((value) => typeof value === 'string');
        if (out !== undefined) found.push(linksOut(out));
      },
      object: (id, value) => {
        if (typeof value === 'string') texts.add(id);
        if (value instanceof Map) acts.push([id, value as PdfDictionary]);
      },
      outside: (text) => {
        const markup = markupIn(text);
        if (markup !== undefined) found.push({ reason: 'FILE_AMBIGUOUS', found: markup });
      },
    });
  } catch (error) {
    if (!(error instanceof PdfSyntaxError)) throw error;
    return found[0] ?? { reason: 'FILE_DAMAGED', found: error.message };
  }
  if (links.some(({ object }) => texts.has(object))) found.push(linksOut('a text elsewhere'));
  const opened = new Set(opens.map((value) => (value instanceof PdfReference ? value.object : undefined)));
  const opening = [...opens, ...acts.filter(([id]) => opened.has(id)).map(([, value]) => value)];
  const acting = opening.find((value) => !isPlace(value));
  if (acting !== undefined)
    found.push({ reason: 'FILE_ACTIVE', found: `/OpenAction /${actionOf(acting) ?? ''}` });
  return found[0];
}

const linksOut = (found: string): Finding => ({ reason: 'FILE_LINKS_OUT', found: found.slice(0, 200) });

/** What a dictionary leads to outside the document: texts that may not be, and references to be looked at. */
function ledTo(dictionary: PdfDictionary): PdfValue[] {
  const uri = dictionary.get('URI');
  // A document's base of addresses is a dictionary under the same key.
  const addresses = uri instanceof Map ? [(uri as PdfDictionary).get('Base')] : [uri];
  const places = PLACES.map((key) => dictionary.get(key));
  return [
    ...addresses.filter((value) => typeof value !== 'string' || !HARMLESS.test(value)),
    ...places,
  ].filter((value) => value !== undefined);
}

const actionOf = (value: PdfValue): string | undefined =>
  value instanceof Map ? nameOf((value as PdfDictionary).get('S')) : undefined;

/** A document may begin at a place of its own, and do nothing more. */
const isPlace = (value: PdfValue): boolean =>
  !(value instanceof Map) || (actionOf(value) === 'GoTo' && !(value as PdfDictionary).has('Next'));

function findingOf(name: string): Finding | undefined {
  if (ACTIVE.has(name)) return { reason: 'FILE_ACTIVE', found: `/${name}` };
  if (ATTACHED.has(name)) return { reason: 'FILE_ATTACHES', found: `/${name}` };
  if (LINKED.has(name)) return { reason: 'FILE_LINKS_OUT', found: `/${name}` };
  if (name === 'Encrypt') return { reason: 'FILE_LOCKED', found: '/Encrypt' };
  return undefined;
}
