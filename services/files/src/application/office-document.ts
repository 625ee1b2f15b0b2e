import { refusal } from '../domain/reasons.ts';
import type { EntryReader } from './check-archive.ts';
import { officeXml } from './office-xml.ts';

/** Files whose content is only shown: pictures, fonts, drawings, and what a printer was set to. */
const SHOWN =
  /(^|\/)[^/]+\.(png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|wdp|odttf|ttf|otf|fntdata|vml|sigs)$|printersettings\d*\.bin$/;
const XML = /\.(xml|rels|rdf|svg)$/;
/** Files of OpenDocument that have no ending. */
const NAMELESS = /^(mimetype|layout-cache|(objectreplacements|thumbnails|pictures)\/[^/]+|.*\/)$/;
const ATTACHED = /(^|\/)embeddings\/|oleobject|^object \d+$/;

/**
 * Returns the reader of one file of an office document (OOXML, ODF), or none for what is only shown. A
 * document may consist of XML, pictures and fonts, and of nothing that runs or that only another program
 * opens. Throws FILE_ATTACHES, FILE_ACTIVE.
 */
export function officeDocument(path: string): EntryReader | undefined {
  const name = path.toLowerCase();
  if (ATTACHED.test(name)) throw refusal('FILE_ATTACHES', { found: path.slice(0, 200) });
  if (/^(basic|scripts)\//.test(name)) throw refusal('FILE_ACTIVE', { found: path.slice(0, 200) });
  if (XML.test(name)) return officeXml(name);
  if (SHOWN.test(name) || NAMELESS.test(name)) return undefined;
  // Macros, ActiveX controls, programs, and whatever else is not known to be harmless.
  throw refusal('FILE_ACTIVE', { found: path.slice(0, 200) });
}
