import { filled } from '@egov/chassis/web';
import type { Applicant, Component } from '@egov/proto/egov/procedures/v1/submission';
import { Channel, type ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import { z } from 'zod';
import type { Uploaded } from '../papers/uploads.ts';

const text = (max: number) => z.string().trim().max(max, 'apply.too-long').default('');

/** The form of an application; its messages are keys of texts. */
export const applicationForm = z.object({
  case_name: text(500),
  name: z.string().trim().min(1, 'apply.name-needed').max(200, 'apply.too-long'),
  id_number: z
    .string()
    .trim()
    .regex(/^(\d{9}|\d{12})?$/u, 'apply.id-number-wrong')
    .default(''),
  phone: z
    .string()
    .trim()
    .regex(/^(\+84|0)\d{8,10}$/u, 'apply.phone-wrong'),
  email: z.union([z.literal(''), z.email('apply.email-wrong')], 'apply.email-wrong').default(''),
  address: text(500),
  summary: text(2_000),
  papers: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((ids) => [ids].flat()),
  agreed: z.literal('yes', 'apply.agree-needed'),
});

export type Application = z.output<typeof applicationForm>;

/** The papers that the procedure asks for and the applicant has ticked or uploaded. */
export const componentsOf = (
  { papers }: Application,
  terms: ProcedureTerms,
  uploaded: readonly Uploaded[],
): Component[] =>
  terms.papers
    .map(({ paperId, originals, copies }) => {
      const file = uploaded.find((one) => one.paperId === paperId);
      return {
        paperId,
        originals,
        copies,
        fileRef: file?.fileRef,
        fileName: file?.fileName,
      };
    })
    .filter(({ paperId, fileRef }) => fileRef !== undefined || papers.includes(paperId));

/** The required papers that are neither ticked nor uploaded. */
export const missingPapers = (
  { papers }: Application,
  terms: ProcedureTerms,
  uploaded: readonly Uploaded[],
) =>
  terms.papers.filter(
    (paper) =>
      paper.required &&
      !papers.includes(paper.paperId) &&
      !uploaded.some(({ paperId }) => paperId === paper.paperId),
  );

/** The applicant: the logged-in person, so that they can follow the dossier. */
export const applicantOf = (
  { name, id_number: idNumber, phone, email, address }: Application,
  personId: string,
): Applicant => ({
  personId,
  kind: 1,
  name,
  idNumber: filled(idNumber),
  phone,
  email: filled(email),
  address: filled(address),
});

/** The cases of applying online. */
export const onlineCases = ({ channels }: ProcedureTerms) =>
  channels.find(({ channel }) => channel === Channel.CHANNEL_ONLINE)?.cases;
