import type { StaffRole } from './wire.ts';

/** Whose call proves itself inside its route: by a link's token, a gateway's signature, a key of its own. */
export const OWN_PROOFS = ['link', 'gateway', 'operator', 'sandbox', 'direct_line', 'bot_framework'] as const;
export type OwnProof = (typeof OWN_PROOFS)[number];

/** Who may call a route or send a socket event. `host` is the host platform's server. */
export type AccessKind = 'anybody' | 'guest' | 'learner' | 'host' | StaffRole | OwnProof;

/** Declared beside every route and socket event, kept by one hook, printed in docs/ROLES.md. */
export type Access = readonly AccessKind[];

/** Pages, sign-in and whatever else needs no proof. */
export const ANYBODY: Access = ['anybody'];

/** Guests may chat and read what is theirs. */
export const LEARNERS: Access = ['guest', 'learner'];

/** Paying needs an identity (C6). */
export const SIGNED_IN_LEARNERS: Access = ['learner'];

/** Whoever has the link: its token is the proof. */
export const WITH_LINK: Access = ['link'];

/** The host platform's server; an API key also needs the scope that the route names. */
export const HOST: Access = ['host'];
