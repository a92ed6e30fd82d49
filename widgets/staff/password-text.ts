import { staffText } from './text.ts';

/** What changing one's own password says. */
export const passwordText = {
  ...staffText,
  close: ['关闭', 'Close'],
  changePassword: ['修改密码', 'Change your password'],
  changePasswordMore: [
    '修改后，其他设备会退出登录，这台设备不受影响。',
    'Every other device is signed out; this one stays.',
  ],
  currentPassword: ['当前密码', 'Current password'],
  newPassword: ['新密码', 'New password'],
  newPasswordRule: ['至少 8 位', 'At least 8 characters'],
  repeatPassword: ['再输入一次新密码', 'New password again'],
  notTheSame: ['两次输入的新密码不一致。', 'The two new passwords are not the same.'],
  passwordChanged: ['密码已修改', 'Your password is changed'],
} as const;
