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
  readonly schema: Schema;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Input {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

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

/** Nearly what the schema asks for: mostly of its form, now and then with a value or a member that is not. */
function nearly(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema, name, known) }, { weight: 1, arbitrary: hostile });
}

function fitting(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => nearly(branch, name, known)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.properties !== undefined) return object(schema.properties, known);
  if (schema.items !== undefined) return fc.array(nearly(schema.items, name, known), { maxLength: 3 });
  const there = known[name] ?? [];
  const plain = leaf(schema);
  return there.length === 0
    ? plain
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: plain });
}

function object(properties: Readonly<Record<string, Schema>>, known: Known): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => [
    name,
    fc.option(nearly(schema, name, known), { freq: 8, nil: undefined }),
  ]);
  return fc.record(Object.fromEntries(members));
}

function leaf(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? Number.MAX_SAFE_INTEGER),
        fc.integer({ min: 0, max: 1_000_000 }),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'object':
      return fc.dictionary(fc.string({ maxLength: 8 }), hostile, { maxKeys: 3 });
    default:
      return schema.pattern === undefined
        ? fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), hostileText)
        : fc.stringMatching(new RegExp(schema.pattern));
  }
}

/** As the path and the query carry it: encoded, as a client does, or broken as only a bad one does. */
const brokenParts = fc.constantFrom(
  '%E0%A4%A',
  '%00',
  '%',
  '..%2f..%2fetc',
  '%3Cimg%3E',
  'a'.repeat(3_000),
  ';',
);

function part(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const encoded = value.map((given) => encodeURIComponent(wellFormed(textOf(given))));
  return fc.oneof({ weight: 6, arbitrary: encoded }, { weight: 1, arbitrary: brokenParts });
}

/** A lone surrogate has no UTF-8; an address cannot carry one. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value));
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
  .map((value) => value.replaceAll('\u007f', ''));

const contentTypes = [
  'text/plain',
  'text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  '*/*',
  '',
];

function headersOf(mine: Readonly<Record<string, string>>): fc.Arbitrary<Record<string, string>> {
  const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1, nil: undefined });
  const wrong = fc.record({
    authorization: fc.option(headerValue, { nil: undefined }),
    cookie: fc.option(headerValue, { nil: undefined }),
    'x-tilltalk-csrf': fc.option(headerValue, { nil: undefined }),
    origin: fc.option(fc.constantFrom('null', 'https://evil.example', '\u00fc'), { nil: undefined }),
  });
  const strange = fc.record({
    'accept-language': seldom(headerValue),
    'user-agent': seldom(headerValue),
    accept: seldom(headerValue),
    'x-forwarded-for': seldom(headerValue),
  });
  const key = fc.oneof({ weight: 4, arbitrary: fc.uuid() }, { weight: 1, arbitrary: headerValue });
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constantFrom(...contentTypes, 'application/json; charset=utf-16') },
  );
  const who = fc.oneof(
    { weight: 9, arbitrary: fc.constant(mine) },
    { weight: 1, arbitrary: wrong.map((headers) => ({ ...mine, ...headers })) },
  );
  return fc.tuple(strange, who, key, type).map(([odd, caller, idempotencyKey, contentType]) => {
    const all = { ...odd, ...caller, 'idempotency-key': idempotencyKey, 'content-type': contentType };
    return Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  });
}

/** Bad input of every kind for one operation, sent by somebody with these headers. */
export function inputsFor(
  operation: Operation,
  mine: Readonly<Record<string, string>>,
  known: Known,
): fc.Arbitrary<Input> {
  const wanted = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place);
  const values = (parameters: readonly Parameter[]) =>
    fc.tuple(...parameters.map(({ schema, name }) => part(nearly(schema, name, known))));
  const query = fc.record(
    Object.fromEntries(
      wanted('query').map(({ schema, name }) => [
        name,
        fc.option(part(nearly(schema, name, known)), { freq: 2, nil: undefined }),
      ]),
    ),
  );
  return fc
    .record({ ids: values(wanted('path')), query, headers: headersOf(mine), body: bodyOf(operation, known) })
    .map(({ ids, query: asked, headers, body }) => ({
      path: pathOf(operation, ids, asked),
      headers,
      body,
    }));
}

function bodyOf({ method, body }: Operation, known: Known): fc.Arbitrary<string | undefined> {
  if (method === 'GET') return fc.constant(undefined);
  const json = (value: fc.Arbitrary<unknown>) => value.map((given) => JSON.stringify(given));
  return fc.oneof(
    {
      weight: body === undefined ? 1 : 8,
      arbitrary: json(body === undefined ? fc.constant({}) : nearly(body, '', known)),
    },
    { weight: 1, arbitrary: json(hostile) },
    { weight: 1, arbitrary: rawBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

function pathOf(
  operation: Operation,
  ids: readonly string[],
  query: Record<string, string | undefined>,
): string {
  const rest = [...ids];
  const path = operation.path.replaceAll(/\{\w+\}/g, () => rest.shift() ?? '');
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? path : `${path}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
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
