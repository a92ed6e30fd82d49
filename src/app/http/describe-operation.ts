import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { Problem } from '../../identity/wire.ts';

/** How each route enters the API's description: what it answers, and that any refusal is a problem with a code. */
export const describeOperation: typeof jsonSchemaTransform = (input) => {
  const { response } = input.schema;
  // A route that declares no answer sends something else than JSON.
  if (typeof response !== 'object') return jsonSchemaTransform(input);
  return jsonSchemaTransform({
    ...input,
    schema: { ...input.schema, response: { ...response, default: refusal } },
  });
};

const refusal = {
  description: 'Refused: a problem (RFC 9457) with a stable code; /docs/errors lists them all.',
  content: { 'application/problem+json': { schema: Problem } },
};
