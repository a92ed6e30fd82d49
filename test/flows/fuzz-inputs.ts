import fc from 'fast-check';

/** What we read of one operation of our own OpenAPI. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** JSON Schema, as far as ours uses it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
}

export interface Input {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** What really stands in the till, by the name of the field that takes it: so that inputs get past the first look-up. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Comes back in no page: whoever finds it there found an injection. */
export const MARKUP = '<img src=x onerror="tilltalkFuzz()">';

const DEPTH = 2_000;

const hostileTexts = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  'null',
  'undefined',
  '__proto__',
  '\u0000',
  '\uD800',
  '\u202E購買\u202C 🧧👩‍👩‍👧',
  "' OR '1'='1'; DROP TABLE payment; --",
  '%',
  '{{7*7}}',
  '../../../etc/passwd',
  MARKUP,
  `"'>${MARKUP}`,
  'x'.repeat(5_000),
  '9'.repeat(400),
];
const hostileText = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 40 }));

const hostileNumber = fc.oneof(
  fc.constantFrom(-1, 0.1, 1e21, -1e308, 5e-324, 2 ** 53, 2 ** 63, -(2 ** 63), 2 ** 31, 8.64e15 + 1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown>(null, true, [], {}, [[]], [null], { toString: 1 }, { length: -1 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** No JSON, or JSON as no client of good will sends it. */
const rawBody = fc.constantFrom(
  '',
  '{',
  '{"a":1,}',
  'null',
  '"text"',
  '-',
  '\uFEFF{}',
  'a=1&b=2',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"expectedTotalMinor":1e999,"expectedTotalMinor":-1}',
  '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  `${'{"lines":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
  `{"text":"${'x'.repeat(200_000)}"}`,
);

interface Making {
  readonly known: Known;
  /** How many of ten values are of the wrong form: 0 lets an input through to the operation itself. */
  readonly wrong: 0 | 1;
}

function value(schema: Schema, name: string, making: Making): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 10 - making.wrong, arbitrary: fitting(schema, name, making) },
    { weight: making.wrong, arbitrary: hostile },
  );
}

function fitting(schema: Schema, name: string, making: Making): fc.Arbitrary<unknown> {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => value(branch, name, making)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.properties !== undefined) return object(schema, making);
  if (schema.items !== undefined) {
    return fc.array(value(schema.items, name, making), { minLength: 1 - making.wrong, maxLength: 3 });
  }
  const there = making.known[name] ?? [];
  const plain = leaf(schema);
  if (there.length === 0) return plain;
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: plain });
}

function object({ properties = {}, required = [] }: Schema, making: Making): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => {
    const member = value(schema, name, making);
    const isKept = making.wrong === 0 && required.includes(name);
    return [
      name,
      isKept ? member : fc.option(member, { freq: required.includes(name) ? 10 : 2, nil: undefined }),
    ];
  });
  return fc.record(Object.fromEntries(members));
}

function leaf(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'integer':
    case 'number': {
      const { minimum: min = 0, maximum: max = Number.MAX_SAFE_INTEGER } = schema;
      return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max: Math.min(max, 1_000_000) }));
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'object':
      return fc.dictionary(fc.string({ maxLength: 8 }), hostile, { maxKeys: 3 });
    default:
      return text(schema);
  }
}

/** Of the wanted length and pattern, whatever else it may be. */
function text({ pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const fits = hostileTexts.filter(({ length }) => length >= minLength && length <= maxLength);
  return fc.oneof(
    fc.constantFrom(...fits),
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(20, maxLength) }),
  );
}

/** What only a broken client puts into an address. */
const brokenParts = fc.constantFrom(
  '%E0%A4%A',
  '%00',
  '%',
  '..%2f..%2fetc',
  '%3Cimg%3E',
  'a'.repeat(3_000),
  ';',
);

function part({ schema, name }: Parameter, making: Making): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: value(schema, name, making).map(encoded) },
    { weight: making.wrong, arbitrary: brokenParts },
  );
}

/** As a client writes a value into an address. A lone surrogate has no UTF-8: none can carry it. */
function encoded(value: unknown): string {
  const plain = typeof value === 'string' ? value : String(JSON.stringify(value));
  return encodeURIComponent(Buffer.from(plain).toString());
}

