import type { Visitor } from './browser.ts';

type Reception = Readonly<{
  staff: string;
  procedure: Readonly<{ procedureId: string; code: string }>;
  name: string;
  idNumber: string;
  phone: string;
  /** How long each key takes, in ms. */ keyMs?: number;
}>;

/**
 * A logged-in official receives a dossier by keyboard alone, from finding the procedure to the receipt;
 * returns the dossier.
 */
export async function receiveAtCounter(
  { page, tabTo, press }: Visitor,
  { staff, procedure, name, idNumber, phone, keyMs = 0 }: Reception,
): Promise<string> {
  const { keyboard } = page;
  const type = (text: string) => keyboard.type(text, { delay: keyMs });
  if (page.url() !== `${staff}/counter`) await page.goto(`${staff}/counter`);
  await page.locator('#text:focus').waitFor();
  await type(procedure.code);
  await keyboard.press('Enter');
  await page.waitForURL(/\/counter\?text=/u);
  await press(`a[href="/counter/receive/${procedure.procedureId}"]`);
  await page.waitForURL(/\/counter\/receive\//u);
  await page.locator('#name:focus').waitFor();
  await type(name);
  await tabTo('#id_number');
  await type(idNumber);
  await tabTo('#phone');
  await type(phone);
  await press('main form button');
  await page.waitForURL(/\/counter\/receipts\//u);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
