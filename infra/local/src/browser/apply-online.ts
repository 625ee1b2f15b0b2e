import type { Visitor } from './browser.ts';

type Application = Readonly<{
  citizens: string;
  procedure: Readonly<{ procedureId: string }>;
  phone: string;
  summary: string;
}>;

/** A logged-in citizen applies by keyboard alone, with every paper ticked; returns the dossier. */
export async function applyOnline(
  { page, tabTo, press }: Visitor,
  { citizens, procedure, phone, summary }: Application,
): Promise<string> {
  const { keyboard } = page;
  const address = `${citizens}/apply/${procedure.procedureId}`;
  if (page.url() !== address) await page.goto(address);
  await tabTo('#phone');
  await keyboard.type(phone);
  await tabTo('#summary');
  await keyboard.type(summary);
  const papers = await page.locator('input[name="papers"]').count();
  for (let paper = 0; paper < papers; paper += 1) {
    await tabTo('input[name="papers"]');
    await keyboard.press('Space');
  }
  await tabTo('#agreed');
  await keyboard.press('Space');
  await press('main form button');
  await press('button[name="step"][value="submit"]');
  await page.waitForURL(/\/applied\//u);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
