import { z } from 'zod';

export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** Where the widget is shown; decides which payment methods can be offered. */
export const Surface = z.enum([
  'web',
  'mobile_web',
  'wechat',
  'alipay',
  'miniprogram',
  'ios_app',
  'android_app',
]);
export type Surface = z.infer<typeof Surface>;

/** A guest opens a session with nothing; a learner with a token signed by the host platform. */
export const OpenSessionBody = z.strictObject({
  hostToken: z.string().max(4096).optional(),
  /** The guest token held so far: its conversations move to the learner who signs in. */
  guestToken: z.string().max(4096).optional(),
  language: Language.optional(),
});
export type OpenSessionBody = z.infer<typeof OpenSessionBody>;

export const SessionView = z.object({
  token: z.string(),
  expiresAtMs: z.number().int(),
  learner: z.object({ learnerId: z.string(), isGuest: z.boolean(), displayName: z.string().nullable() }),
});
export type SessionView = z.infer<typeof SessionView>;

/** What a person who works here may do. */
export const StaffRole = z.enum(['agent', 'supervisor', 'analyst', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

/** Opens a staff session; the answer sets the cookie. */
export const SignInBody = z.strictObject({
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export type SignInBody = z.infer<typeof SignInBody>;

export const StaffView = z.object({
  staffId: z.string(),
  login: z.string(),
  displayName: z.string(),
  role: StaffRole,
  /** Goes into `x-tilltalk-csrf` of every request that changes something. */
  csrfToken: z.string(),
  expiresAtMs: z.number().int(),
});
export type StaffView = z.infer<typeof StaffView>;

/** One browser in which somebody is signed in. */
export const StaffSessionView = z.object({
  sessionId: z.string(),
  /** What the browser says it is. */
  device: z.string().nullable(),
  createdAtMs: z.number().int(),
  lastSeenAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type StaffSessionView = z.infer<typeof StaffSessionView>;

const StaffPassword = z.string().min(8).max(256);

export const ChangePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(256),
  newPassword: StaffPassword,
});
export type ChangePasswordBody = z.infer<typeof ChangePasswordBody>;

export const StaffLogin = z.string().regex(/^[\w.@-]{2,64}$/);

/** An account as an admin adds it; its first password is made by us. */
export const AddStaffBody = z.strictObject({
  login: StaffLogin,
  displayName: z.string().trim().min(1).max(80).optional(),
  role: StaffRole,
});
export type AddStaffBody = z.infer<typeof AddStaffBody>;

export const ChangeRoleBody = z.strictObject({ role: StaffRole });

export const StaffAccountView = z.object({
  staffId: z.string(),
  login: z.string(),
  displayName: z.string(),
  role: StaffRole,
  isDisabled: z.boolean(),
  /** Until when nobody can sign in to it; null when they can. */
  lockedUntilMs: z.number().int().nullable(),
  /** In how many browsers it is signed in. */
  sessionsCount: z.number().int(),
  createdAtMs: z.number().int(),
});
export type StaffAccountView = z.infer<typeof StaffAccountView>;

/** A password that was made; it is shown this once. */
export const NewPasswordView = z.object({ staffId: z.string(), password: z.string() });
export type NewPasswordView = z.infer<typeof NewPasswordView>;

/** The body of every error answer: RFC 9457 with a stable code and a sentence for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  message: z.object({ zh: z.string(), en: z.string() }),
});
export type Problem = z.infer<typeof Problem>;
