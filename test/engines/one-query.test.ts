import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { oneQuery } from '../../src/engines/one-query.ts';

test.each([
  ['select 1', 'select 1'],
  ['select 1;\n', 'select 1'],
  ['select 1; -- the end', 'select 1'],
  [';;select 1 ;; /* a; b */ ;\n', 'select 1 '],
  ['select \';\', ";" -- a; b\nfrom t;', 'select \';\', ";" -- a; b\nfrom t'],
  ["select 'it''s; so'; ", "select 'it''s; so'"],
  ['select $$a;b$$, $x$;$$;$x$;', 'select $$a;b$$, $x$;$$;$x$'],
  ['/* first; */ select 1', '/* first; */ select 1'],
  // What is not closed is for the engine to say.
  ["select 'a", "select 'a"],
])('%j holds %j', (text, query) => {
  expect(oneQuery(text, '--query')).toBe(query);
});

test.each([
  ['select 1; select 2', '--query must hold one query, got another one behind the ;'],
  ["select 1; drop table t; --'", '--query must hold one query, got another one behind the ;'],
  ['', '--query must hold a query, got none'],
  [' -- nothing\n/* at all */ ; ', '--query must hold a query, got none'],
  ['select 1\0', '--query must be text, got a zero byte; save it as UTF-8'],
])('%j is refused', (text, message) => {
  expect(() => oneQuery(text, '--query')).toThrow(message);
});

it('takes any query that has no semicolon outside its texts as it is', () => {
  const pieces = fc.constantFrom("'a;b'", '"c;"', '-- d;\n', '/*;*/', 'select ', '$$;$$', ' ', '1');
  fc.assert(
    fc.property(fc.array(pieces), (some) => {
      const query = `x ${some.join(' ')} y`;
      expect(oneQuery(`${query};`, '--query')).toBe(query);
    }),
  );
});
