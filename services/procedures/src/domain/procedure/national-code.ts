/**
 * National code, and behind it the code of the agency that published it: of QCVN 102 or of decision 20/2020.
 */
const PROCEDURE_CODE = /^(\d\.\d{6})(\.(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{2})*))?$/;

/** The part of a procedure's code shared by all agencies; null if it is not such a code. */
export const nationalCode = (code: string): string | null => PROCEDURE_CODE.exec(code)?.[1] ?? null;
