/** Money of fewer customers than this is nobody's but theirs. */
export const fewest = 5;

/** Whether something is of so few that money would tell on them; of nobody there is none. */
export const isFew = (count: number): boolean => count > 0 && count < fewest;
