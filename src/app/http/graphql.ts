import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { type ASTVisitor, GraphQLError, parse, type ValidationContext } from 'graphql';
import mercurius from 'mercurius';
import { z } from 'zod';
import { type CheckoutDeps, searchOrders } from '../../checkout/index.ts';
import { OrderQuery } from '../../checkout/order/wire.ts';
import { DASHBOARD_ROLES, type RequireStaff } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import {
  type Analytics,
  FiguresQuery,
  JourneyQuestion,
  readFigures,
  readJourneys,
} from '../../metrics/index.ts';

/** How deep a question may go, how many fields it may name, and how many things it may ask at once. */
const DEPTH_MAX = 7;
const FIELDS_MAX = 150;
const QUESTIONS_MAX = 5;

const SCHEMA = `
  "How many journeys came how far; the same as POST /v1/analytics/funnel."
  type Funnel { from: String! to: String! timeZone: String! steps: [Step!]! rows: [Row!]! readUpToPosition: Float! behind: Float! }
  type Step { step: String! count: Int! dropped: Int! fromPrevious: Float fromEntry: Float sincePrevious: Times sinceEntry: Times }
  type Times { medianMs: Float! p95Ms: Float! }
  type Row { key: String! label: String counts: [Int!]! }
  input Filter { dimension: String! values: [String!]! }
  "Amounts are integers in minor units of their currency; as Float, since they pass 2^31."
  type MoneyDay { accountingDay: String! currency: String! grossMinor: Float! discountMinor: Float! refundMinor: Float! taxMinor: Float!
    feeMinor: Float! netMinor: Float! cashMinor: Float! }
  type Share { share: Float! low: Float! high: Float! }
  type DeclineCode { code: String! count: Int! }
  type Gateway { gateway: String! paid: Int! failed: Int! success: Share codes: [DeclineCode!]! }
  type Service { conversations: Int! handedOff: Int! handoff: Share deflection: Share csatAnswers: Int! csatAverage: Float
    waitMedianMs: Float waitP95Ms: Float }
  type Rank { rank: Int! shown: Int! clicked: Int! paid: Int! ctr: Share conversion: Share }
  type Cohort { month: String! learners: Int! paidAgain: [Int!]! }
  type WeeklyCohort { week: String! learners: Int! paidAgain: [Int!]! }
  "The question's words are null where facts may not hold words."
  type Unanswered { question: String count: Int! conversations: Int! languages: [String!]! lastAtMs: Float! conversationId: String! }
  type Name { zh: String! en: String! }
  type Gap { topicId: String! name: Name asked: Int! nothing: Int! near: Int! unmet: [String!]! }
  "A difference from the experiment's first variant; of shares, with Newcombe's interval."
  type Difference { value: Float! low: Float! high: Float! }
  type Variant { experimentId: String variant: String! shown: Int! paid: Int! conversion: Share difference: Difference }
  type Answers { sender: String! count: Int! medianMs: Float! p95Ms: Float! }
  type Segment { segment: String! learners: Int! purchases: Int! daysSinceMedian: Int! }
  type Figures { from: String! to: String! timeZone: String! money: [MoneyDay!]! gateways: [Gateway!]! service: Service! ranks: [Rank!]!
    cohorts: [Cohort!]! weeklyCohorts: [WeeklyCohort!]! gaps: [Gap!]! unanswered: [Unanswered!]!
    answers: [Answers!]! segments: [Segment!]! experiments: [Variant!]! sampleRatioP: Float }
  type OrderLearner { learnerId: String! }
  type OrderLine { productId: String! title: String! totalMinor: Float! }
  type Order { orderId: String! orderNumber: String! status: String! currency: String! totalMinor: Float! createdAtMs: Float! learner: OrderLearner!
    lines: [OrderLine!]! }
  type OrderPage { orders: [Order!]! nextCursor: String }
  type Query {
    funnel(from: String, to: String, timeZone: String, unit: String, steps: [String!], windowHours: Float, order: String,
      filters: [Filter!], breakdown: String, attribution: String): Funnel!
    figures(from: String, to: String, timeZone: String): Figures!
    orders(text: String, status: String, currency: String, fromMs: Float, untilMs: Float, cursor: String, limit: Int): OrderPage!
  }
`;

