/** The first character of a name: enough to tell people apart in a list, too little to know who it is. */
export function maskName(name: string | null): string | null {
  if (name === null || name === '') return null;
  const [first = ''] = [...name];
  return /\p{Script=Han}/u.test(first) ? `${first}**` : `${first}***`;
}

/** The last four characters of a long id, none of a short one. */
export function maskId(id: string | null): string | null {
  if (id === null) return null;
  return id.length > 8 ? `••••${id.slice(-4)}` : '••••';
}

/** The first letter and where it is read. */
export function maskEmail(email: string | null): string | null {
  if (email === null) return null;
  const at = email.lastIndexOf('@');
  return at < 1 ? '••••' : `${email.slice(0, 1)}•••${email.slice(at)}`;
}

/** The last four digits. */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `•••${phone.replace(/\D/g, '').slice(-4)}`;
}

/** The network without the host. */
export function maskAddress(address: string | null): string | null {
  if (address === null) return null;
  if (address.includes(':')) return `${address.split(':').slice(0, 2).join(':')}:••••`;
  return `${address.split('.').slice(0, 2).join('.')}.•.•`;
}
