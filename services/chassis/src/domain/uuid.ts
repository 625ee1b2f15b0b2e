const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** Whether a text is a UUID of any version, in small letters or capitals. */
export const isUuid = (text: string): boolean => UUID.test(text);
