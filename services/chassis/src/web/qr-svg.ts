import { toString } from 'qrcode';
import { markup, type Markup } from './markup.ts';

/** Draws a QR code as SVG, without inline styles so that the content security policy allows it. */
export const qrSvg = async (text: string): Promise<Markup> =>
  markup(await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }));
