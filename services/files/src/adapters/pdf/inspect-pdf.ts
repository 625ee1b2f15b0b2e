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
]);
/** Files within the file, which no scanner or official sees. */
const ATTACHED = new Set(['EmbeddedFile', 'EmbeddedFiles', 'GoToE']);
/** Files elsewhere, whose opening reveals the reader's account. */
const LINKED = new Set(['GoToR']);

/**
 * Returns why a PDF is not accepted, or nothing: its whole structure is read, including object streams, and
 * any name that stands for something active is found however it is written. Contents of pages are not read:
 * they cannot act.
 */
export function inspectPdf(bytes: Buffer): Finding | undefined {
  const found: Finding[] = [];
  const actions = new Map<number, string>();
  let opens: PdfValue | undefined;
  try {
    walkPdf(bytes, {
      name: (name) => {
        const finding = findingOf(name);
        if (finding !== undefined) found.push(finding);
      },
      object: (id, value) => {
        const action = value instanceof Map ? nameOf((value as PdfDictionary).get('S')) : undefined;
        if (action !== undefined) actions.set(id, action);
        if (value instanceof Map && (value as PdfDictionary).has('OpenAction'))
          opens = (value as PdfDictionary).get('OpenAction');
      },
      trailer: (dictionary) => {
        if (dictionary.has('Encrypt')) found.push({ reason: 'FILE_LOCKED', found: '/Encrypt' });
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
  const opening = opens instanceof PdfReference ? actions.get(opens.object) : ofDictionary(opens);
  if (opening !== undefined && opening !== 'GoTo')
    found.push({ reason: 'FILE_ACTIVE', found: `/OpenAction /${opening}` });
  return found[0];
}

const ofDictionary = (value: PdfValue | undefined): string | undefined =>
  value instanceof Map ? nameOf((value as PdfDictionary).get('S')) : undefined;

function findingOf(name: string): Finding | undefined {
  if (ACTIVE.has(name)) return { reason: 'FILE_ACTIVE', found: `/${name}` };
  if (ATTACHED.has(name)) return { reason: 'FILE_ATTACHES', found: `/${name}` };
  if (LINKED.has(name)) return { reason: 'FILE_LINKS_OUT', found: `/${name}` };
  return undefined;
}
