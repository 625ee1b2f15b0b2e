import type { Component } from '@egov/proto/egov/procedures/v1/submission';
import type { ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import { z } from 'zod';

const short = (max: number) => z.string().trim().max(max, 'counter.too-long').default('');

/** The form of the counter; its messages are keys of texts. */
export const receiptForm = z.object({
  channel: z.enum(['1', '3'], 'counter.channel-needed').transform(Number),
  case_name: short(500),
  kind: z.enum(['1', '2', '3', '4', '5'], 'counter.kind-needed').transform(Number),
  name: z.string().trim().min(1, 'counter.name-needed').max(200, 'counter.too-long'),
  id_number: z
    .string()
    .trim()
    .regex(/^[\d-]{0,20}$/u, 'counter.id-number-wrong')
    .default(''),
  phone: z
    .string()
    .trim()
    .regex(/^((\+84|0)\d{8,10})?$/u, 'counter.phone-wrong')
    .default(''),
  email: z.union([z.literal(''), z.email('counter.email-wrong')], 'counter.email-wrong').default(''),
  address: short(500),
  summary: short(2_000),
  papers: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((ids) => [ids].flat()),
});

export type Receipt = z.output<typeof receiptForm>;

/** The papers ticked, in the numbers that the procedure asks for. */
export const componentsOf = ({ papers }: Receipt, terms: ProcedureTerms): Component[] =>
  terms.papers
    .filter(({ paperId }) => papers.includes(paperId))
    .map(({ paperId, originals, copies }) => ({
      paperId,
      originals,
      copies,
    }));
