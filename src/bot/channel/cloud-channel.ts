import { DeliveryModes, Activity as SdkActivity } from '@microsoft/agents-activity';
import {
  CloudAdapter,
  ConnectorClient,
  HttpError,
  type HttpRequestConfig,
  type HttpResponse,
  OutboundHostValidator,
  type Request,
  type TurnContext,
  UserTokenClient,
  type WebResponse,
} from '@microsoft/agents-hosting';
import type { Egress } from '../../kernel/egress/egress.ts';
import { limits } from '../../kernel/limits.ts';
import { type AppCredentials, createAppToken } from './app-token.ts';

export interface CloudChannelOptions extends AppCredentials {
  /** Hosts that answers may go to, with all below them. */
  readonly serviceHosts: readonly string[];
  readonly egress: Egress;
  readonly wallMs: () => number;
}

/** A conversation of another channel, as the protocol refers to it. */
export interface CloudReference {
  readonly channelId: string;
  readonly serviceUrl: string;
  /** What was said there last: what is said next replies to it. */
  readonly activityId?: string;
  readonly conversation: {
    readonly id: string;
    readonly conversationType?: string;
    readonly tenantId?: string;
  };
  readonly user: { readonly id: string; readonly name?: string };
  readonly agent: { readonly id: string; readonly name?: string };
}

/** What somebody else's server posted and proved. */
export interface CloudIncoming {
  readonly id: string | undefined;
  readonly type: string;
  readonly text: string | undefined;
  readonly value: unknown;
  readonly channelData: unknown;
  readonly locale: string | undefined;
  readonly isGroup: boolean;
  /** What the files that came with it are called. */
  readonly files: readonly string[];
  /** The caller wants the replies in the answer to this request. */
  readonly expectsReplies: boolean;
  readonly reference: CloudReference;
}

export interface CloudRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
}

export interface CloudAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Why what was said did not arrive: `gone` for a conversation that takes nothing more, `refused` for this activity. */
export class CloudRefusal extends Error {
  readonly outcome: 'later' | 'gone' | 'refused';
  constructor(outcome: CloudRefusal['outcome'], options: { cause: unknown }) {
    super(`the channel did not take it: ${outcome}`, options);
    this.name = 'CloudRefusal';
    this.outcome = outcome;
  }
}

/** Channels of the Bot Framework: Teams, Web Chat and whatever else Azure Bot Service connects. */
export interface CloudChannel {
  /**
   * Has the SDK prove the caller, then gives what came to `take`, whose errors are thrown on. What it returns stands in
   * the answer if the caller expects that.
   */
  receive(
    request: CloudRequest,
    take: (incoming: CloudIncoming) => Promise<readonly object[]>,
  ): Promise<CloudAnswer>;
  /** Says something in a conversation, asked or not. Throws `CloudRefusal`. */
  say(reference: CloudReference, activity: object): Promise<void>;
}

/** Opens the channel of one registered bot. */
export function createCloudChannel(options: CloudChannelOptions): CloudChannel {
  const adapter = new TrustedCloudAdapter(options);
  return {
    receive: async (request, take) => {
      const { response, answer } = responseOf();
      const asked: Request = { ...request, headers: { ...request.headers } };
      let isProved = false;
      await adapter.authorizeRequest(asked, response, () => {
        isProved = true;
      });
      if (!isProved) return answer();
      let isTaken = false;
      try {
        await adapter.process(asked, response, async (context) => {
          isTaken = true;
          const replies = await take(incomingOf(context));
          for (const reply of replies) await context.sendActivity(SdkActivity.fromObject(reply));
        });
      } catch (error) {
        // What failed before it was ours to take is no Activity, or from where we answer nobody.
        if (isTaken) throw error;
        return { status: 400 };
      }
      return answer();
    },
    say: async (reference, activity) => {
      try {
        await adapter.continueConversation(options.appId, { ...reference }, async (context) => {
          await context.sendActivity(SdkActivity.fromObject(activity));
        });
      } catch (error) {
        throw new CloudRefusal(outcomeOf(error), { cause: error });
      }
    },
  };
}

/**
 * The SDK's adapter with our own door to the outside: what it sends goes through the house's egress, so to no private
 * address and along no redirect, and only to hosts on the list, with a token that is asked for when it is needed.
 */
class TrustedCloudAdapter extends CloudAdapter {
  readonly #accessToken: () => Promise<string>;
  readonly #egress: Egress;

