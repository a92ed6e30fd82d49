/** The package brings no types; here it only stands in for a browser's global. */
declare module 'xhr2' {
  interface Sender {
    setRequestHeader(name: string, value: string): void;
    send(this: Sender, data?: unknown): void;
  }
  const XMLHttpRequest: { readonly prototype: Sender };
  // biome-ignore lint/style/noDefaultExport: so the package is made.
  export default XMLHttpRequest;
}
