import { SaxesParser } from 'saxes';
import { refusal } from '../domain/reasons.ts';
import type { EntryReader } from './check-archive.ts';

type Attributes = Readonly<Record<string, string>>;

/** Elements, by their names without prefix, that run or hold something: OOXML, ODF and SVG. */
const ACTIVE = new Set([
  'script',
  'event-listener',
  'applet',
  'plugin',
  'floating-frame',
  'ddelink',
  'dde-connection',
  'dde-connection-decl',
  'dde-link',
  'dde-source',
  'macrosheet',
]);
/** Elements that fetch tables from elsewhere. */
const FETCHING = new Set(['dbpr', 'olappr', 'webpr', 'textpr', 'datamashup']);
const ATTACHED = new Set(['oleobject', 'object-ole', 'altchunk', 'subdoc']);
const SCRIPT_ADDRESS = /^\s*(vnd\.sun\.star\.(script|expand)|macro|javascript|vbscript):/i;
const ACTIVE_PART = /macroenabled|macrosheet|vbaproject|vbadata|activex|\/control$/i;
const ATTACHED_PART = /oleobject|\/package$|\/afchunk$|\/subdocument$/i;
/** Codes of fields that start a program, or fetch from elsewhere; these stand where a field begins. */
const FIELD = /\bdde(auto)?\b|(^|◂)[\s"]*(includetext|includepicture|include|import|link|database|rd)\b/i;
const LINK_FIELD = /(?:^|◂)[\s"]*hyperlink\s+(?:\\\w\s+)*"?([^"]*)/i;
const FIELD_BEGINS = '◂';
const FIELDS = new Set(['instrtext', 'delinstrtext']);
const FORMULAS = new Set(['f', 'definedname', 'formula', 'formula1', 'formula2']);
const CALLING = /\||\b(webservice|image|rtd|dde|call|register(\.id)?|exec)\s*\(/i;
const ELSEWHERE = /^\s*((?!data:image\/)[a-z][a-z0-9+.-]*:|[/\\]|\.\.[/\\])/i;
const FAR = /^\s*([a-z][a-z0-9+.-]+:|[/\\]{2})/i;
/** Where a click may not lead: another computer's files, or a program that an address starts. */
const NO_LINK = /^\s*((?!(https?|mailto|tel):|(file:\/\/\/)?[a-z]:)[a-z][a-z0-9+.-]*:|[/\\]{2})/i;
const STYLED_FROM_ELSEWHERE = /@import|url\(\s*["']?(?!#|data:image\/)/i;
const MAX_TEXT = 64 * 1024;

const active = (found: string) => refusal('FILE_ACTIVE', { found: found.slice(0, 200) });
const attaches = (found: string) => refusal('FILE_ATTACHES', { found: found.slice(0, 200) });
const linksOut = (found: string) => refusal('FILE_LINKS_OUT', { found: found.slice(0, 200) });
const damaged = (found: string, cause?: unknown) => refusal('FILE_DAMAGED', { found }, { cause });

/**
 * Reads an XML file of an office document for what runs, is attached or is fetched from elsewhere. Throws
 * FILE_ACTIVE, FILE_ATTACHES, FILE_LINKS_OUT, FILE_LOCKED, FILE_DAMAGED.
 */
export function officeXml(name: string): EntryReader {
  const parser = new SaxesParser({ fileName: name, xmlns: false });
  // Elsewhere the same names are those of fractions and shapes.
  const hasFormulas = name.startsWith('xl/');
  const isDrawing = name.endsWith('.svg');
  let isEmpty = true;
  let failed: unknown;
  let field = '';
  let formula: string | undefined;
  let inField = false;
  let inStyle = false;
  parser.on('error', (error) => {
    failed ??= damaged(error.message.slice(0, 200), error);
  });
  refuseDisguises(parser, name);
  parser.on('opentag', (tag) => {
    const element = localName(tag.name);
    checkElement(element, tag.attributes);
    if (element === 'p') field = '';
    if (element === 'fldchar') field += FIELD_BEGINS;
    inField = FIELDS.has(element);
    inStyle = isDrawing && element === 'style';
    if (isDrawing) checkDrawn(element, tag.attributes);
    if (element === 'fldsimple') checkField(attribute(tag.attributes, 'instr') ?? '');
    if (hasFormulas && FORMULAS.has(element)) formula = '';
  });
  const text = (more: string): void => {
    if (inField) field = checkField((field + more).slice(-MAX_TEXT));
    if (formula !== undefined) formula += more.slice(0, MAX_TEXT);
    if (inStyle && STYLED_FROM_ELSEWHERE.test(more)) throw linksOut(more);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name: closed }) => {
    inField = false;
    inStyle = false;
    if (formula === undefined || !FORMULAS.has(localName(closed))) return;
    checkFormula(formula);
    formula = undefined;
  });
  const decoder = decoderOf(name);
  const write = (decoded: string): void => {
    if (decoded !== '') isEmpty = false;
    parser.write(decoded);
    if (failed !== undefined) throw failed;
  };
  return {
    write: (chunk) => write(decoder.decode(chunk)),
    end: () => {
      write(decoder.end());
      // OpenDocument has empty ones.
      if (isEmpty) return;
      parser.close();
      if (failed !== undefined) throw failed;
    },
  };
}

/** Encodings and entities that would hide what it says. */
function refuseDisguises(parser: SaxesParser, name: string): void {
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^(utf-8|utf-16|us-ascii)$/i.test(encoding)) throw damaged(`${name}: encoding ${encoding}`);
  });
  parser.on('doctype', (doctype) => {
    if (/<!entity/i.test(doctype)) throw damaged(`${name}: entities`);
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

const attribute = (attributes: Attributes, wanted: string): string | undefined =>
  Object.entries(attributes).find(([name]) => localName(name) === wanted)?.[1];

function checkElement(element: string, attributes: Attributes): void {
  if (ACTIVE.has(element)) throw active(element);
  if (ATTACHED.has(element)) throw attaches(element);
  if (element === 'encryption-data') throw refusal('FILE_LOCKED', { found: element });
  const scripted = Object.values(attributes).find((value) => SCRIPT_ADDRESS.test(value));
  if (scripted !== undefined) throw active(scripted);
  if (element === 'relationship') checkRelationship(attributes);
  const part = attribute(attributes, 'contenttype') ?? attribute(attributes, 'media-type') ?? '';
  if (ACTIVE_PART.test(part)) throw active(part);
  if (ATTACHED_PART.test(part)) throw attaches(part);
  if (FETCHING.has(element)) throw linksOut(element);
  const called = attribute(attributes, 'formula');
  if (called !== undefined) checkFormula(called);
  const source = attribute(attributes, 'src');
  if (source !== undefined && FAR.test(source)) throw linksOut(source);
  // Whatever prefix its namespace has: readers go by the namespace.
  const address = attribute(attributes, 'href');
  if (address !== undefined && outsideOf(element).test(address)) throw linksOut(address);
}

const outsideOf = (element: string): RegExp => ({ a: NO_LINK, template: FAR })[element] ?? ELSEWHERE;

/** A drawing must not run when it is opened on its own. */
function checkDrawn(element: string, attributes: Attributes): void {
  const handler = Object.keys(attributes).find((name) => /^on/i.test(name));
  if (handler !== undefined || element === 'foreignobject') throw active(handler ?? element);
  const style = attribute(attributes, 'style') ?? '';
  if (STYLED_FROM_ELSEWHERE.test(style)) throw linksOut(style);
}

function checkRelationship(attributes: Attributes): void {
  const type = attribute(attributes, 'type') ?? '';
  if (ACTIVE_PART.test(type)) throw active(type);
  if (ATTACHED_PART.test(type)) throw attaches(type);
  const target = attribute(attributes, 'target') ?? '';
  const isOutside = attribute(attributes, 'targetmode')?.trim().toLowerCase() === 'external';
  const isLink = /\/hyperlink$/i.test(type);
  if (isLink ? NO_LINK.test(target) : isOutside || FAR.test(target)) throw linksOut(target || type);
}

function checkField(code: string): string {
  const found = FIELD.exec(code)?.[0];
  if (found !== undefined) throw active(found);
  const target = LINK_FIELD.exec(code)?.[1];
  if (target !== undefined && NO_LINK.test(target)) throw linksOut(target);
  return code;
}

/** Texts in quotes may hold anything; a bar beside them calls another program. */
function checkFormula(formula: string): void {
  const found = CALLING.exec(formula.replaceAll(/"[^"]*"|'[^']*'/g, ''))?.[0];
  if (found !== undefined) throw active(`= … ${found}`);
}

/** Decodes the two encodings of XML that every reader knows; anything else would hide what it says. */
function decoderOf(name: string) {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
    } catch (error) {
      throw damaged(`${name}: not in its encoding`, error);
    }
  };
  return {
    decode: (chunk: Buffer): string => {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      return decode(chunk);
    },
    end: (): string => decode(),
  };
}

function encodingOf(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 60 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 60)) return 'utf-16be';
  return 'utf-8';
}