  constructor(options: CloudChannelOptions) {
    const { appId, tenantId, secret, authority } = options;
    const hosts = [...options.serviceHosts];
    super(
      { clientId: appId, tenantId, clientSecret: secret, authorityEndpoint: authority, validateIssuer: true },
      undefined,
      undefined,
      { validateServiceUrl: true },
      new OutboundHostValidator({ enabled: true, includeDefaultMicrosoftHosts: false, hosts }),
    );
    this.#accessToken = createAppToken(options);
    this.#egress = options.egress;
    // Whoever called decides what a failure means.
    this.onTurnError = async (_context, error) => {
      throw error;
    };
  }

  protected override async createConnectorClientWithIdentity(
    _identity: unknown,
    activity: SdkActivity,
  ): Promise<ConnectorClient> {
    const { serviceUrl = '' } = activity;
    const client = ConnectorClient.createClientWithToken(serviceUrl, '');
    client.httpClient.request = <T>(config: HttpRequestConfig) => this.#send<T>(serviceUrl, config);
    return client;
  }

  /** Nobody signs in by the channel here, so no token of theirs is asked for. */
  protected override async createUserTokenClient(): Promise<UserTokenClient> {
    return new UserTokenClient('');
  }

  async #send<T>(serviceUrl: string, config: HttpRequestConfig): Promise<HttpResponse<T>> {
    const base = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
    const result = await this.#egress.send({
      method: 'POST',
      url: new URL(config.url.replace(/^\//, ''), base).href,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${await this.#accessToken()}`,
      },
      body: JSON.stringify(config.data),
      timeoutMs: limits.cloudChannelTimeoutMs,
      responseBytesMax: limits.cloudChannelAnswerBytesMax,
    });
    if (result.outcome !== 'answered') throw new Error(result.cause);
    const { status } = result;
    const answered = {
      data: jsonOf(result.body) as T,
      status,
      statusText: '',
      headers: new Headers(),
      config,
    };
    if (status >= 200 && status < 300) return answered;
    throw new HttpError(`the channel answered ${status}`, answered, config);
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
}

function outcomeOf(error: unknown): CloudRefusal['outcome'] {
  const status = statusOf(error);
  if (status === 403 || status === 404 || status === 410) return 'gone';
  // Any other word about the request itself: the same activity would be refused again.
  return status === 400 || status === 413 || status === 415 || status === 422 ? 'refused' : 'later';
}

function statusOf(error: unknown): number | undefined {
  const { status, cause } = (error ?? {}) as { status?: unknown; cause?: unknown };
  if (typeof status === 'number') return status;
  return cause === undefined ? undefined : statusOf(cause);
}

function incomingOf({ activity }: TurnContext): CloudIncoming {
  const { id, type, text, value, channelData, locale, conversation, from, recipient } = activity;
  return {
    id,
    type: String(type),
    text,
    value,
    channelData,
    locale,
    isGroup: conversation?.isGroup === true,
    files: (activity.attachments ?? []).filter(isFile).map(({ name, contentType }) => name || contentType),
    expectsReplies: activity.deliveryMode === DeliveryModes.ExpectReplies,
    reference: {
      channelId: String(activity.channelId),
      serviceUrl: activity.serviceUrl ?? '',
      ...(id !== undefined && { activityId: id }),
      conversation: {
        id: conversation?.id ?? '',
        ...(conversation?.conversationType && { conversationType: conversation.conversationType }),
        ...(conversation?.tenantId && { tenantId: conversation.tenantId }),
      },
      user: accountOf(from),
      agent: accountOf(recipient),
    },
  };
}

/** Cards are no files; and Teams says every formatted message a second time, as HTML. */
function isFile({ contentType }: { readonly contentType: string }): boolean {
  return contentType !== 'text/html' && !contentType.startsWith('application/vnd.microsoft.card.');
}

function accountOf(account: { id?: string; name?: string } | undefined): { id: string; name?: string } {
  const { id = '', name } = account ?? {};
  return { id, ...(name !== undefined && { name }) };
}

/** What the SDK writes its answer to: nothing is sent until all of it is known. */
function responseOf(): { response: WebResponse; answer: () => CloudAnswer } {
  let status = 200;
  let body: unknown;
  const response: WebResponse = {
    headersSent: false,
    writableEnded: false,
    status: (code) => {
      status = code;
      return response;
    },
    setHeader: () => response,
    send: (sent) => {
      body = sent;
      return response;
    },
    end: () => response,
  };
  return { response, answer: () => ({ status, ...(body !== undefined && { body }) }) };
}
