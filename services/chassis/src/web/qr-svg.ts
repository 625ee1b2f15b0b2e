import { toString } from 'qrcode';

/** Draws a QR code as SVG, without styles of its own so that the content security policy lets it stand in a page. */
export const qrSvg = (text: string): Promise<string> => toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
