/** One working day is eight working hours, as the one-stop software in production counts. */
export const WORKING_DAY_HOURS = 8;
