export { detailOf } from './detail-of.ts';
export { explainDue, type DueExplanation } from './explain-due.ts';
export { paperFile, paperFileName } from './paper-file.ts';
export { termsOf } from './terms-of.ts';
export {
  applicantKindText,
  channelText,
  durationUnitWord,
  eventText,
  stateText,
  timelinessText,
} from './words.ts';
export { default as dossierTexts } from './texts.json' with { type: 'json' };
