import type { InputName, Inputs } from '../quantities.ts';
import type { Uncertain } from '../math/distribution.ts';
import type { Units } from './given-numbers.ts';
import type { Note } from './note.ts';
import type { Check } from './rule.ts';

/** Where a number of the file comes from, and how old it is. */
export interface Provenance {
  readonly source?: string;
  readonly owner?: string;
  /** The day it was last looked at, as in 2026-07-01. */
  readonly reviewed?: string;
  /** Where its measured value stands, as in `measured.json#freq`. */
  readonly measured?: string;
  /** Its range as it is written, also where an override moves it along. */
  readonly range?: string;
}

/** The assumptions of one segment under one scenario. */
export interface Case {
  readonly scenario: string;
  /** Null where the file has no segments. */
  readonly segment: string | null;
  readonly inputs: Inputs;
  /** What inputs are per, where their units say it and no period is named. */
  readonly units?: Units | undefined;
  /** What is known of the inputs that were given a range. */
  readonly ranges: { readonly [Name in InputName]?: Uncertain };
  readonly provenance: { readonly [Name in InputName]?: Provenance };
  /** Where the scenario, or else the segment, stands in the file. */
  readonly line: number;
  readonly column: number;
}

/** An assumptions file, with its overrides worked out. */
export interface Assumptions {
  /** As a message names it. */
  readonly file: string;
  readonly currency: string | undefined;
  /** `base` first, then in the order of the file. */
  readonly scenarios: readonly string[];
  /** In the order of the file; none where it has no segments. */
  readonly segments: readonly string[];
  /** One for each scenario and segment, scenario by scenario. */
  readonly cases: readonly Case[];
  readonly baseline: string | undefined;
  /** Undefined where the file has no list of checks. */
  readonly checks: readonly Check[] | undefined;
  /** How ranges and overrides were read, and what a reader should know. */
  readonly notes: readonly Note[];
}

/** The scenario that every file has. */
export const baseScenario = 'base';
