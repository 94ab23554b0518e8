/** What was asked was done, and the answer is no: the run ends with 1 and says nothing more. */
export class Verdict extends Error {}