export interface GraphqlDeps {
  readonly analytics: Analytics;
  readonly orders: Pick<CheckoutDeps, 'db' | 'livemode'>;
  readonly requireStaff: RequireStaff;
}

const GraphqlBody = z.strictObject({
  query: z.string().min(1).max(20_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().max(200).nullish(),
});

/** `POST /graphql`: analytics and orders for the dashboard's roles, with its depth and cost limited. Reading only. */
export function graphqlRoutes(deps: GraphqlDeps): FastifyPluginAsync {
  const mayRead = deps.requireStaff(DASHBOARD_ROLES);
  return async (app) => {
    await app.register(mercurius, {
      schema: SCHEMA,
      resolvers: { Query: resolversOf(deps) },
      routes: false,
      graphiql: false,
      queryDepth: DEPTH_MAX,
      validationRules: [limitCost],
      cache: 200,
    });
    app.post(
      '/graphql',
      { config: { access: DASHBOARD_ROLES }, schema: { tags: ['analytics'], body: GraphqlBody } },
      async (request, reply) => {
        await mayRead(request);
        reply.header('cache-control', 'no-store');
        return answer(app, request);
      },
    );
  };
}

type App = Parameters<FastifyPluginAsync>[0];

/** GraphQL answers 200 with its errors beside the data, each with our code. */
async function answer(app: App, request: FastifyRequest): Promise<unknown> {
  const { query, variables, operationName } = request.body as z.infer<typeof GraphqlBody>;
  try {
    const { data, errors } = await app.graphql(query, {}, variables ?? {}, operationName ?? undefined);
    return errors === undefined ? { data } : { data, errors: errors.map(viewOf) };
  } catch (error) {
    if (error instanceof GraphQLError) return { data: null, errors: [viewOf(error)] };
    const { errors } = error as { errors?: readonly GraphQLError[] };
    return { data: null, errors: (errors ?? [syntaxErrorOf(query, error)]).map(viewOf) };
  }
}

/** Some of what is no question at all makes mercurius fail rather than refuse; any other failure is thrown on. */
function syntaxErrorOf(query: string, failure: unknown): GraphQLError {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw failure;
}

function viewOf(error: GraphQLError): { message: string; code: string; path?: readonly (string | number)[] } {
  const cause = error.originalError;
  const isOurs =
    cause instanceof DomainError || cause === undefined || cause === null || cause instanceof GraphQLError;
  const code =
    cause instanceof DomainError
      ? cause.code
      : isOurs
        ? kernelErrors.invalid_request.code
        : kernelErrors.internal_error.code;
  return {
    message: isOurs ? error.message : kernelErrors.internal_error.title,
    code,
    ...(error.path === undefined ? {} : { path: error.path }),
  };
}

function resolversOf({ analytics, orders }: GraphqlDeps) {
  const ready = async () => ({ ...analytics, ...(await analytics.fresh()) });
  return {
    funnel: async (_root: unknown, { filters, ...asked }: FunnelArguments) => {
      const chosen = Object.fromEntries((filters ?? []).map(({ dimension, values }) => [dimension, values]));
      const question = parsed(JourneyQuestion, { ...asked, filters: chosen });
      const facts = await ready();
      return { ...(await readJourneys(facts, question)), behind: facts.behind };
    },
    figures: async (_root: unknown, asked: object) => readFigures(await ready(), parsed(FiguresQuery, asked)),
    orders: async (_root: unknown, asked: object) => searchOrders(orders, parsed(OrderQuery, asked)),
  };
}

interface FunnelArguments {
  readonly filters?: readonly { readonly dimension: string; readonly values: readonly string[] }[];
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: object): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DomainError(kernelErrors.invalid_request, {
    detail: `${issue?.path.join('.')}: ${issue?.message}`,
  });
}

/** Each thing asked at the root is a question to the database; fragments may not multiply fields. */
function limitCost(context: ValidationContext): ASTVisitor {
  let fields = 0;
  const count = (): void => {
    fields += 1;
    if (fields === FIELDS_MAX + 1)
      context.reportError(new GraphQLError(`a question names at most ${FIELDS_MAX} fields and fragments`));
  };
  return {
    Field: count,
    FragmentSpread: count,
    OperationDefinition: ({ selectionSet }) => {
      if (selectionSet.selections.length > QUESTIONS_MAX)
        context.reportError(new GraphQLError(`at most ${QUESTIONS_MAX} things are asked at once`));
    },
  };
}
