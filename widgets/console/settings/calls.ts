import type {
  CannedReplyBody,
  CannedReplyView,
  LabelBody,
  LabelView,
} from '../../../src/bot/console/wire.ts';
import type { AgentView, OwnProfileBody, ServiceBody, ServiceView } from '../../../src/bot/handoff/wire.ts';
import type {
  AddStaffBody,
  ChangePasswordBody,
  NewPasswordView,
  StaffAccountView,
  StaffRole,
  StaffSessionView,
  StaffView,
} from '../../../src/identity/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import type { Calls } from '../calls/calls.ts';
import { read, root } from '../calls/change.ts';

const staff = '/v1/staff';
const accountPath = (staffId: string, action: string) =>
  `${staff}/accounts/${encodeURIComponent(staffId)}/${action}`;
const cannedPath = (id: string) => `${root}/canned-replies/${encodeURIComponent(id)}`;
const labelPath = (id: string) => `${root}/labels/${encodeURIComponent(id)}`;

/** What takes an account from one standing to another. */
export type AccountStep = 'disable' | 'enable' | 'unlock';

/** One's own account, and those of others. */
export function accountCalls({ change }: Pick<Calls, 'change'>) {
  return {
    changePassword: (body: ChangePasswordBody): Promise<Answer<StaffView>> =>
      change({ method: 'POST', path: `${staff}/password`, body }),
    sessions: (): Promise<Answer<{ sessions: StaffSessionView[] }>> => read(`${staff}/sessions`),
    /** One of one's own, or `others`. */
    endSessions: (which: string): Promise<Answer<{ revoked: number }>> =>
      change({ method: 'DELETE', path: `${staff}/sessions/${encodeURIComponent(which)}` }),
    setOwnProfile: (body: OwnProfileBody): Promise<Answer<AgentView>> =>
      change({ method: 'PUT', path: `${root}/profile`, body }),
    accounts: (): Promise<Answer<{ accounts: StaffAccountView[] }>> => read(`${staff}/accounts`),
    addAccount: (body: AddStaffBody): Promise<Answer<NewPasswordView>> =>
      change({ method: 'POST', path: `${staff}/accounts`, body }),
    setRole: (staffId: string, role: StaffRole): Promise<Answer<unknown>> =>
      change({ method: 'POST', path: accountPath(staffId, 'role'), body: { role } }),
    stepAccount: (staffId: string, step: AccountStep): Promise<Answer<unknown>> =>
      change({ method: 'POST', path: accountPath(staffId, step) }),
    resetPassword: (staffId: string): Promise<Answer<NewPasswordView>> =>
      change({ method: 'POST', path: accountPath(staffId, 'password-reset') }),
  };
}

/** What all agents work with. */
export function sharedCalls({ change }: Pick<Calls, 'change'>) {
  return {
    addCanned: (body: CannedReplyBody): Promise<Answer<CannedReplyView>> =>
      change({ method: 'POST', path: `${root}/canned-replies`, body }),
    changeCanned: (id: string, body: CannedReplyBody): Promise<Answer<CannedReplyView>> =>
      change({ method: 'PUT', path: cannedPath(id), body }),
    retireCanned: (id: string): Promise<Answer<unknown>> =>
      change({ method: 'DELETE', path: cannedPath(id) }),
    addLabel: (body: LabelBody): Promise<Answer<LabelView>> =>
      change({ method: 'POST', path: `${root}/labels`, body }),
    changeLabel: (id: string, body: LabelBody): Promise<Answer<LabelView>> =>
      change({ method: 'PUT', path: labelPath(id), body }),
    retireLabel: (id: string): Promise<Answer<unknown>> => change({ method: 'DELETE', path: labelPath(id) }),
    service: (): Promise<Answer<ServiceView>> => read(`${root}/service`),
    setService: (body: ServiceBody): Promise<Answer<ServiceView>> =>
      change({ method: 'PUT', path: `${root}/service`, body }),
  };
}
