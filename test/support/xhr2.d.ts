/** The package brings no types; here it only stands in for a browser's global. */
declare module 'xhr2' {
  const XMLHttpRequest: unknown;
  // biome-ignore lint/style/noDefaultExport: so the package is made.
  export default XMLHttpRequest;
}
