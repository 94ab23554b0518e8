import { type Domain, type InputName, largestNumber, quantities } from '../quantities.ts';

/** A function of one number; null where it has no value. */
export type Curve = (x: number) => number | null;

/** The values between which a solution is looked for. */
export interface SearchRange {
  readonly low: number;
  readonly high: number;
}

/** How far from the value of now a solution is looked for, in multiples of it. */
const farthest = 1000;

/** How near the target a solution must come, relative to it or to the scale of the curve there. */
const nearness = 1e-9;

/** How near it must come, of the way from the value of now, to be looked at more closely. */
const coarseness = 1e-3;

/** Where a solution for an input is looked for: its domain, and no farther than anyone would go. */
export function searchRange(name: InputName, current: number): SearchRange {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const reach = farthest * Math.max(1, Math.abs(current));
  const low = Math.max(min ?? -reach, -largestNumber);
  const high = Math.min(max ?? Math.max(reach, current), largestNumber);
  const step = 1e-9;
  return {
    low: above === undefined ? low : Math.max(low, above + step),
    high: below === undefined ? high : Math.min(high, below - step),
  };
}

/**
 * The value nearest to the current one at which a curve takes a target, or undefined where it
 * takes it nowhere in the range.
 *
 * What is proportional to x, or to 1 / x, or straight, is solved at once; all else by secants,
 * and then by halving brackets.
 *
 * @param isCostly whether the curve is too slow to be followed over the whole range
 */
export function nearestSolution(
  curve: Curve,
  current: number,
  target: number,
  { low, high }: SearchRange,
  isCostly = false,
): number | undefined {
  const now = curve(current);
  if (now === target) return current;
  const isSolution = (x: number, tolerance: number) => {
    if (!(x >= low && x <= high)) return false;
    const value = curve(x);
    if (value === null) return false;
    const distance = Math.abs(value - target);
    if (distance <= tolerance * Math.abs(target)) return true;
    // A costly curve is not looked at twice for what is not even near.
    if (isCostly && distance > coarseness * Math.abs((now ?? NaN) - target)) return false;
    return distance <= tolerance * scaleAt(curve, x);
  };
  if (now !== null && now !== 0) {
    for (const x of [(current * target) / now, (current * now) / target]) {
      if (isSolution(x, 1e-12)) return x;
    }
  }
  const near = bySecants(curve, current, target, { low, high });
  if (near !== undefined && isSolution(near, 1e-12)) return near;
  if (isCostly) {
    return near !== undefined && isSolution(near, nearness) ? near : undefined;
  }
  const isNear = (x: number) => isSolution(x, nearness);
  const found = byBrackets(curve, current, target, { low, high }, isNear);
  return found !== undefined && isNear(found) ? found : undefined;
}

/**
 * What a curve moves by when x moves by as much as itself, going by its slope.
 *
 * Where a curve is the difference of two numbers, its rounding is to their measure and not to its
 * own, which at a target of 0 is none.
 */
function scaleAt(curve: Curve, x: number): number {
  const value = curve(x);
  const step = Math.max(Math.abs(x) * 1e-6, 1e-12);
  const other = curve(x + step) ?? curve(x - step);
  if (value === null || other === null) return 0;
  return Math.abs((other - value) / step) * Math.abs(x);
}

const mostSecants = 12;

function bySecants(curve: Curve, current: number, target: number, { low, high }: SearchRange) {
  const step = Math.max(Math.abs(current) * 1e-3, 1e-6);
  let [x0, x1] = [current, current + step <= high ? current + step : current - step];
  let y0 = curve(x0);
  let y1 = curve(x1);
  for (let count = 0; count < mostSecants; count++) {
    if (y0 === null || y1 === null || y1 === y0) return undefined;
    if (y1 === target) return x1;
    const next = x1 + ((target - y1) * (x1 - x0)) / (y1 - y0);
    if (!(next >= low && next <= high)) return undefined;
    if (next === x1) return x1;
    [x0, y0, x1] = [x1, y1, next];
    y1 = curve(x1);
  }
  return x1;
}

/** Points on either side of the current value, closer to each other where they are nearer to it. */
const pointsPerSide = 80;
const halvings = 200;

function byBrackets(
  curve: Curve,
  current: number,
  target: number,
  { low, high }: SearchRange,
  isSolution: (x: number) => boolean,
) {
  let best: number | undefined;
  for (const end of [low, high]) {
    const root = rootTowards(end, curve, current, target) ?? (isSolution(end) ? end : undefined);
    if (root === undefined) continue;
    if (best === undefined || Math.abs(root - current) < Math.abs(best - current)) best = root;
  }
  return best;
}

/** From the current value to an end: the first step is a billionth of the way or so, the last is all of it. */
function stepsTowards(end: number, current: number): number[] {
  return Array.from(
    { length: pointsPerSide },
    (_, index) => current + (end - current) * ((index + 1) / pointsPerSide) ** 5,
  );
}

function rootTowards(end: number, curve: Curve, current: number, target: number) {
  let [x0, y0] = [current, curve(current)];
  for (const x of stepsTowards(end, current)) {
    const y = curve(x);
    if (y0 !== null || y !== null) {
      // Where the curve begins or ends in between, its last value there is one end of the bracket.
      const from = y0 === null ? edgeOf(curve, x, x0) : x0;
      const to = y === null ? edgeOf(curve, x0, x) : x;
      const [yFrom, yTo] = [y0 ?? curve(from) ?? NaN, y ?? curve(to) ?? NaN];
      if ((yFrom - target) * (yTo - target) <= 0) return halved(curve, target, from, to);
    }
    [x0, y0] = [x, y];
  }
  return undefined;
}

/** The number nearest to one at which a curve has no value where it has one, if there is any in the range. */
export function nearestWithValue(curve: Curve, current: number, { low, high }: SearchRange) {
  const starts = [low, high].flatMap((end) => {
    const steps = [current, ...stepsTowards(end, current)];
    const at = steps.findIndex((x) => curve(x) !== null);
    const [outside, inside] = [steps[at - 1], steps[at]];
    return outside === undefined || inside === undefined ? [] : [edgeOf(curve, inside, outside)];
  });
  return starts.toSorted((a, b) => Math.abs(a - current) - Math.abs(b - current))[0];
}

/** The last number with a value on the way from one that has one to another that has none. */
function edgeOf(curve: Curve, inside: number, outside: number): number {
  let [last, none] = [inside, outside];
  for (let count = 0; count < halvings; count++) {
    const middle = last + (none - last) / 2;
    if (middle === last || middle === none) break;
    if (curve(middle) === null) none = middle;
    else last = middle;
  }
  return last;
}

function halved(curve: Curve, target: number, from: number, to: number): number {
  let [near, far] = [from, to];
  const above = (curve(near) ?? NaN) > target;
  for (let count = 0; count < halvings; count++) {
    const middle = near + (far - near) / 2;
    if (middle === near || middle === far) break;
    const value = curve(middle);
    if (value === target) return middle;
    if (value !== null && value > target === above) near = middle;
    else far = middle;
  }
  return far;
}
