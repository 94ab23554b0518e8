/**
 * An id that a spreadsheet would run as a formula. A sign before a digit is none: `+31612345678` must
 * stay what other tables have.
 */
export const formula = String.raw`^(=|@|\t|\r|[+-]\D)`;
