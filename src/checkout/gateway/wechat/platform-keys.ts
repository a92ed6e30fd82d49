import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import { limits } from '../../../kernel/limits.ts';
import { type HttpResult, parseJson } from '../http-client.ts';
import { isProbe, openResource, type Proof, proofOf, signatureHolds } from './sign.ts';

/** WeChat Pay's own public key of this merchant, by its id `PUB_KEY_ID_…`. */
export interface PlatformPublicKey {
  readonly id: string;
  readonly pem: string;
}

/** `unknown_key`: signed by a certificate that we do not hold yet. */
export type Verdict = 'holds' | 'refused' | 'unknown_key';

/** The keys that WeChat Pay signs with: configured public keys, and certificates that are downloaded. */
export interface PlatformKeys {
  /** Verifies age (by wall time) and signature; never throws. */
  verify(proof: Proof | null, signed: { readonly body: Buffer; readonly nowMs: number }): Verdict;
  /**
   * Downloads the certificates unless that was tried a moment ago; several callers share one download. Anybody can send
   * a notification, but an answer to our own call comes from WeChat Pay, so it may ask sooner.
   */
  refresh(because: 'answer' | 'notification'): Promise<void>;
  /** Downloads them when they are due; nobody has to wait for it. */
  refreshIfDue(): Promise<void>;
}

interface PlatformKeysDeps {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly apiV3Key: string;
  readonly publicKeys: readonly PlatformPublicKey[];
  /** GET /v3/certificates, signed by us. */
  readonly download: () => Promise<HttpResult>;
}

/** A flood of forged serial numbers must not become a flood of downloads. */
const REFRESH_PAUSES_MS = { answer: 2_000, notification: 60_000 } as const;
/** WeChat Pay asks for less than twelve hours between two looks. */
const REFRESH_EVERY_MS = 10 * 3_600_000;

interface Certificate {
  readonly serial: string;
  readonly key: KeyObject;
  readonly validFromMs: number;
  readonly validToMs: number;
}

const Certificates = z.object({
  data: z
    .array(
      z.object({
        serial_no: z.string().min(1).max(64),
        encrypt_certificate: z.object({
          algorithm: z.string(),
          nonce: z.string(),
          associated_data: z.string().nullish(),
          ciphertext: z.string(),
        }),
      }),
    )
    .min(1)
    .max(20),
});

/** Keeps the platform's keys in memory. Certificates come by download, so a rotation needs nobody (two are live then). */
export function createPlatformKeys(deps: PlatformKeysDeps): PlatformKeys {
  const fixed = new Map(deps.publicKeys.map(({ id, pem }) => [id, createPublicKey(pem)]));
  let certificates: ReadonlyMap<string, Certificate> = new Map();
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const keyOf = (serial: string, nowMs: number): KeyObject | undefined => {
    const certificate = certificates.get(serial.toUpperCase());
    const valid =
      certificate !== undefined && certificate.validFromMs <= nowMs && nowMs < certificate.validToMs;
    return fixed.get(serial) ?? (valid ? certificate.key : undefined);
  };
  const download = async (): Promise<void> => {
    triedAtMs = deps.clock.wallMs();
    const fresh = readCertificates(deps, await deps.download());
    if (fresh !== null) certificates = fresh;
  };
  const refresh: PlatformKeys['refresh'] = (because) => {
    if (running !== undefined) return running;
    if (deps.clock.wallMs() - triedAtMs < REFRESH_PAUSES_MS[because]) return Promise.resolve();
    running = download().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    refresh,
    verify: (proof, { body, nowMs }) => {
      if (proof === null || isProbe(proof) || !isFresh(proof, nowMs)) return 'refused';
      const key = keyOf(proof.serial, nowMs);
      if (key === undefined) return proof.serial.startsWith('PUB_KEY_ID_') ? 'refused' : 'unknown_key';
      return signatureHolds(key, proof, body) ? 'holds' : 'refused';
    },
    refreshIfDue: () => {
      const used = fixed.size === 0 || certificates.size > 0;
      const due = used && deps.clock.wallMs() - triedAtMs > REFRESH_EVERY_MS;
      return due ? refresh('answer') : Promise.resolve();
    },
  };
}

function isFresh({ timestamp }: Proof, nowMs: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(nowMs - Number(timestamp) * 1000) <= limits.clockSkewToleranceMs;
}

/**
 * The certificates of an answer; null when it proves nothing. They are sealed with our APIv3 key, and one of them
 * must have signed the answer itself.
 */
function readCertificates(deps: PlatformKeysDeps, result: HttpResult): Map<string, Certificate> | null {
  if (result.outcome !== 'answered' || result.status !== 200) return null;
  const parsed = Certificates.safeParse(parseJson(result.body));
  if (!parsed.success) return null;
  const opened = parsed.data.data.map((item) => openCertificate(deps.apiV3Key, item));
  if (!opened.every((certificate) => certificate !== null)) return null;
  const certificates = new Map(opened.map((certificate) => [certificate.serial, certificate]));
  const proof = proofOf(result.headers);
  if (proof === null || isProbe(proof) || !isFresh(proof, deps.clock.wallMs())) return null;
  const key =
    certificates.get(proof.serial.toUpperCase())?.key ??
    deps.publicKeys.filter(({ id }) => id === proof.serial).map(({ pem }) => createPublicKey(pem))[0];
  return key !== undefined && signatureHolds(key, proof, result.body) ? certificates : null;
}

type SealedCertificate = z.infer<typeof Certificates>['data'][number];

function openCertificate(apiV3Key: string, item: SealedCertificate): Certificate | null {
  try {
    const certificate = new X509Certificate(openResource(apiV3Key, item.encrypt_certificate));
    const serial = item.serial_no.toUpperCase();
    if (certificate.serialNumber.toUpperCase() !== serial) return null;
    return {
      serial,
      key: certificate.publicKey,
      validFromMs: Date.parse(certificate.validFrom),
      validToMs: Date.parse(certificate.validTo),
    };
  } catch {
    return null;
  }
}