/** What `fetch` lets into a header: any byte but the control characters. */
const headerValue = fc
  .oneof(
    fc.constantFrom(
      '',
      '"',
      '""',
      'x'.repeat(256),
      'x'.repeat(5_000),
      'Bearer',
      'Bearer a.b.c',
      'null',
      MARKUP,
    ),
    fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }),
  )
  .map((given) => given.replaceAll('\u007f', ''));
const perhaps = fc.option(headerValue, { freq: 2, nil: undefined });

/** A good client may send any of these. */
const strangeHeaders = fc.record({
  'accept-language': perhaps,
  'user-agent': perhaps,
  accept: perhaps,
  'x-forwarded-for': perhaps,
});

const wrongHeaders = fc.record(
  {
    authorization: headerValue,
    cookie: headerValue,
    'x-tilltalk-csrf': headerValue,
    origin: fc.constantFrom('null', 'https://evil.example', '\u00fc'),
    'idempotency-key': headerValue,
    'content-type': fc.constantFrom(
      'text/plain',
      'text/html',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-16',
      '*/*',
      '',
    ),
  },
  { requiredKeys: [] },
);

function headersOf(mine: Headers, { wrong }: Making): fc.Arbitrary<Headers> {
  const mistaken = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: wrong, arbitrary: wrongHeaders },
  );
  return fc.tuple(strangeHeaders, fc.uuid(), mistaken).map(([strange, key, mistakes]) => {
    const all = Object.entries({ ...strange, ...mine, 'idempotency-key': key, ...mistakes });
    return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
  });
}

/** Bodies of every kind for one schema, as values. */
export function bodiesFor(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const making = (wrong: Making['wrong']) => value(schema, '', { known, wrong });
  return fc.oneof(making(0), making(1), hostile);
}

/** Bad input of every kind for one operation, sent by somebody with these headers: half of it in form, half not even that. */
export function inputsFor(operation: Operation, mine: Headers, known: Known): fc.Arbitrary<Input> {
  return fc.oneof(inputs(operation, mine, { known, wrong: 0 }), inputs(operation, mine, { known, wrong: 1 }));
}

function inputs(operation: Operation, mine: Headers, making: Making): fc.Arbitrary<Input> {
  const wanted = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place);
  const query = wanted('query').map((one) => {
    const given = part(one, making);
    return [one.name, one.required === true ? given : fc.option(given, { freq: 2, nil: undefined })];
  });
  return fc
    .record({
      ids: fc.tuple(...wanted('path').map((one) => part(one, making))),
      query: fc.record(Object.fromEntries(query)),
      headers: headersOf(mine, making),
      body: bodyOf(operation, making),
    })
    .map(({ ids, query: asked, headers, body }) => ({
      path: pathOf(operation, ids, asked),
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body,
    }));
}

function bodyOf({ method, body }: Operation, making: Making): fc.Arbitrary<string | undefined> {
  const nothing = fc.constant(undefined);
  if (method === 'GET') return nothing;
  const wanted = body === undefined ? nothing : value(body, '', making).map((given) => JSON.stringify(given));
  return fc.oneof(
    { weight: 8, arbitrary: wanted },
    { weight: making.wrong, arbitrary: hostile.map((given) => JSON.stringify(given)) },
    { weight: making.wrong, arbitrary: rawBody },
    { weight: making.wrong, arbitrary: nothing },
  );
}

function pathOf(
  { path }: Operation,
  ids: readonly string[],
  query: Record<string, string | undefined>,
): string {
  const rest = [...ids];
  const filled = path.replaceAll(/\{\w+\}/g, () => rest.shift() ?? '');
  const pairs = Object.entries(query).filter(([, given]) => given !== undefined);
  return pairs.length === 0
    ? filled
    : `${filled}?${pairs.map(([name, given]) => `${name}=${given}`).join('&')}`;
}

/** The operations of `/openapi.json`, what ends a session last: the others still need it. */
export function operationsOf(openapi: unknown): Operation[] {
  const { paths } = openapi as { paths: Record<string, Record<string, Described>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters ?? [],
      body: requestBody?.content['application/json']?.schema,
    })),
  );
  return operations.sort((one, other) => Number(endsSession(one)) - Number(endsSession(other)));
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

function endsSession({ method, path }: Operation): boolean {
  return method === 'DELETE' && path === '/v1/staff/sessions/current';
}
